//! Article 21 (直接形成检查结果): where the object cannot be reached at its registered place or seriously refuses to
//! cooperate, so that no substantive check is possible, the result is formed directly, with evidence.

use serde_json::json;

use crate::{
    city::{SCJG, WJW},
    drive::refused,
    field::{Field, fine},
};

#[tokio::test]
async fn art21_unreachable_and_uncooperative_are_formed_directly_on_evidence_only() {
    let field = Field::drawn().await;
    field.check_in().await;
    let direct = |kind: &str| json!({"result": kind, "object_status": "closed"});
    for kind in ["unreachable", "uncooperative"] {
        refused(field.record(SCJG, "scjg-01", direct(kind)).await, 422, "evidence_required");
    }
    let mut named = direct("unreachable");
    named["findings"] = json!([{"description": "人去楼空", "evidence": ["ab".repeat(32)]}]);
    field.evidence().await;
    refused(field.record(SCJG, "scjg-01", named).await, 422, "unknown_evidence");
    field.record(SCJG, "scjg-01", direct("unreachable")).await.expect(200);
    field.record(WJW, "wjw-01", direct("unreachable")).await.expect(200);
    field.sign().await;
    let parts = field.view().await["parts"].clone();
    for part in parts.as_array().unwrap() {
        assert_eq!(part["formed_on"], "2026-03-02", "{part:#}");
    }
}

/// Nobody was there, or somebody was: one visit says one thing. Until it is signed it may be put right.
#[tokio::test]
async fn art21_what_was_checked_in_substance_was_not_out_of_reach() {
    let field = Field::drawn().await;
    field.check_in().await;
    field.evidence().await;
    let direct = |kind: &str| json!({"result": kind, "object_status": "operating"});
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    for kind in ["unreachable", "uncooperative"] {
        field.record(WJW, "wjw-01", direct(kind)).await.expect(200);
    }
    let health = field.of_department(WJW)[0];
    // One department may be refused where another is let in; to be reached by one alone is not possible.
    field.act(health, "signature", json!({})).await.expect(200);
    field.record(WJW, "wjw-01", direct("unreachable")).await.expect(200);
    refused(field.act(health, "signature", json!({})).await, 409, "direct_beside_substantive");
    refused(field.act(field.leader(), "signature", json!({})).await, 409, "direct_beside_substantive");
    field.record(WJW, "wjw-01", fine()).await.expect(200);
    field.sign().await;
    field.object_signs().await;
    field.end().await.expect(200);
}
