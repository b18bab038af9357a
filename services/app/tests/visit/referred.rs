//! The evidence of a finding with the department that gets the case and was not at the visit (art. 20(3), 23).

use kernel::Role;
use serde_json::json;

use crate::{
    city::{REGION, SCJG, WJW},
    scene::Scene,
};

const SWJ: &str = "410481-swj";

#[tokio::test]
async fn whoever_has_the_case_reads_the_findings_evidence_and_nothing_else_of_the_visit() {
    let scene = Scene::drawn().await;
    let (city, app) = (&scene.city, &scene.city.app);
    let department = json!({"short": "swj", "name": "舞钢市商务局", "number_prefix": "舞商", "duty": "free"});
    city.post(Role::Administrator, None, "planning/v1/departments", department).await.expect(201);
    let rules = json!({"rules": [{"department": SWJ, "matter": "food"}]});
    city.post(Role::Administrator, None, "referral/v1/routing-rules", rules).await.expect(201);
    for member in &scene.team {
        scene.act(member, "start", json!({})).await.expect(200);
    }
    let health = scene.member(WJW);
    let proof = scene.evidence(health, "text/plain", "无证经营的现场照片说明").await;
    let other = scene.evidence(health, "text/plain", "与问题无关").await;
    let problem = json!({"description": "涉嫌无证经营", "evidence": [proof]});
    let record = json!({"result": "pending_followup", "object_status": "operating", "findings": [problem]});
    scene.act(health, "items/wjw-01/result", record).await.expect(200);
    for member in scene.team.iter().filter(|member| member["department"] == WJW) {
        scene.act(member, "signature", json!({})).await.expect(200);
    }
    let case = city.get(Role::Clerk, Some(SWJ), "referral/v1/referrals").await["items"][0].clone();
    let file = json!([{"digest": proof, "bytes": 33, "media_type": "text/plain", "kind": "paper"}]);
    assert_eq!((&case["files"], &case["task_title"]), (&file, &json!("食品安全联合抽查")));
    let id = case["referral"].as_str().unwrap();
    let path = |digest: &str| format!("/api/referral/v1/referrals/{id}/evidence/{digest}");
    let clerk = |department| app.token(Role::Clerk, REGION, Some(department));
    let came = app.get(&clerk(SWJ), &format!("{}?purpose=办理移送案件", path(&proof))).await;
    assert_eq!(
        (came.status, String::from_utf8(came.bytes).unwrap().as_str()),
        (200, "无证经营的现场照片说明")
    );
    let looks = store::journal::timeline(app.context("referral"), &format!("{id}/looks")).await.unwrap();
    let noted: Vec<_> = looks.iter().map(|look| (look.event.kind(), look.event.reason.as_deref())).collect();
    assert_eq!(noted, [("suiji.referral.file-seen.v1", Some("办理移送案件"))]);
    // What is no evidence of the finding, the visit itself, and a department without the case.
    assert_eq!(app.get(&clerk(SWJ), &path(&other)).await.refused(404), "not_found");
    let visit = format!("/api/inspection/v1/visits/{}", scene.id);
    assert_eq!(app.get(&clerk(SWJ), &visit).await.refused(404), "not_found");
    assert_eq!(app.get(&clerk(SWJ), &format!("{visit}/evidence/{proof}")).await.refused(404), "not_found");
    assert_eq!(app.get(&clerk(SCJG), &path(&proof)).await.refused(404), "not_found");
}
