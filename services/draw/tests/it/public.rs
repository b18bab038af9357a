//! The opening: until it the public has the sealed edition, after it the whole one, and the ledger follows the visits.

use contracts::events::inspection::{VisitEnded, VisitEvent};
use kernel::{Clock, Id, Role, SeededEntropy, ids::VisitId};
use sea_orm::FromQueryResult;
use serde_json::{Value, json};
use sortition::{
    receipt::Bundle,
    sealed::{Opening, ResultEntry},
    trust::Trust,
    verify,
};

use crate::city::{self, City, REGION, SCJG, WJW};

/// The objects of the list, as an auditor reads them.
async fn objects(city: &City) -> Vec<String> {
    let auditor = city.app.token(Role::Auditor, REGION, None);
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let reply = city.app.get(&auditor, &format!("/api/draw/v1/draws/{id}/receipt/result.csv")).await;
    let text = String::from_utf8(reply.bytes).unwrap();
    text.lines().skip(1).map(|line| line.split(',').nth(2).unwrap().to_owned()).collect()
}

async fn public(city: &City, seq: u64) -> Bundle {
    city::receipt(city, "", &format!("/api/draw/v1/receipts/{REGION}/{seq}")).await
}

async fn edition(city: &City, seq: u64) -> Value {
    city.app.drain().await;
    city.app.get("", &format!("/api/draw/v1/receipts/{REGION}/{seq}")).await.expect(200)["edition"].clone()
}

async fn end(city: &City, object: &str, on: &str) -> VisitEnded {
    let id = city.draw().await["draw"].as_str().unwrap().to_owned();
    let bytes: u64 = object.bytes().map(u64::from).sum();
    let visit: VisitId = Id::new(city.app.clock.now(), &SeededEntropy::new(bytes));
    let ended = VisitEnded {
        visit,
        task: city.task.task,
        draw: id.parse().unwrap(),
        region: REGION.parse().unwrap(),
        object: object.parse().unwrap(),
        departments: vec![SCJG.parse().unwrap(), WJW.parse().unwrap()],
        ended_on: on.parse().unwrap(),
        rehearsal: false,
        name: "甲公司".into(),
        task_title: "食品安全联合抽查".into(),
    };
    let event = VisitEvent::Ended(ended.clone());
    // Twice: a visit counts once.
    for version in [1, 2] {
        city.app.publish("inspection", REGION, &visit.to_string(), version, &event).await;
    }
    ended
}

/// Counted and reserved of an object in 2026.
async fn ledger(city: &City, object: &str) -> (i64, i64) {
    #[derive(FromQueryResult)]
    struct Row {
        counted: i64,
        reserved: i64,
    }
    city.app.drain().await;
    let text = "SELECT counted, reserved FROM visit_ledger WHERE object = ? AND year = 2026";
    let on = city.app.context("draw").database.read();
    let row = store::sql::one::<Row, _>(on, text, vec![object.into()]).await.unwrap().unwrap();
    (row.counted, row.reserved)
}

#[tokio::test]
async fn the_public_has_the_sealed_edition_until_the_last_visit_is_over() {
    let city = City::start().await;
    let nothing = city.app.get("", &format!("/api/draw/v1/receipts/{REGION}/1")).await;
    assert_eq!(nothing.refused(404), "not_found");
    let drawn = city.drawn().await;
    let sealed = public(&city, 1).await;
    let verdict = verify::verify(&sealed, &Trust::default(), "2026-03-02");
    assert_eq!(verdict.exit_code(), 2, "{verdict}");
    for file in ["pool.csv", "result.csv", "plan.json", "sealed/receipt.json", "op_share"] {
        let reply = city.app.get("", &format!("/api/draw/v1/receipts/{REGION}/1/{file}")).await;
        assert_eq!(reply.refused(404), "not_found", "{file}");
    }
    let objects = objects(&city).await;
    for object in &objects[1..] {
        end(&city, object, "2026-03-12").await;
    }
    assert_eq!(edition(&city, 1).await, "sealed");
    assert!(city.draw().await["published"].is_null());
    end(&city, &objects[0], "2026-03-13").await;
    assert_eq!(edition(&city, 1).await, "whole");
    let whole = public(&city, 1).await;
    let verdict = verify::verify(&whole, &Trust::default(), "2027-01-01");
    assert_eq!(verdict.exit_code(), 0, "{verdict}");
    let opened = city.log().await.pop().unwrap();
    let digest = sortition::encoding::sha256(&whole["receipt.json"]).to_string();
    assert_eq!((&opened["entry"], &opened["open"]), (&json!("opened"), &drawn["open"]));
    assert_eq!((&opened["receipt"], &city.draw().await["published"]), (&json!(digest), &json!(digest)));
}

#[tokio::test]
async fn the_seal_ends_on_its_last_day_whatever_the_visits_do() {
    let city = City::start().await;
    assert_eq!(city.drawn().await["open_by"], "2026-04-30");
    city.app.clock.set("2026-04-29T15:59:59Z".parse().unwrap());
    assert_eq!(edition(&city, 1).await, "sealed");
    city.app.clock.set("2026-04-29T16:00:00Z".parse().unwrap());
    assert_eq!(edition(&city, 1).await, "whole");
}

