//! Replacing a drawn inspector (art. 16), and what the replaced one sees afterwards.

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{City, REGION, SCJG, WJW},
    scene::Scene,
};

/// A drawn visit whose departments have colleagues left: one with a certificate for all items, one whose ends too soon.
async fn with_a_bench() -> Scene {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let people = "姓名,执法证号,证件有效期至,所属部门,执法事项\n\
                  备员甲,16050001,2027-12-31,scjg,全部\n备员乙,16050002,2026-03-20,scjg,全部\n";
    let clerk = city.app.token(Role::Clerk, REGION, Some(SCJG));
    let path = "/api/pool/v1/imports/inspectors";
    let report = city.app.upload(&clerk, path, "text/csv", people.as_bytes()).await.expect(201);
    assert_eq!(report["rejected"], json!([]));
    city.release(&catalogue).await;
    Scene::of(city).await
}

/// The inspectors of market regulation outside the team: who may come, and whose certificate ends within the window.
async fn colleagues(scene: &Scene) -> (Value, Value) {
    let all = scene.city.get(Role::Office, None, "pool/v1/inspectors").await["items"].clone();
    let outside = |person: &&Value| {
        person["department"] == SCJG
            && !scene.team.iter().any(|member| member["inspector"] == person["inspector"])
    };
    let found: Vec<_> = all.as_array().unwrap().iter().filter(outside).collect();
    let of = |until: &str| found.iter().find(|person| person["valid_until"] == until).unwrap();
    (of("2027-12-31")["inspector"].clone(), of("2026-03-20")["inspector"].clone())
}

#[tokio::test]
async fn a_member_who_cannot_come_is_replaced_and_sees_the_visit_no_longer() {
    let scene = with_a_bench().await;
    let (fit, unfit) = colleagues(&scene).await;
    let (leader, drawn) = (scene.leader(), scene.member(SCJG));
    let wish = |replacement: &Value| json!({"drawn": drawn["inspector"], "replacement": replacement, "reason": "health", "text": "保密病情"});
    assert_eq!(scene.act(leader, "substitutions", wish(&unfit)).await.refused(422), "substitution_unfit");
    let health = scene.member(WJW);
    assert_eq!(scene.act(health, "substitutions", wish(&fit)).await.refused(403), "not_your_department");
    let stranger = json!({"inspector": fit, "department": SCJG});
    assert_eq!(scene.act(&stranger, "substitutions", wish(&fit)).await.refused(404), "not_found");
    let decide = async |role, department, verb: &str| {
        let path = format!("inspection/v1/visits/{}/substitutions/{verb}", scene.id);
        scene.city.post(role, Some(department), &path, json!({})).await
    };
    assert_eq!(decide(Role::Leader, SCJG, "approval").await.refused(409), "nothing_to_approve");
    scene.act(leader, "substitutions", wish(&fit)).await.expect(200);
    let app = &scene.city.app;
    let waits = async |department| {
        app.waiting(&app.token(Role::Leader, REGION, Some(department)), "inspection").await
    };
    assert_eq!((waits(SCJG).await, waits(WJW).await), (vec!["substitution_approval".to_owned()], vec![]));
    assert_eq!(scene.act(leader, "substitutions", wish(&fit)).await.refused(409), "substitution_pending");
    assert_eq!(decide(Role::Leader, WJW, "approval").await.refused(403), "not_your_department");
    assert_eq!(decide(Role::Clerk, SCJG, "approval").await.refused(403), "role_not_allowed");
    decide(Role::Leader, SCJG, "rejection").await.expect(200);
    scene.act(leader, "substitutions", wish(&fit)).await.expect(200);
    let approved = decide(Role::Leader, SCJG, "approval").await.expect(200);
    assert_eq!(
        (&approved["substitutions"][0]["drawn"], &approved["substitutions"][0]["replacement"]),
        (&drawn["inspector"], &fit)
    );

    let visits = "/api/inspection/v1/visits";
    for (member, total) in [(drawn, 0), (&stranger, 1)] {
        let token = scene.token(member);
        assert_eq!(scene.city.app.get(&token, visits).await.expect(200)["total"], total);
        assert_eq!(scene.city.app.get(&token, &format!("{visits}?q=秘密")).await.expect(200)["total"], total);
        let status = if total == 0 { 404 } else { 200 };
        for path in ["visits", "timeline"] {
            let path = format!("/api/inspection/v1/{path}/{}", scene.id);
            assert_eq!(scene.city.app.get(&token, &path).await.status, status, "{path}");
        }
    }
    // The visit goes on without the one who could not come.
    scene.act(leader, "start", json!({})).await.expect(200);
    assert_eq!(scene.act(drawn, "start", json!({})).await.refused(404), "not_found");
    scene.act(&stranger, "start", json!({})).await.expect(200);
    let fine = json!({"result": "no_problem", "object_status": "operating"});
    scene.act(&stranger, "items/scjg-01/result", fine).await.expect(200);
    scene.act(leader, "signature", json!({})).await.expect(200);
    let signed = scene.act(&stranger, "signature", json!({})).await.expect(200);
    assert_eq!(signed["parts"][0]["formed_on"], "2026-03-02");
    // What was written of the reason went no further than to the approver.
    let region = REGION.parse().unwrap();
    let journal =
        store::journal::after(scene.city.app.context("inspection"), &region, 0, 1000).await.unwrap();
    let text = serde_json::to_string(&(journal, signed)).unwrap();
    assert!(text.contains("inspector-replaced") && !text.contains("保密病情"));
}

