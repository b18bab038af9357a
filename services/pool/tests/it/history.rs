//! What the libraries held at which moment.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{App, Reply};

use super::{INSPECTORS, OBJECTS, REGION, SCJG, app, import, people::wang};

const OBJECT: &str = "/api/pool/v1/objects/410481000000001/history";

async fn see(app: &App, path: &str) -> Reply {
    let office = app.token(Role::Office, REGION, None);
    app.get(&office, path).await
}

async fn periods(app: &App, path: &str) -> Vec<Value> {
    see(app, path).await.expect(200)["items"].as_array().unwrap().clone()
}

fn at(app: &App, moment: &str) {
    app.clock.set(moment.parse().unwrap());
}

#[tokio::test]
async fn an_inspectors_periods_are_kept_and_earlier_names_can_be_read() {
    let app = app().await;
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let path = format!("/api/pool/v1/inspectors/{}/history", wang(&app).await);
    at(&app, "2026-05-02T01:00:00Z");
    let changed = INSPECTORS.replace("王小明", "汪晓").replace("2027-03-30,舞钢市市", "2028-03-30,舞钢市市");
    import(&app, "inspectors", &changed).await.expect(201);
    let periods = periods(&app, &path).await;
    let names: Vec<_> = periods.iter().map(|period| &period["inspector"]["name"]).collect();
    assert_eq!(names, ["王**", "汪*"]);
    assert_eq!(periods[0]["inspector"]["valid_until"], "2027-03-30");
    assert_eq!(periods[1]["inspector"]["valid_until"], "2028-03-30");
    assert_eq!(
        (&periods[0]["valid_until"], periods[1].get("valid_until")),
        (&periods[1]["valid_from"], None)
    );
    let elsewhere = app.token(Role::Office, "410482", None);
    assert_eq!(app.get(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn the_library_reads_as_it_was() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    at(&app, "2026-05-02T01:00:00Z");
    import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    let name = async |moment: &str| {
        periods(&app, &format!("{OBJECT}?as_of={moment}")).await[0]["object"]["name"].clone()
    };
    assert_eq!(name("2026-03-02T01:00:00Z").await, "乙商行");
    assert_eq!(name("2026-05-02T00:59:59Z").await, "乙商行");
    assert_eq!(name("2026-05-02T01:00:00Z").await, "乙商店");
    let before = see(&app, &format!("{OBJECT}?as_of=2026-03-02T00:59:59Z")).await;
    assert_eq!(before.refused(404), "not_found");
    let list = async |what: &str, query: &str| see(&app, &format!("/api/pool/v1/{what}?{query}")).await;
    let old = list("objects", "as_of=2026-04-01T00:00:00Z&limit=1").await.expect(200);
    assert_eq!((&old["total"], &old["items"][0]["name"]), (&json!(2), &json!("乙商行")));
    let next = format!("as_of=2026-04-01T00:00:00Z&after={}", old["next"].as_str().unwrap());
    assert_eq!(list("objects", &next).await.expect(200)["items"][0]["name"], "甲公司");
    assert_eq!(list("objects", "as_of=2026-03-01T00:00:00Z").await.expect(200)["total"], 0);
    assert_eq!(list("inspectors", "as_of=2026-04-01T00:00:00Z").await.expect(200)["total"], 2);
    assert_eq!(list("inspectors", "as_of=2026-03-01T00:00:00Z").await.expect(200)["total"], 0);
    assert_eq!(list("objects", "as_of=2026-04-01T00:00:00Z&active=true").await.refused(422), "invalid_field");
    assert_eq!(list("objects", "as_of=yesterday").await.refused(422), "invalid_field");
}

#[tokio::test]
async fn what_is_reported_later_holds_from_its_own_day_and_says_when_it_was_written() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    at(&app, "2026-05-10T01:00:00Z");
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let upload = async |from: &str, text: String| {
        let path = format!("/api/pool/v1/imports/objects?holds_from={from}");
        app.upload(&clerk, &path, "text/csv", text.into_bytes()).await
    };
    let early = upload("2026-05-11", OBJECTS.to_owned()).await;
    assert_eq!(early.refused(422), "invalid_field");
    upload("2026-05-01", OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    let periods = periods(&app, OBJECT).await;
    assert_eq!(periods[0]["valid_until"], "2026-04-30T16:00:00Z", "midnight in Beijing");
    assert_eq!(periods[1]["valid_from"], periods[0]["valid_until"]);
    assert_eq!(periods[1]["recorded_at"], "2026-05-10T01:00:00Z");
    // From before the period that it ends: the period is a mistake put right, and was never in force.
    upload("2026-04-01", OBJECTS.replace("乙商行", "乙商场")).await.expect(201);
    let periods = self::periods(&app, OBJECT).await;
    assert_eq!(periods[1]["valid_from"], periods[1]["valid_until"]);
    let on = async |moment: &str| {
        let items = self::periods(&app, &format!("{OBJECT}?as_of={moment}")).await;
        items.iter().map(|period| period["object"]["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(on("2026-05-01T00:00:00Z").await, ["乙商场"]);
    assert_eq!(on("2026-04-15T00:00:00Z").await, ["乙商行"]);
}
