//! Personal data: masked in lists, whole for a purpose, gone with its key (art. 25).

use kernel::Role;
use serde_json::{Value, json};
use testkit::App;

use super::{INSPECTORS, REGION, SCJG, WJW, app, import};

const WITH_PHONE: &str =
    "名称,统一社会信用代码,地区,联系电话\n甲公司,91350100M000100Y43,舞钢市,0375-0123456\n";
const OBJECT: &str = "/api/pool/v1/objects/91350100M000100Y43";

async fn inspectors(app: &App) -> Vec<Value> {
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let list = app.get(&clerk, "/api/pool/v1/inspectors").await.expect(200);
    list["items"].as_array().unwrap().clone()
}

pub async fn wang(app: &App) -> String {
    let found = inspectors(app).await.into_iter().find(|row| row["name"] == "王**").unwrap();
    found["inspector"].as_str().unwrap().to_owned()
}

/// Everything that the database holds, as text.
pub async fn database(app: &App) -> String {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let read = app.context("pool").database.read();
    let all = |sql: String| read.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql));
    let mut text = String::new();
    for table in all("SELECT name FROM sqlite_master WHERE type = 'table'".into()).await.unwrap() {
        let name: String = table.try_get("", "name").unwrap();
        for column in all(format!("SELECT name FROM pragma_table_info('{name}')")).await.unwrap() {
            let column: String = column.try_get("", "name").unwrap();
            for row in
                all(format!("SELECT CAST(\"{column}\" AS TEXT) AS value FROM \"{name}\"")).await.unwrap()
            {
                text += &row.try_get::<Option<String>>("", "value").unwrap().unwrap_or_default();
            }
        }
    }
    text
}

#[tokio::test]
async fn names_are_masked_in_lists_and_a_look_at_one_is_noted() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let list = app.get(&clerk, "/api/pool/v1/inspectors").await.expect(200);
    let wang = list["items"].as_array().unwrap().iter().find(|row| row["name"] == "王**").unwrap().clone();
    let path = format!("/api/pool/v1/inspectors/{}", wang["inspector"].as_str().unwrap());
    assert_eq!(app.get(&clerk, &path).await.refused(422), "invalid_field");
    let whole = app.get(&clerk, &format!("{path}?purpose=核对证件")).await.expect(200);
    assert_eq!(whole["name"], "王小明");
    let looks = format!("{}/looks", wang["inspector"].as_str().unwrap());
    let trail = store::journal::timeline(app.context("pool"), &looks).await.unwrap();
    assert_eq!((trail.len(), trail[0].event.reason.as_deref()), (1, Some("核对证件")));
    let text = serde_json::to_string(&trail).unwrap();
    assert!(!text.contains("王小明"));
}