#[tokio::test]
async fn an_answer_given_before_the_replacement_is_given_again_after_it() {
    let scene = with_a_bench().await;
    let (fit, _) = colleagues(&scene).await;
    let (drawn, app) = (scene.member(SCJG), &scene.city.app);
    let path = format!("/api/inspection/v1/visits/{}/substitutions", scene.id);
    let wish = json!({"drawn": drawn["inspector"], "replacement": fit, "reason": "recusal"});
    let ask = async || {
        app.post_with(&scene.token(drawn), &path, wish.clone(), &[("Idempotency-Key", "own-recusal")]).await
    };
    let first = ask().await.expect(200);
    scene
        .city
        .post(Role::Leader, Some(SCJG), &format!("{}/approval", path.trim_start_matches("/api/")), json!({}))
        .await
        .expect(200);
    assert_eq!(ask().await.expect(200), first);
}

#[tokio::test]
async fn the_public_ledger_counts_a_replacement_once_its_visit_has_ended() {
    let scene = with_a_bench().await;
    let (fit, _) = colleagues(&scene).await;
    let drawn = scene.member(SCJG);
    let wish = json!({"drawn": drawn["inspector"], "replacement": fit, "reason": "post_change"});
    scene.act(scene.leader(), "substitutions", wish).await.expect(200);
    let approval = format!("inspection/v1/visits/{}/substitutions/approval", scene.id);
    scene.city.post(Role::Leader, Some(SCJG), &approval, json!({})).await.expect(200);
    let ledger = "/api/draw/v1/substitutions/410481";
    assert_eq!(scene.city.app.get("", ledger).await.expect(200)["items"], json!([]));

    let team = scene.view().await["team"].as_array().unwrap().clone();
    let scene = Scene { team, ..scene };
    scene.inspect().await;
    let signed = json!({"refused": false});
    scene.act(scene.leader(), "object-signature", signed).await.expect(200);
    scene.act(scene.leader(), "end", json!({})).await.expect(200);
    let counts = scene.city.app.get("", ledger).await.expect(200);
    let draw = scene.city.get(Role::Office, None, "draw/v1/draws").await["items"][0]["draw"].clone();
    let expected = json!([{"draw": draw, "department": SCJG, "reason": "post_change", "count": 1}]);
    assert_eq!(counts["items"], expected);
    assert_eq!(scene.city.app.get("", &ledger.replace("481", "482")).await.expect(200)["items"], json!([]));
}
