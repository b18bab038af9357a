use contracts::events::inspection::{VisitEnded, VisitEvent};
use kernel::{Clock, Id, SeededEntropy, codes::SubstitutionReason};
use serde_json::json;

use crate::city::{City, REGION, SCJG};

const LEDGER: &str = "/api/draw/v1/substitutions/410481";

fn id<K>(city: &City, seed: u64) -> Id<K> {
    Id::new(city.app.clock.now(), &SeededEntropy::new(seed))
}

#[tokio::test]
async fn a_replacement_told_twice_counts_once_and_only_after_the_visit() {
    let city = City::start().await;
    let visit = id(&city, 3);
    let replaced = VisitEvent::InspectorReplaced {
        visit,
        draw: id(&city, 4),
        department: SCJG.parse().unwrap(),
        drawn: id(&city, 5),
        replacement: id(&city, 6),
        reason: SubstitutionReason::Health,
        approved_by: id(&city, 7),
    };
    let fact = city.app.publish("inspection", REGION, &visit.to_string(), 1, &replaced).await;
    city.app.publish_fact(&fact).await;
    city.app.publish("inspection", REGION, &visit.to_string(), 2, &replaced).await;
    city.app.drain().await;
    assert_eq!(city.app.get("", LEDGER).await.expect(200)["items"], json!([]));
    let ended = VisitEvent::Ended(VisitEnded {
        visit,
        task: city.task.task,
        draw: id(&city, 4),
        region: REGION.parse().unwrap(),
        object: "91350100M000100Y43".parse().unwrap(),
        departments: vec![SCJG.parse().unwrap()],
        ended_on: "2026-03-10".parse().unwrap(),
        rehearsal: false,
        name: "甲公司".into(),
        task_title: "食品安全联合抽查".into(),
    });
    city.app.publish("inspection", REGION, &visit.to_string(), 3, &ended).await;
    city.app.drain().await;
    let counts = city.app.get("", LEDGER).await.expect(200);
    let once = json!([{"draw": id::<()>(&city, 4), "department": SCJG, "reason": "health", "count": 1}]);
    assert_eq!(counts["items"], once);
    assert_eq!(store::dead_letter::count(city.app.context("draw")).await.unwrap(), 0);
}