#[tokio::test]
async fn a_certificate_number_is_on_the_inspectors_own_page_only() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    assert!(inspectors(&app).await.iter().all(|row| row.get("certificate").is_none()));
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let path = format!("/api/pool/v1/inspectors/{}?purpose=核对证件", wang(&app).await);
    assert_eq!(app.get(&clerk, &path).await.expect(200)["certificate"], "16040100001");
    let elsewhere = app.token(Role::Clerk, "410482", Some("410482-scjg"));
    assert_eq!(app.get(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn a_name_is_masked_for_the_field_and_whole_for_a_purpose_that_is_noted() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let id = wang(&app).await;
    let path = format!("/api/pool/v1/inspectors/{id}/name");
    let colleague = app.inspector_token(REGION, WJW, "0192f1c2-7b6e-7c3a-9d54-3f1a2b4c5d6e".parse().unwrap());
    let masked = app.get(&colleague, &path).await.expect(200);
    assert_eq!((&masked["name"], &masked["department"]), (&json!("王**"), &json!(SCJG)));
    let trail = async || store::journal::timeline(app.context("pool"), &format!("{id}/looks")).await.unwrap();
    assert!(trail().await.is_empty());
    assert_eq!(app.get(&colleague, &format!("{path}?purpose=")).await.refused(422), "invalid_field");
    let whole = app.get(&colleague, &format!("{path}?purpose=同组检查")).await.expect(200);
    assert_eq!((&whole["name"], whole.get("certificate")), (&json!("王小明"), None));
    assert_eq!(trail().await[0].event.reason.as_deref(), Some("同组检查"));
    let elsewhere = app.token(Role::Clerk, "410482", Some("410482-scjg"));
    assert_eq!(app.get(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn the_same_certificate_is_the_same_person() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let before = wang(&app).await;
    let again = import(&app, "inspectors", INSPECTORS).await.expect(201);
    assert_eq!((&again["unchanged"], &again["version"]), (&json!(2), &json!(1)));
    let changed = import(&app, "inspectors", &INSPECTORS.replace("王小明", "王大明")).await.expect(201);
    assert_eq!((&changed["changed"], &changed["unchanged"]), (&json!(1), &json!(1)));
    assert_eq!(wang(&app).await, before);
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let view = app.get(&clerk, &format!("/api/pool/v1/inspectors/{before}?purpose=核对")).await.expect(200);
    assert_eq!(view["name"], "王大明");
}

#[tokio::test]
async fn inspectors_are_listed_by_department_and_state_in_pages() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let list = async |query: &str| app.get(&clerk, &format!("/api/pool/v1/inspectors?{query}")).await;
    assert_eq!(list(&format!("department={WJW}")).await.expect(200)["items"][0]["name"], "李*");
    assert_eq!(list("state=leave").await.expect(200)["total"], 0);
    let first = list("limit=1").await.expect(200);
    let rest = list(&format!("after={}", first["next"].as_str().unwrap())).await.expect(200);
    assert_eq!((rest["items"].as_array().unwrap().len(), rest.get("next")), (1, None));
    assert_ne!(rest["items"][0]["inspector"], first["items"][0]["inspector"]);
}

#[tokio::test]
async fn no_name_number_or_contact_lies_open_in_the_database() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    import(&app, "objects", WITH_PHONE).await.expect(201);
    let text = database(&app).await;
    assert!(text.contains("甲公司"));
    for secret in ["王小明", "李强", "赵六", "16040100001", "0123456"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_contact_is_shown_for_a_purpose_and_the_look_is_noted() {
    let app = app().await;
    import(&app, "objects", WITH_PHONE).await.expect(201);
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let list = app.get(&clerk, "/api/pool/v1/objects").await.expect(200);
    assert_eq!(list["items"][0]["phone"], "****");
    assert_eq!(app.get(&clerk, OBJECT).await.refused(422), "invalid_field");
    let whole = app.get(&clerk, &format!("{OBJECT}?purpose=送达通知")).await.expect(200);
    assert_eq!(whole["phone"], "0375-0123456");
    let looks = format!("{REGION}/91350100M000100Y43/looks");
    let trail = store::journal::timeline(app.context("pool"), &looks).await.unwrap();
    assert_eq!(trail.iter().map(|look| look.event.reason.as_deref()).collect::<Vec<_>>(), [Some("送达通知")]);
}

#[tokio::test]
async fn a_forgotten_contact_is_gone_and_the_object_stays() {
    let app = app().await;
    import(&app, "objects", WITH_PHONE).await.expect(201);
    let path = format!("{OBJECT}/person-key?reason=本人要求");
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    assert_eq!(app.delete(&clerk, &path).await.refused(403), "role_not_allowed");
    let administrator = app.token(Role::Administrator, REGION, None);
    assert_eq!(
        app.delete(&administrator, &format!("{OBJECT}/person-key")).await.refused(422),
        "invalid_field"
    );
    assert_eq!(app.delete(&administrator, &path).await.expect(200)["forgotten"], true);
    assert_eq!(app.delete(&administrator, &path).await.expect(200)["forgotten"], false);
    let whole = app.get(&clerk, &format!("{OBJECT}?purpose=核对")).await.expect(200);
    assert_eq!((&whole["name"], whole.get("phone")), (&json!("甲公司"), None));
    let elsewhere = app.token(Role::Administrator, "410482", None);
    assert_eq!(app.delete(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn a_forgotten_inspector_leaves_the_library_and_an_import_brings_a_new_person() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let id = wang(&app).await;
    let administrator = app.token(Role::Administrator, REGION, None);
    let path = format!("/api/pool/v1/inspectors/{id}/person-key?reason=本人要求");
    assert_eq!(app.delete(&administrator, &path).await.expect(200)["forgotten"], true);
    let forgotten = inspectors(&app).await.into_iter().find(|row| row["inspector"] == *id).unwrap();
    assert_eq!(
        (&forgotten["name"], &forgotten["available"], &forgotten["state"]),
        (&json!("—"), &json!(false), &json!("left"))
    );
    let again = import(&app, "inspectors", INSPECTORS).await.expect(201);
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(1), &json!(1)));
    assert_ne!(wang(&app).await, id);
}
