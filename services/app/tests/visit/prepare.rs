//! Before the visit (art. 17, 20(1), 20(2)): pre-check, schedule, notice or silence.

use serde_json::json;

use crate::{
    city::{SCJG, WJW},
    scene::Scene,
};

#[tokio::test]
async fn an_object_that_must_be_told_is_told_before_anybody_comes() {
    let scene = Scene::to_be_told().await;
    let (leader, other) = (scene.leader(), scene.member(SCJG));
    let notice = json!({"means": "phone", "prepare": "营业执照、进货台账"});
    assert_eq!(scene.act(leader, "start", json!({})).await.refused(409), "notice_missing");
    assert_eq!(scene.act(leader, "notice", notice.clone()).await.refused(409), "not_scheduled");
    let day = |on: &str| json!({"on": on, "mode": "实地检查、书面检查"});
    assert_eq!(scene.act(other, "schedule", day("2026-03-02")).await.refused(403), "leader_arranges");
    for outside in ["2026-03-01", "2026-04-01"] {
        assert_eq!(scene.act(leader, "schedule", day(outside)).await.refused(422), "day_outside_window");
    }
    scene.act(leader, "schedule", day("2026-03-03")).await.expect(200);
    assert_eq!(scene.view().await["state"], "scheduled");
    assert_eq!(scene.act(other, "notice", notice.clone()).await.refused(403), "leader_arranges");
    let oral = json!({"means": "oral"});
    assert_eq!(scene.act(leader, "notice", oral).await.refused(422), "invalid_field");
    let told = scene.act(leader, "notice", notice.clone()).await.expect(200);
    assert_eq!(told["notices"][0]["number"], "舞市监告〔2026〕0001号");
    assert_eq!(scene.act(leader, "notice", notice.clone()).await.refused(409), "notice_already_given");
    assert_eq!(scene.act(other, "start", json!({})).await.refused(409), "outside_the_planned_day");

    // Another day asks for another notice.
    scene.act(leader, "schedule", day("2026-03-02")).await.expect(200);
    assert_eq!(scene.act(other, "start", json!({})).await.refused(409), "notice_missing");
    let told = scene.act(leader, "notice", notice).await.expect(200);
    assert_eq!(told["notices"][1]["number"], "舞市监告〔2026〕0002号");
    let started = scene.act(other, "start", json!({})).await.expect(200);
    assert_eq!(
        (&started["state"], &started["record_number"]),
        (&json!("started"), &json!("舞市监检〔2026〕0001号"))
    );
    assert_eq!(scene.act(leader, "schedule", day("2026-03-04")).await.refused(409), "already_started");
    // The number is the visit's: the next to check in does not take another.
    let joined = scene.act(leader, "start", json!({})).await.expect(200);
    assert_eq!(joined["record_number"], "舞市监检〔2026〕0001号");
}

#[tokio::test]
async fn where_silence_is_the_policy_no_notice_is_given_and_none_is_asked_for() {
    let scene = Scene::drawn().await;
    let leader = scene.leader();
    scene.act(leader, "schedule", json!({"on": "2026-03-02"})).await.expect(200);
    let notice = json!({"means": "written"});
    assert_eq!(scene.act(leader, "notice", notice).await.refused(409), "notice_withheld");
    scene.act(leader, "start", json!({})).await.expect(200);
}

#[tokio::test]
async fn each_department_notes_what_it_knows_before_the_visit() {
    let scene = Scene::drawn().await;
    let known =
        |text: &str| json!({"known": text, "sources": ["国家企业信用信息公示系统（河南）", "食品许可系统"]});
    let unsourced = json!({"known": "存续", "sources": []});
    let health = scene.member(WJW);
    assert_eq!(scene.act(health, "pre-checks", unsourced).await.refused(422), "invalid_field");
    scene.act(health, "pre-checks", known("卫生许可证有效")).await.expect(200);
    scene.act(scene.member(SCJG), "pre-checks", known("存续")).await.expect(200);
    scene.act(scene.leader(), "pre-checks", known("存续，有一次行政处罚")).await.expect(200);
    let found = scene.view().await["pre_checks"].clone();
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!((&found[0]["department"], &found[0]["known"]), (&json!(SCJG), &json!("存续，有一次行政处罚")));
    scene.act(scene.leader(), "start", json!({})).await.expect(200);
    assert_eq!(scene.act(health, "pre-checks", known("迟了")).await.refused(409), "already_started");
}

#[tokio::test]
async fn nothing_of_the_preparation_is_in_the_journal_but_that_it_was_done() {
    let scene = Scene::to_be_told().await;
    let known = json!({"known": "保密情况甲", "sources": ["保密来源乙"]});
    scene.act(scene.leader(), "pre-checks", known).await.expect(200);
    let day = json!({"on": "2026-03-17", "mode": "保密方式丙"});
    scene.act(scene.leader(), "schedule", day).await.expect(200);
    let notice = json!({"means": "fax", "prepare": "保密准备丁"});
    scene.act(scene.leader(), "notice", notice).await.expect(200);
    let region = crate::city::REGION.parse().unwrap();
    let journal =
        store::journal::after(scene.city.app.context("inspection"), &region, 0, 1000).await.unwrap();
    let kinds: Vec<_> = journal.iter().map(|entry| entry.event.kind()).collect();
    for kind in ["pre-checked", "visit-scheduled", "notice-given"] {
        assert!(kinds.contains(&format!("suiji.inspection.{kind}.v1").as_str()), "{kind}: {kinds:?}");
    }
    let text = serde_json::to_string(&journal).unwrap();
    assert!(!text.contains("保密") && !text.contains("2026-03-17") && !text.contains(crate::city::SECRET));
}