#[tokio::test]
async fn a_draw_that_its_scheme_opens_is_whole_at_once() {
    let mut city = City::start().await;
    city.next_task(|scheme| scheme.open_reason = Some("现场公开抽取".into())).await;
    let drawn = city.drawn().await;
    assert_eq!((&drawn["seq"], &drawn["open_by"]), (&json!(1), &Value::Null));
    assert_eq!(city.draw().await["published"].as_str().map(str::len), Some(64));
    let verdict = verify::verify(&public(&city, 1).await, &Trust::default(), "2026-03-02");
    assert_eq!(verdict.exit_code(), 0, "{verdict}");
}

#[tokio::test]
async fn nothing_that_is_published_tells_a_risk_class_or_a_person() {
    let city = City::start().await;
    city.drawn().await;
    city.app.clock.set("2026-05-01T01:00:00Z".parse().unwrap());
    city.app.drain().await;
    let whole = public(&city, 1).await;
    let text = |file: &str| String::from_utf8(whole[file].clone()).unwrap();
    let strata: std::collections::BTreeSet<_> =
        text("pool.csv").lines().skip(1).map(|line| line.split(',').nth(1).unwrap().to_owned()).collect();
    assert_eq!(strata.len(), 3);
    assert!(strata.iter().all(|name| name.starts_with("层-") && name.len() == "层-".len() + 8), "{strata:?}");
    for (file, content) in &whole {
        let content = String::from_utf8_lossy(content);
        assert!(!content.contains("人员") && !content.contains("秘密企业"), "{file}");
    }
}

#[tokio::test]
async fn a_visit_counts_when_it_ends_and_frees_its_cap_when_cancelled() {
    let city = City::start().await;
    let drawn = city.drawn().await;
    let objects = objects(&city).await;
    assert_eq!(ledger(&city, &objects[0]).await, (0, 1));
    let ended = end(&city, &objects[0], "2026-03-12").await;
    assert_eq!(ledger(&city, &objects[0]).await, (1, 0));
    // The place in the drawn list names the object to who holds the list.
    for (version, position) in [(1, 1), (2, 1), (3, 0), (4, 99)] {
        let cancelled = VisitEvent::Cancelled {
            visit: ended.visit,
            draw: drawn["draw"].as_str().unwrap().parse().unwrap(),
            task: city.task.task,
            reason: "对象已注销".into(),
            position,
        };
        let visit = format!("0192f1c2-7b6e-7c3a-9d54-0000000000{position:02}");
        city.app.publish("inspection", REGION, &visit, version, &cancelled).await;
    }
    assert_eq!(ledger(&city, &objects[1]).await, (0, 0));
    assert_eq!(ledger(&city, &objects[0]).await, (1, 0));
    assert_eq!(ledger(&city, &objects[2]).await, (0, 1));
}

#[tokio::test]
async fn a_draw_whose_ledger_shows_a_sealed_one_waits_for_it() {
    let mut city = City::start().await;
    city.drawn().await;
    let (first, first_objects) = (city.task.clone(), objects(&city).await);
    city.next_task(|_| ()).await;
    city.drawn().await;
    for object in objects(&city).await {
        end(&city, &object, "2026-03-12").await;
    }
    assert_eq!(edition(&city, 2).await, "sealed");
    city.task = first;
    for object in first_objects {
        end(&city, &object, "2026-03-12").await;
    }
    assert_eq!((edition(&city, 1).await, edition(&city, 2).await), (json!("whole"), json!("whole")));
    for seq in [1, 2] {
        let verdict = verify::verify(&public(&city, seq).await, &Trust::default(), "2027-01-01");
        assert_eq!(verdict.exit_code(), 0, "{verdict}");
    }
}

#[tokio::test]
async fn a_visit_that_has_ended_is_opened_alone() {
    let city = City::start().await;
    city.drawn().await;
    let objects = objects(&city).await;
    let opening = async |object: &str| {
        city.app.drain().await;
        city.app.get("", &format!("/api/draw/v1/receipts/{REGION}/1/openings/{object}")).await
    };
    for unknown in [objects[0].as_str(), "91350100M000100Y43", "长"] {
        assert_eq!(opening(unknown).await.refused(404), "not_found", "{unknown}");
    }
    end(&city, &objects[0], "2026-03-12").await;
    let opened: Opening = serde_json::from_value(opening(&objects[0]).await.expect(200)).unwrap();
    let result: ResultEntry = serde_json::from_slice(&public(&city, 1).await["sealed.json"]).unwrap();
    assert!(opened.holds(&result) && opened.row[2] == objects[0]);
    assert_eq!(opening(&objects[1]).await.refused(404), "not_found");
    city.app.clock.set("2026-05-01T01:00:00Z".parse().unwrap());
    let opened: Opening = serde_json::from_value(opening(&objects[1]).await.expect(200)).unwrap();
    assert!(opened.holds(&result) && opened.row[2] == objects[1]);
    assert_eq!(opening("91350100M000100Y43").await.refused(404), "not_found");
}
