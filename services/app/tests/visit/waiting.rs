//! What of a visit waits for whom.

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{REGION, SCJG, SECRET, WJW},
    scene::Scene,
};

const NOTHING: [&str; 0] = [];

impl Scene {
    async fn waits(&self, member: &Value) -> Vec<String> {
        self.city.app.waiting(&self.token(member), "inspection").await
    }
    async fn waits_for(&self, role: Role, department: Option<&str>) -> Vec<String> {
        self.city.app.waiting(&self.city.app.token(role, REGION, department), "inspection").await
    }
}

#[tokio::test]
async fn a_visit_waits_for_its_leader_then_for_the_team_then_for_its_end() {
    let scene = Scene::to_be_told().await;
    let (leader, member) = (scene.leader(), scene.member(WJW));
    assert_eq!(scene.waits(leader).await, ["visit_scheduling"]);
    assert_eq!(scene.waits(member).await, ["visit_ahead"]);
    let outside = [(Role::Office, None), (Role::Clerk, Some(SCJG)), (Role::Inspector, Some(SCJG))];
    for (role, department) in outside {
        assert_eq!(scene.waits_for(role, department).await, NOTHING, "{role:?}");
    }
    scene.act(leader, "schedule", json!({"on": "2026-03-02"})).await.expect(200);
    assert_eq!(scene.waits(leader).await, ["visit_notice"]);
    scene.act(leader, "notice", json!({"means": "written"})).await.expect(200);
    assert_eq!(scene.waits(leader).await, ["visit_ahead"]);
    let path = "/api/inspection/v1/waiting";
    let today = scene.city.app.get(&scene.token(member), path).await.expect(200);
    assert_eq!((&today["items"][0]["id"], &today["kinds"][0]["due_today"]), (&json!(scene.id), &json!(1)));
    assert!(today["items"][0]["title"].as_str().unwrap().contains(SECRET), "the team may know");
    for one in &scene.team {
        scene.act(one, "start", json!({})).await.expect(200);
    }
    assert_eq!(scene.waits(member).await, ["visit_under_way"]);
    let fine = json!({"result": "no_problem", "object_status": "operating"});
    for (department, item) in [(SCJG, "scjg-01"), (WJW, "wjw-01")] {
        scene.act(scene.member(department), &format!("items/{item}/result"), fine.clone()).await.expect(200);
    }
    for one in &scene.team {
        scene.act(one, "signature", json!({})).await.expect(200);
    }
    assert_eq!(scene.waits(member).await, NOTHING);
    assert_eq!(scene.waits(leader).await, ["visit_end"]);
    scene.act(leader, "object-signature", json!({"refused": false})).await.expect(200);
    scene.act(leader, "end", json!({})).await.expect(200);
    assert_eq!(scene.waits(leader).await, NOTHING);
}

#[tokio::test]
async fn a_cancellation_waits_for_the_initiating_departments_leader_alone() {
    let scene = Scene::drawn().await;
    assert_eq!(scene.waits_for(Role::Leader, Some(SCJG)).await, NOTHING);
    scene.act(scene.leader(), "cancellation", json!({"reason": "道路中断"})).await.expect(200);
    assert_eq!(scene.waits_for(Role::Leader, Some(SCJG)).await, ["cancellation_approval"]);
    assert_eq!(scene.waits_for(Role::Leader, Some(WJW)).await, NOTHING);
    assert_eq!(scene.waits_for(Role::Principal, Some(SCJG)).await, NOTHING);
    let path = format!("inspection/v1/visits/{}/cancellation/approval", scene.id);
    scene.city.post(Role::Leader, Some(SCJG), &path, json!({})).await.expect(200);
    assert_eq!(scene.waits_for(Role::Leader, Some(SCJG)).await, NOTHING);
    assert_eq!(scene.waits(scene.leader()).await, NOTHING);
}
