//! Measures on site (现场措施, art. 20(2)), with the evidence behind them.

use serde_json::json;

use crate::{city::WJW, scene::Scene};

#[tokio::test]
async fn a_measure_is_noted_on_site_with_how_it_was_given_and_its_evidence() {
    let scene = Scene::drawn().await;
    let health = scene.member(WJW);
    let measure = |means: &str, evidence: &[&str]| {
        json!({"measure": "ordered_to_stop", "means": means, "detail": "责令停止无证经营",
               "evidence": evidence})
    };
    assert_eq!(scene.act(health, "measures", measure("oral", &[])).await.refused(409), "visit_not_started");
    scene.act(scene.leader(), "start", json!({})).await.expect(200);
    assert_eq!(scene.act(health, "measures", measure("oral", &[])).await.refused(409), "not_checked_in");
    scene.act(health, "start", json!({})).await.expect(200);
    let unknown = "00".repeat(32);
    assert_eq!(
        scene.act(health, "measures", measure("oral", &[&unknown])).await.refused(422),
        "unknown_evidence"
    );
    assert_eq!(scene.act(health, "measures", measure("fax", &[])).await.refused(422), "invalid_field");
    let uploaded = scene.evidence(health, "text/plain", "现场笔录").await;
    let noted = scene.act(health, "measures", measure("device_print", &[&uploaded])).await.expect(200);
    let taken = &noted["measures"][0];
    assert_eq!(
        (&taken["department"], &taken["means"], &taken["evidence"][0], &taken["on"]),
        (&json!(WJW), &json!("device_print"), &json!(uploaded), &json!("2026-03-02"))
    );
}
