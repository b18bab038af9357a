//! A forgotten person is nowhere to be read: not in the library, its history, the journal, the artefacts, nor in what the
//! database still holds, for nothing there opens it any more.

use kernel::{PersonKey, Personal, Role};
use serde_json::Value;
use testkit::App;

use super::{
    INSPECTORS, REGION, SCJG, WJW, agreed, app, confirm, frozen, import,
    people::{database, wang},
    release,
};

const OBJECTS: &str =
    "企业名称,统一社会信用代码,地区,联系电话\n甲公司,91350100M000100Y43,舞钢市,0375-0123456\n";
const OBJECT: &str = "/api/pool/v1/objects/91350100M000100Y43";
const SECRETS: [&str; 4] = ["王小明", "王大明", "16040100001", "0375-0123456"];

/// Every key that the database holds.
async fn keys(app: &App) -> Vec<PersonKey> {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let sql = "SELECT key FROM person_key".to_owned();
    let rows = app.context("pool").database.read();
    let rows = rows.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let keys = rows.iter().map(|row| row.try_get::<String>("", "key").unwrap());
    keys.map(|key| PersonKey::from_bytes(hex::decode(key).unwrap().try_into().unwrap())).collect()
}

/// The bytes of the database's files, the write-ahead log among them.
async fn files(app: &App) -> Vec<u8> {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let sql = "SELECT file FROM pragma_database_list WHERE name = 'main'".to_owned();
    let read = app.context("pool").database.read();
    let row = read.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap().unwrap();
    let file: String = row.try_get("", "file").unwrap();
    let files = ["", "-wal", "-shm"].map(|end| std::fs::read(format!("{file}{end}")).unwrap_or_default());
    files.concat()
}

fn lies_in(files: &[u8], key: &PersonKey) -> bool {
    let key = hex::encode(key.as_bytes());
    files.windows(key.len()).any(|window| window == key.as_bytes())
}

#[tokio::test]
async fn a_deleted_key_is_gone_from_the_files_too() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let key = keys(&app).await.pop().unwrap();
    assert!(lies_in(&files(&app).await, &key));
    let administrator = app.token(Role::Administrator, REGION, None);
    app.delete(&administrator, &format!("{OBJECT}/person-key?reason=本人要求")).await.expect(200);
    assert!(!lies_in(&files(&app).await, &key));
}

/// What any of these keys opens in the texts that the database holds.
fn opened(database: &str, keys: &[PersonKey]) -> Vec<String> {
    let words = database.split('"').filter(|word| word.len() > 20);
    let sealed = words
        .filter_map(|word| serde_json::from_value::<Personal<String>>(Value::String(word.to_owned())).ok());
    sealed.flat_map(|sealed| keys.iter().filter_map(move |key| sealed.reveal(key))).collect()
}

async fn see(app: &App, path: &str) -> Value {
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    app.get(&clerk, path).await.expect(200)
}

#[tokio::test]
async fn a_forgotten_person_can_be_read_nowhere() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    import(&app, "inspectors", &INSPECTORS.replace("王小明", "王大明")).await.expect(201);
    let task = agreed(&app).await;
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    release(&app, &task).await;
    let artefact = serde_json::to_string(&frozen(&app).await.unwrap()).unwrap();
    let id = wang(&app).await;
    let person = format!("/api/pool/v1/inspectors/{id}");
    assert_eq!(see(&app, &format!("{person}?purpose=核对")).await["name"], "王大明");
    let before = keys(&app).await;
    let readable = opened(&database(&app).await, &before);
    assert!(SECRETS.iter().all(|secret| readable.iter().any(|text| text == secret)), "{readable:?}");

    let administrator = app.token(Role::Administrator, REGION, None);
    for path in [&person, OBJECT] {
        let reply = app.delete(&administrator, &format!("{path}/person-key?reason=本人要求")).await;
        assert_eq!(reply.expect(200)["forgotten"], true);
    }
    app.drain().await;

    let history = see(&app, &format!("{person}/history")).await;
    let names: Vec<_> =
        history["items"].as_array().unwrap().iter().map(|p| &p["inspector"]["name"]).collect();
    assert_eq!(names, ["—", "—", "—"]);
    let whole = see(&app, &format!("{person}?purpose=核对")).await;
    assert_eq!((&whole["name"], whole.get("certificate")), (&Value::from("—"), None));
    assert_eq!(see(&app, &format!("{OBJECT}?purpose=核对")).await.get("phone"), None);
    let text = database(&app).await;
    assert_eq!(
        opened(&text, &keys(&app).await).iter().filter(|text| SECRETS.contains(&text.as_str())).count(),
        0
    );
    for secret in SECRETS {
        assert!(!text.contains(secret) && !artefact.contains(secret), "{secret} lies open");
    }
    let kept = before.iter().filter(|key| text.contains(&hex::encode(key.as_bytes()))).count();
    assert_eq!(kept, before.len() - 2, "the keys themselves are gone");
    // That it was done, by whom and why, stays.
    let looks = store::journal::timeline(app.context("pool"), &format!("{id}/looks")).await.unwrap();
    let deleted: Vec<_> =
        looks.iter().filter(|look| look.event.kind() == "suiji.pool.person-key-deleted.v1").collect();
    assert_eq!((deleted.len(), deleted[0].event.reason.as_deref()), (1, Some("本人要求")));
}
