//! Article 21 (直接形成检查结果): where the object cannot be reached at its registered place or seriously refuses to
//! cooperate, so that no substantive check is possible, the result is formed directly, with evidence.

use serde_json::json;

use crate::{
    city::{SCJG, WJW},
    drive::refused,
    field::Field,
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
    field.record(WJW, "wjw-01", direct("uncooperative")).await.expect(200);
    field.sign().await;
    let parts = field.view().await["parts"].clone();
    for part in parts.as_array().unwrap() {
        assert_eq!(part["formed_on"], "2026-03-02", "{part:#}");
    }
}
