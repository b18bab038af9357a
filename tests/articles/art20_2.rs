//! Article 20(2) (现场检查): where notice is not fit (不宜告知) nothing reaches the object or anybody outside the team; on
//! site the object signs or seals the record table, or the inspectors sign that it refused.

use kernel::Role;
use serde_json::json;

use crate::{
    city::{City, REGION, SCJG, SECRET, WJW},
    drive::{As, CLERK, HEALTH_CLERK, OFFICE, OUTSIDER, refused, scheme},
    field::{Field, fine},
};

#[tokio::test]
async fn art20_2_notice_is_withheld_for_a_stated_reason_only() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let plan = city.publishes_plan().await;
    let mut silent = scheme();
    silent["notice"] = json!({"policy": "withheld"});
    refused(city.drafts(&plan, &catalogue, silent.clone()).await, 422, "invalid_field");
    silent["notice"]["reason"] = json!("");
    refused(city.drafts(&plan, &catalogue, silent.clone()).await, 422, "invalid_field");
    silent["notice"]["reason"] = json!("事先告知会影响检查");
    city.drafts(&plan, &catalogue, silent).await.expect(201);
}

#[tokio::test]
async fn art20_2_before_the_visit_nobody_outside_the_team_learns_of_it() {
    let field = Field::drawn().await;
    let observer: As = (Role::Observer, None);
    for outside in [OFFICE, HEALTH_CLERK, OUTSIDER, observer] {
        let visits = field.city.sees(outside, "inspection/v1/visits").await;
        assert_eq!((&visits["total"], &visits["items"]), (&json!(0), &json!([])));
        for path in ["visits", "timeline"] {
            let path = format!("inspection/v1/{path}/{}", field.visit);
            refused(field.city.looks(outside, &path).await, 404, "not_found");
        }
    }
    for (service, who) in [("inspection", OFFICE), ("draw", OFFICE), ("planning", OFFICE)] {
        let journal = field.city.sees(who, &format!("{service}/v1/journal")).await.to_string();
        assert!(!journal.contains(SECRET) && !journal.contains("91350100M000100Y43"), "{service}: {journal}");
    }
    let public = field.city.app.get("", "/api/disclosure/v1/results").await.expect(200);
    assert_eq!(public["total"], 0);
    assert_eq!(field.city.sees(CLERK, "inspection/v1/visits").await["items"][0]["object"]["name"], SECRET);
}

async fn signed() -> Field {
    let field = Field::drawn().await;
    field.check_in().await;
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    field.record(WJW, "wjw-01", fine()).await.expect(200);
    field.sign().await;
    field
}

#[tokio::test]
async fn art20_2_no_visit_ends_without_the_objects_signature() {
    let field = signed().await;
    refused(field.end().await, 409, "object_not_signed");
    let unknown = json!({"refused": false, "evidence": "ab".repeat(32)});
    refused(field.act(field.leader(), "object-signature", unknown).await, 422, "unknown_evidence");
    field.object_signs().await;
    refused(
        field.act(field.leader(), "object-signature", json!({"refused": false})).await,
        409,
        "already_signed",
    );
    field.end().await.expect(200);
}

#[tokio::test]
async fn art20_2_a_refusal_to_sign_counts_when_two_inspectors_have_signed_for_it() {
    let field = signed().await;
    let refusal = json!({"refused": true});
    field.act(field.leader(), "object-signature", refusal.clone()).await.expect(200);
    refused(field.end().await, 409, "object_not_signed");
    refused(field.act(field.leader(), "object-signature", refusal.clone()).await, 409, "already_signed");
    field.act(field.of_department(WJW)[0], "object-signature", refusal).await.expect(200);
    field.end().await.expect(200);
    let office = field.city.app.token(Role::Office, REGION, None);
    let path = format!("/api/inspection/v1/timeline/{}", field.visit);
    let trail = field.city.app.get(&office, &path).await.expect(200).to_string();
    assert!(trail.contains("suiji.inspection.refusal-noted.v1"), "{trail}");
}

#[tokio::test]
async fn art20_2_the_object_is_told_of_the_day_and_what_to_prepare_before_anybody_comes() {
    let mut told = scheme();
    told["notice"] = json!({"policy": "given"});
    let field = Field::drawn_by(told).await;
    let leader = field.leader();
    let notice = |means: &str| json!({"means": means, "prepare": "营业执照、进货台账"});
    refused(field.act(leader, "start", json!({})).await, 409, "notice_missing");
    refused(field.act(leader, "notice", notice("phone")).await, 409, "not_scheduled");
    field.act(leader, "schedule", json!({"on": "2026-03-02"})).await.expect(200);
    refused(field.act(leader, "notice", notice("hearsay")).await, 422, "invalid_field");
    field.act(leader, "notice", notice("phone")).await.expect(200);
    let given = field.view().await["notices"][0].clone();
    assert_eq!(
        (&given["means"], &given["for_day"], &given["prepare"]),
        (&json!("phone"), &json!("2026-03-02"), &json!("营业执照、进货台账"))
    );
    field.act(leader, "start", json!({})).await.expect(200);
}

#[tokio::test]
async fn art20_2_where_the_scheme_withholds_it_no_notice_can_be_given() {
    let field = Field::drawn().await;
    field.act(field.leader(), "schedule", json!({"on": "2026-03-02"})).await.expect(200);
    refused(field.act(field.leader(), "notice", json!({"means": "written"})).await, 409, "notice_withheld");
    field.act(field.leader(), "start", json!({})).await.expect(200);
}

#[tokio::test]
async fn art20_2_each_measure_on_site_is_kept_with_how_it_was_given() {
    let field = Field::drawn().await;
    let health = field.of_department(WJW)[0];
    let measure =
        |kind: &str, means: &str| json!({"measure": kind, "means": means, "detail": "责令停止无证经营"});
    refused(
        field.act(health, "measures", measure("ordered_to_stop", "oral")).await,
        409,
        "visit_not_started",
    );
    field.check_in().await;
    refused(field.act(health, "measures", measure("sealed_off", "oral")).await, 422, "invalid_field");
    let given = [
        ("record_made", "written"),
        ("evidence_secured", "written"),
        ("ordered_to_stop", "oral"),
        ("rectification_urged", "device_print"),
    ];
    for (kind, means) in given {
        field.act(health, "measures", measure(kind, means)).await.expect(200);
    }
    let kept = field.view().await["measures"].clone();
    for (taken, (kind, means)) in kept.as_array().unwrap().iter().zip(given) {
        assert_eq!((&taken["measure"], &taken["means"]), (&json!(kind), &json!(means)));
        assert_eq!((&taken["department"], &taken["by"]), (&json!(WJW), &health["inspector"]));
    }
}
