//! On site (art. 18, 20(2)): measures (现场措施) and the evidence behind them, departures from the guide.

use serde_json::json;

use crate::{
    city::{SCJG, WJW},
    scene::Scene,
};

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

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_no_evidence() {
    let scene = Scene::drawn().await;
    let leader = scene.leader();
    scene.act(leader, "start", json!({})).await.expect(200);
    let path = format!("/api/inspection/v1/visits/{}/evidence", scene.id);
    let send = async |media_type: &str, content: &[u8]| {
        scene.city.app.upload(&scene.token(leader), &path, media_type, content.to_vec()).await
    };
    assert_eq!(send("image/png", b"<script>").await.refused(422), "not_what_it_says");
    assert_eq!(send("text/html", b"<script>").await.refused(415), "unsupported_media");
    assert_eq!(send("image/png", b"").await.refused(400), "bad_request");
    send("image/png", b"\x89PNG\r\n\x1a\n").await.expect(201);
    let files = scene.view().await["evidence_files"].clone();
    assert_eq!(files.as_array().unwrap().len(), 1);
    assert_eq!((&files[0]["media_type"], &files[0]["bytes"]), (&json!("image/png"), &json!(8)));
}

#[tokio::test]
async fn a_visit_shows_all_that_a_form_opened_again_needs() {
    let scene = Scene::drawn().await;
    let (leader, health) = (scene.leader(), scene.member(WJW));
    let sealed = scene.view().await;
    assert_eq!((&sealed["task_title"], &sealed["initiating"]), (&json!("食品安全联合抽查"), &json!(SCJG)));
    assert_eq!((&sealed["present"], &sealed["team"][0]["valid_until"]), (&json!([]), &json!("2027-12-31")));
    scene.act(leader, "start", json!({})).await.expect(200);
    scene.act(health, "start", json!({})).await.expect(200);
    let path = format!("/api/inspection/v1/visits/{}/evidence", scene.id);
    let add = async |query: &str| {
        let path = format!("{path}?{query}");
        scene.city.app.upload(&scene.token(health), &path, "text/plain", "现场笔录").await
    };
    assert_eq!(add("item=nobody-01").await.refused(403), "not_your_item");
    assert_eq!(add(&format!("caption={}", "长".repeat(201))).await.refused(422), "invalid_field");
    let about = "kind=signature&item=wjw-01&caption=%E9%97%A8%E5%A4%B4&file_name=a.txt";
    let digest = add(about).await.expect(201)["digest"].clone();
    let problem = json!({"description": "涉嫌无证经营", "evidence": [digest]});
    let record = json!({"result": "pending_followup", "object_status": "closed", "findings": [problem]});
    let seen = scene.act(health, "items/wjw-01/result", record).await.expect(200);
    assert_eq!(seen["present"].as_array().unwrap().len(), 2);
    let file = &seen["evidence_files"][0];
    assert_eq!(
        (&file["kind"], &file["item"], &file["caption"]),
        (&json!("signature"), &json!("wjw-01"), &json!("门头"))
    );
    assert_eq!((&file["by"], &file["file_name"]), (&health["inspector"], &json!("a.txt")));
    assert!(file["at"].is_string());
    let item = &seen["parts"][1]["items"][0];
    assert_eq!((&item["object_status"], &item["recorded_by"]), (&json!("closed"), &health["inspector"]));
    assert!(item["recorded_at"].is_string() && item["legal_basis"] == "食品安全法");
    assert_eq!(
        (&item["findings"][0]["description"], &item["findings"][0]["evidence"][0]),
        (&json!("涉嫌无证经营"), &digest)
    );
}

#[tokio::test]
async fn a_departure_from_the_guide_is_recorded_with_the_version_that_was_followed() {
    let scene = Scene::drawn().await;
    scene.act(scene.leader(), "start", json!({})).await.expect(200);
    let record = json!({"result": "no_problem", "object_status": "operating", "deviation": "停电，未查监控"});
    let recorded = scene.act(scene.leader(), "items/scjg-01/result", record).await.expect(200);
    let item = &recorded["parts"][0]["items"][0];
    assert_eq!((&item["guide_version"], &item["deviation"]), (&json!("1"), &json!("停电，未查监控")));
}
