//! What everybody may look up without knowing a code: names of regions and departments, the calendar; and that lists are of
//! one region.

use contracts::api::planning::{CalendarDays, CalendarNotices};
use kernel::Role;
use serde_json::{Value, json};
use workdays::Day;

use crate::{City, REGION, SCJG, WJW};

const REHEARSAL: &str = "r7k2m9";

async fn get(city: &City, token: &str, path: &str) -> Value {
    city.0.get(token, &format!("/api/planning/v1/{path}")).await.expect(200)
}

/// Two regions and a rehearsal, each with a name and a department.
async fn named() -> City {
    let city = City::start().await;
    for region in ["410482", REGION, REHEARSAL] {
        let token = city.0.token(Role::Administrator, region, None);
        let post = async |path: &str, body: Value| {
            city.0.post(&token, &format!("/api/planning/v1/{path}"), body).await.expect(201)
        };
        post("regions", json!({"name": format!("{region}市")})).await;
        let department =
            json!({"short": "scjg", "name": "市场监督管理局", "number_prefix": "市监", "duty": "initiate"});
        post("departments", department).await;
    }
    city
}

fn regions(answer: &Value) -> Vec<&str> {
    answer["items"].as_array().unwrap().iter().map(|item| item["region"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_code_has_its_name_and_a_rehearsal_is_named_to_those_of_it() {
    let city = named().await;
    let public = get(&city, "", "regions").await;
    assert_eq!(regions(&public), [REGION, "410482"]);
    assert_eq!(public["items"][0]["name"], "410481市");
    let within = city.0.token(Role::Clerk, REHEARSAL, Some("r7k2m9-scjg"));
    assert_eq!(regions(&get(&city, &within, "regions").await), [REGION, "410482", REHEARSAL]);
    assert_eq!(regions(&get(&city, &city.token(Role::Clerk, Some(SCJG)), "regions").await).len(), 2);
}

#[tokio::test]
async fn departments_are_named_region_by_region() {
    let city = named().await;
    let listed = get(&city, "", "departments?region=410482").await;
    let expected = json!({"department": "410482-scjg", "name": "市场监督管理局", "number_prefix": "市监", "duty": "initiate"});
    assert_eq!(listed["items"], json!([expected]));
    assert_eq!(city.0.get("", "/api/planning/v1/departments").await.refused(422), "invalid_field");
    let own = get(&city, &city.token(Role::Office, None), "departments").await;
    assert_eq!(own["items"][0]["department"], SCJG);
    let path = format!("departments?region={REHEARSAL}");
    assert_eq!(get(&city, "", &path).await["items"], json!([]));
    let within = city.0.token(Role::DrawParty, REHEARSAL, Some("r7k2m9-jw"));
    assert_eq!(get(&city, &within, &path).await["items"][0]["department"], "r7k2m9-scjg");
}

/// Undoes a step of the database's shape and takes it again.
async fn take_again(city: &City, step: &str, undo: &[&str]) {
    let database = &city.0.context("planning").database;
    let transaction = database.begin().await.unwrap();
    let forget = format!("DELETE FROM seaql_migrations WHERE version = '{step}'");
    for text in undo.iter().chain([&forget.as_str()]) {
        store::sql::execute(&transaction, text, vec![]).await.unwrap();
    }
    transaction.commit().await.unwrap();
    store::schema::migrate(database, planning::module().migrations).await.unwrap();
}

#[tokio::test]
async fn what_was_registered_before_it_was_kept_is_named_too() {
    let city = named().await;
    let before = get(&city, "", "regions").await;
    take_again(&city, "planning_0004_registry", &["DROP TABLE registry"]).await;
    assert_eq!(get(&city, "", "regions").await, before);
    let departments = get(&city, "", "departments?region=410481").await;
    assert_eq!(departments["items"][0]["name"], "市场监督管理局");
}

#[tokio::test]
async fn a_list_is_of_ones_own_region_or_of_the_one_named() {
    let city = City::start().await;
    let (plan, catalogue) = (city.plan().await, city.catalogue().await);
    assert_eq!((&plan["region"], &catalogue["region"]), (&json!(REGION), &json!(REGION)));
    city.post(Role::Office, None, "city-plans", json!({"year": 2026})).await.expect(201);
    let other = city.0.token(Role::Office, "410482", None);
    for list in ["plans", "catalogues", "city-plans"] {
        assert_eq!(get(&city, &other, list).await["total"], 0, "{list}");
        let named = get(&city, &other, &format!("{list}?region={REGION}")).await;
        assert_eq!((&named["total"], &named["items"][0]["region"]), (&json!(1), &json!(REGION)), "{list}");
    }
    assert_eq!(get(&city, "", "city-plans").await["total"], 1);
    assert_eq!(get(&city, "", "city-plans?region=410482").await["total"], 0);
    assert_eq!(city.0.get("", "/api/planning/v1/city-plans?region=x").await.refused(422), "invalid_field");
}

#[tokio::test]
async fn a_rehearsal_publishes_to_those_of_it_alone() {
    let city = City::start().await;
    let token = |role, short: Option<&str>| {
        let department = short.map(|short| format!("{REHEARSAL}-{short}"));
        city.0.token(role, REHEARSAL, department.as_deref())
    };
    let (clerk, office) = (token(Role::Clerk, Some("scjg")), token(Role::Office, None));
    let post = async |token: &str, path: &str, body: Value| {
        city.0.post(token, &format!("/api/planning/v1/{path}"), body).await
    };
    let item = json!({"item": "scjg-01", "name": "检查", "department": "r7k2m9-scjg", "legal_basis": "食品安全法",
                      "object_kinds": ["enterprise"], "matter": "food", "guide": "看", "guide_version": "1"});
    let catalogue = post(&clerk, "catalogues", json!({"items": [item]})).await.expect(201);
    let path = format!("catalogues/{}/publication", catalogue["catalogue"].as_str().unwrap());
    post(&token(Role::Principal, Some("scjg")), &path, json!({})).await.expect(200);
    let line = json!({"title": "演练", "participants": ["r7k2m9-scjg", "r7k2m9-wjw"], "items": ["scjg-01"],
                      "months": [3, 6], "share": "5%"});
    let plan = post(&clerk, "plans", json!({"year": 2026, "lines": [line]})).await.expect(201);
    let id = plan["plan"].as_str().unwrap();
    let second = token(Role::Clerk, Some("wjw"));
    post(&second, &format!("plans/{id}/confirmation"), json!({})).await.expect(200);
    post(&office, &format!("plans/{id}/publication"), json!({})).await.expect(200);
    post(&office, "city-plans", json!({"year": 2026})).await.expect(201);
    let beside = token(Role::Clerk, Some("hbj"));
    let outside = city.token(Role::Clerk, Some(WJW));
    let open = format!("city-plans?region={REHEARSAL}");
    // What had been published before is narrowed as well.
    for before in [false, true] {
        if before {
            let public = "UPDATE reader SET subject = 'public' WHERE subject LIKE 'within:%'";
            take_again(&city, "planning_0005_lists", &[public, "DROP INDEX task_by_due"]).await;
        }
        for list in ["plans", "catalogues", "city-plans"] {
            let path = format!("{list}?region={REHEARSAL}");
            assert_eq!(get(&city, &beside, &path).await["total"], 1, "{list}");
            assert_eq!(get(&city, &outside, &path).await["total"], 0, "{list}");
        }
        assert_eq!(get(&city, "", &open).await["total"], 0);
    }
    assert_eq!(get(&city, "", "city-plans").await["total"], 0);
    // What everybody in it may see is not the trail of who did what.
    let trail = city.0.get(&beside, &format!("/api/planning/v1/timeline/{id}")).await;
    assert_eq!(trail.refused(404), "not_found");
}

#[tokio::test]
async fn a_list_comes_in_several_states_and_the_newest_or_the_most_urgent_first() {
    let city = City::start().await;
    let (first, mut body) = city.drafted().await;
    // A minute apart: ids are by time.
    for (minute, until) in [(1, "2026-03-20"), (2, "2026-04-30")] {
        city.0.clock.set(format!("2026-03-02T01:0{minute}:00Z").parse().unwrap());
        body["scheme"]["until"] = json!(until);
        city.post(Role::Clerk, Some(SCJG), "tasks", body.clone()).await.expect(201);
    }
    let token = city.token(Role::Office, None);
    let due = async |query: &str| {
        let listed = get(&city, &token, &format!("tasks?{query}")).await;
        let until = |task: &Value| task["content"]["scheme"]["until"].as_str().unwrap()[5..].to_owned();
        let all: Vec<_> = listed["items"].as_array().unwrap().iter().map(until).collect();
        (all, listed["next"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(due("").await.0, ["03-31", "03-20", "04-30"]);
    assert_eq!(due("sort=-id").await.0, ["04-30", "03-20", "03-31"]);
    let (page, next) = due("sort=due&limit=2").await;
    assert_eq!((page, next), (vec!["03-20".into(), "03-31".into()], format!("2026-03-31.{first}")));
    assert_eq!(due(&format!("sort=due&limit=2&after=2026-03-31.{first}")).await.0, ["04-30"]);
    assert_eq!(due("state=agreed,drafted").await.0.len(), 3);
    assert_eq!(due("state=agreed,released").await.0.len(), 0);
    let wrong = city.0.get(&token, "/api/planning/v1/tasks?sort=title").await;
    assert_eq!(wrong.refused(422), "invalid_field");
}

#[tokio::test]
async fn the_calendar_is_told_day_by_day() {
    let city = City::start().await;
    let path = "calendar/days?from=2026-02-13&until=2026-02-24";
    let days: CalendarDays = serde_json::from_value(get(&city, "", path).await).unwrap();
    assert_eq!(days.items.len(), 12);
    let (makeup, holiday) = (&days.items[1], &days.items[3]);
    assert_eq!((makeup.working, makeup.kind.as_str()), (true, "makeup"));
    let said = (holiday.working, holiday.kind.as_str(), holiday.name.as_deref());
    assert_eq!(said, (false, "holiday", Some("春节")));
    assert!(days.items.iter().all(|day| !day.provisional));
    let later = get(&city, "", "calendar/days?from=2027-10-01&until=2027-10-01").await;
    assert_eq!(
        later["items"],
        json!([{"date": "2027-10-01", "working": true, "provisional": true, "kind": "weekday"}])
    );
    // As JSON each is a day of `workdays`.
    let calendar = workdays::Calendar::built_in();
    for day in &days.items {
        let read: Day = serde_json::from_value(serde_json::to_value(day).unwrap()).unwrap();
        assert_eq!(read, calendar.day(day.date));
    }
    for span in [
        "from=2026-02-02&until=2026-02-01",
        "from=2026-01-01&until=2027-02-05",
        "from=0001-01-01&until=2026-01-01",
    ] {
        let refused = city.0.get("", &format!("/api/planning/v1/calendar/days?{span}")).await;
        assert_eq!(refused.refused(422), "invalid_field", "{span}");
    }
    assert_eq!(
        get(&city, "", "calendar/days?from=2026-01-01&until=2027-02-04").await["items"]
            .as_array()
            .unwrap()
            .len(),
        400
    );
}

#[tokio::test]
async fn a_client_counts_with_the_notices_as_the_service_does() {
    let city = City::start().await;
    let holiday = json!({"name": "元旦", "first": "2027-01-01", "last": "2027-01-03"});
    let notice = json!({"notice": {"year": 2027, "version": 1, "issued": "2026-03-01",
                                   "number": "国办发明电〔2026〕1号", "holidays": [holiday]}});
    city.post(Role::Administrator, None, "calendar/notices", notice).await.expect(201);
    let path = format!("calendar/notices?region={REGION}");
    let notices: CalendarNotices = serde_json::from_value(get(&city, "", &path).await).unwrap();
    let rebuilt = notices.rebuild().unwrap();
    assert_eq!(rebuilt.version(), notices.calendar);
    for (date, days) in [("2026-02-14", 7), ("2026-12-30", 20), ("2025-09-30", 20)] {
        let path = format!("calendar/due?region={REGION}&date={date}&days={days}");
        let due = get(&city, "", &path).await;
        let counted = rebuilt.add_working_days(date.parse().unwrap(), days).unwrap();
        let told =
            json!({"date": counted.date, "provisional": counted.provisional, "calendar": rebuilt.version()});
        assert_eq!(told, due, "{date}");
    }
    // Another region has not published it.
    let shipped: CalendarNotices = serde_json::from_value(get(&city, "", "calendar/notices").await).unwrap();
    assert_eq!(shipped.rebuild().unwrap(), workdays::Calendar::built_in());
}
