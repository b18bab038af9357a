//! How a visit ends: with a dossier, by the calendar, or before it began.

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{REGION, SCJG, SECRET, WJW},
    scene::Scene,
};

async fn dossier(scene: &Scene) -> (String, Value) {
    let clerk = scene.city.app.token(Role::Clerk, REGION, Some(WJW));
    let path = format!("/api/inspection/v1/visits/{}/dossier?purpose=立卷", scene.id);
    let reply = scene.city.app.get(&clerk, &path).await;
    let digest = store::artefact::digest(&reply.bytes);
    (digest, reply.expect(200))
}

async fn end(scene: &Scene) -> Value {
    scene.inspect().await;
    let leader = scene.leader();
    scene.act(leader, "object-signature", json!({"refused": true})).await.expect(200);
    let other = scene.member(SCJG);
    scene.act(other, "object-signature", json!({"refused": true})).await.expect(200);
    scene.act(leader, "end", json!({})).await.expect(200)
}

#[tokio::test]
async fn the_dossier_is_sealed_at_the_end_with_a_digest_of_everything() {
    let scene = Scene::drawn().await;
    let known = json!({"known": "存续", "sources": ["公示系统"]});
    scene.act(scene.leader(), "pre-checks", known).await.expect(200);
    let office = scene.city.app.token(Role::Office, REGION, None);
    let path = format!("/api/inspection/v1/visits/{}/dossier", scene.id);
    assert_eq!(scene.city.app.get(&office, &path).await.refused(404), "not_found");
    let ended = end(&scene).await;
    assert_eq!(ended["object_signature"]["refused"], true);
    assert_eq!(ended["refusal_noted"].as_array().unwrap().len(), 2);
    let (digest, content) = dossier(&scene).await;
    assert_eq!(ended["dossier"], digest.as_str());
    for (name, part) in content["parts"].as_object().unwrap() {
        let own = store::artefact::digest(&serde_json::to_vec(part).unwrap());
        assert_eq!(content["digests"][name], own, "{name}");
    }
    assert_eq!(content["parts"]["signatures"]["object"]["refused"], true);
    assert_eq!(content["parts"]["preparation"]["pre_checks"][SCJG]["known"], "存续");
    assert_eq!(content["parts"]["record"]["number"], "舞市监检〔2026〕0001号");
    let kinds: Vec<_> = content["trail"].as_array().unwrap().iter().map(|line| &line["kind"]).collect();
    assert!(kinds.contains(&&json!("suiji.inspection.visit-ended.v1")), "{kinds:?}");
    assert_eq!(content["earlier"], Value::Null);
    let path_of_task = format!("oversight/v1/tasks/{}/timeline", ended["task"].as_str().unwrap());
    let timeline = scene.city.get(Role::Office, None, &path_of_task).await.to_string();
    for sentence in ["完成检查前核查", "检查档案归档"] {
        assert!(timeline.contains(sentence), "{sentence}");
    }
    // Whoever may not read the visit does not read its dossier.
    let elsewhere = scene.city.app.token(Role::Office, "410482", None);
    assert_eq!(scene.city.app.get(&elsewhere, &path).await.refused(404), "not_found");
}

#[tokio::test]
async fn evidence_is_handed_to_those_who_may_read_the_visit_and_the_look_is_noted() {
    let scene = Scene::drawn().await;
    let leader = scene.leader();
    scene.act(leader, "start", json!({})).await.expect(200);
    let digest = scene.evidence(leader, "text/plain", "证据全文").await;
    let app = &scene.city.app;
    let path = format!("/api/inspection/v1/visits/{}/evidence/{digest}?purpose=核对", scene.id);
    let reply = app.get(&scene.token(scene.member(WJW)), &path).await;
    assert_eq!((reply.status, reply.bytes.as_slice()), (200, "证据全文".as_bytes()));
    let sealed = [(Role::Office, None), (Role::Clerk, Some(WJW)), (Role::Inspector, Some(SCJG))];
    for (role, department) in sealed {
        assert_eq!(app.get(&app.token(role, REGION, department), &path).await.status, 404, "{role:?}");
    }
    let other = path.replace(&digest, &"0".repeat(64));
    assert_eq!(app.get(&scene.token(leader), &other).await.refused(404), "not_found");
    let text = "SELECT count(*) AS number FROM journal WHERE kind = 'suiji.inspection.file-seen.v1'
                AND envelope LIKE '%核对%'";
    let looks = store::sql::number(app.context("inspection").database.read(), text, vec![]).await.unwrap();
    assert_eq!(looks, 1);
}

#[tokio::test]
async fn a_visit_that_nobody_ends_ends_with_an_alarm_and_what_comes_late_is_sealed_again() {
    let scene = Scene::drawn().await;
    scene.inspect().await;
    let app = &scene.city.app;
    // The window ends on Tuesday 31 March; the whole working day after it has to pass.
    app.clock.set("2026-04-01T15:00:00Z".parse().unwrap());
    app.drain().await;
    assert_eq!(scene.view().await["state"], "started");
    app.clock.set("2026-04-02T01:00:00Z".parse().unwrap());
    app.drain().await;
    let presumed = scene.view().await;
    assert_eq!(
        (&presumed["state"], &presumed["end_presumed"], &presumed["ended_on"]),
        (&json!("ended"), &json!(true), &json!("2026-03-02"))
    );
    let duties = scene.city.get(Role::Office, None, "disclosure/v1/duties").await;
    assert_eq!(duties["total"], 2);
    let alerts = scene.city.get(Role::Office, None, "oversight/v1/alerts").await.to_string();
    assert!(alerts.contains(&scene.id) && !alerts.contains(SECRET), "{alerts}");
    let (first, _) = dossier(&scene).await;
    let leader = scene.leader();
    let late = scene.act(leader, "object-signature", json!({"refused": false})).await.expect(200);
    let (second, content) = dossier(&scene).await;
    assert_eq!((&late["dossier"], &content["earlier"]), (&json!(second), &json!(first)));
    let more = json!({"measure": "record_made", "means": "written", "detail": "笔录"});
    assert_eq!(scene.act(leader, "measures", more).await.refused(409), "visit_already_ended");
}

#[tokio::test]
async fn a_cancelled_visit_stays_within_its_circle() {
    let scene = Scene::drawn().await;
    let path = format!("inspection/v1/visits/{}/cancellation", scene.id);
    let clerk =
        async |reason: &str| scene.city.post(Role::Clerk, Some(SCJG), &path, json!({"reason": reason})).await;
    assert_eq!(clerk(&format!("{SECRET}已迁址")).await.refused(422), "reason_names_object");
    let plain = scene.act(scene.member(WJW), "cancellation", json!({"reason": "对象已迁址"})).await;
    assert_eq!(plain.refused(403), "leader_arranges");
    clerk("对象已迁址").await.expect(200);
    let approve = async |department: &str| {
        scene.city.post(Role::Leader, Some(department), &format!("{path}/approval"), json!({})).await
    };
    assert_eq!(approve(WJW).await.refused(403), "not_your_department");
    assert_eq!(approve(SCJG).await.expect(200)["state"], "cancelled");
    assert_eq!(scene.act(scene.leader(), "start", json!({})).await.refused(409), "visit_cancelled");
    assert_eq!(scene.city.get(Role::Office, None, "inspection/v1/visits").await["total"], 0);
    for service in ["planning", "draw", "oversight", "disclosure"] {
        let context = scene.city.app.context(service);
        assert_eq!(store::dead_letter::count(context).await.unwrap(), 0, "{service}");
    }
}

#[tokio::test]
async fn a_correction_is_noted_beside_what_was_signed() {
    let scene = Scene::drawn().await;
    end(&scene).await;
    let duties = format!("disclosure/v1/duties?department={SCJG}");
    let duty = scene.city.get(Role::Clerk, Some(SCJG), &duties).await["items"][0]["duty"].clone();
    let step = async |role, verb: &str, body: Value| {
        let path = format!("disclosure/v1/duties/{}/{verb}", duty.as_str().unwrap());
        scene.city.post(role, Some(SCJG), &path, body).await.expect(200)
    };
    step(Role::Clerk, "disclosure", json!({})).await;
    let ask = json!({"item": "scjg-01", "to": "rectified", "reason": "误录"});
    step(Role::Clerk, "correction-requests", ask).await;
    assert_eq!(scene.view().await["corrections"], json!([]));
    step(Role::Principal, "correction", json!({})).await;
    let visit = scene.view().await;
    let noted = json!([{"department": SCJG, "item": "scjg-01", "to": "rectified"}]);
    assert_eq!((&visit["corrections"], &visit["state"]), (&noted, &json!("ended")));
    assert_eq!(visit["parts"][0]["items"][0]["result"], "no_problem");
}
