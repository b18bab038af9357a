//! Confirmations before a draw, and the frozen snapshot (art. 11).

use kernel::Role;
use serde_json::json;

use super::{INSPECTORS, OBJECTS, REGION, SCJG, WJW, agreed, app, confirm, frozen, import, release};

#[tokio::test]
async fn a_pool_is_frozen_when_all_have_confirmed_and_the_task_is_released() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let task = agreed(&app).await;
    confirm(&app, &task, SCJG).await.expect(200);
    assert_eq!(confirm(&app, &task, SCJG).await.refused(409), "already_confirmed");
    assert_eq!(confirm(&app, &task, "410481-swj").await.refused(404), "not_found");
    confirm(&app, &task, WJW).await.expect(200);
    assert_eq!(frozen(&app).await, None);
    release(&app, &task).await;
    let snapshot = frozen(&app).await.unwrap();
    assert_eq!((snapshot.objects.len(), snapshot.inspectors.len()), (2, 2));
    let approved = snapshot.objects.iter().find_map(|object| object.approved_by.clone());
    assert_eq!(approved.map(String::from).as_deref(), Some(WJW));
}

#[tokio::test]
async fn a_library_that_moved_after_its_confirmation_is_confirmed_again() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let task = agreed(&app).await;
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    release(&app, &task).await;
    assert_eq!(frozen(&app).await, None);
    let office = app.token(Role::Office, REGION, None);
    let list = app.get(&office, "/api/pool/v1/confirmations").await.expect(200);
    assert_eq!(list["items"][0]["state"], "stale");
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    assert!(frozen(&app).await.unwrap().objects.iter().any(|object| object.name == "乙商店"));
}

#[tokio::test]
async fn a_confirmation_waits_for_each_department_until_it_has_confirmed_what_stands() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let task = agreed(&app).await;
    let waits = async |role, department| app.waiting(&app.token(role, REGION, department), "pool").await;
    assert_eq!(waits(Role::Clerk, Some(WJW)).await, ["library_confirmation"]);
    assert_eq!(waits(Role::Principal, Some(WJW)).await, [""; 0]);
    assert_eq!(waits(Role::Clerk, Some("410481-swj")).await, [""; 0]);
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
        assert_eq!(waits(Role::Clerk, Some(department)).await, [""; 0]);
    }
    import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    release(&app, &task).await;
    assert_eq!(waits(Role::Clerk, Some(SCJG)).await, ["library_confirmation"], "the libraries have moved");
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    app.drain().await;
    assert_eq!(waits(Role::Clerk, Some(SCJG)).await, [""; 0]);
}

#[tokio::test]
async fn a_change_that_concerns_no_participant_outdates_nothing() {
    let app = app().await;
    super::register(&app, "410481-jtj", "舞钢市交通运输局").await;
    app.drain().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let task = agreed(&app).await;
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    let others = "姓名,执法证号,证件有效期至,所属部门\n孙七,16040100009,2027-03-30,jtj\n";
    import(&app, "inspectors", others).await.expect(201);
    import(&app, "objects", OBJECTS).await.expect(201);
    release(&app, &task).await;
    assert_eq!(frozen(&app).await.unwrap().inspectors, []);
}

#[tokio::test]
async fn a_snapshot_is_exactly_what_serde_writes_of_it_and_holds_nobody_forgotten_or_ended() {
    let app = app().await;
    import(&app, "objects", &format!("{OBJECTS}丁商行,410481000000009,郑州,,A\n")).await.expect(201);
    let ended = "名称,统一社会信用代码,地区,经营状态\n乙商行,410481000000001,舞钢市,注销\n";
    import(&app, "objects", ended).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let task = agreed(&app).await;
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    release(&app, &task).await;
    let snapshot = frozen(&app).await.unwrap();
    assert_eq!(snapshot.objects.iter().map(|object| object.name.as_str()).collect::<Vec<_>>(), ["甲公司"]);
    let digest = store::artefact::digest(&serde_json::to_vec(&snapshot).unwrap());
    let region = REGION.parse().unwrap();
    let entries = store::journal::after(app.context("pool"), &region, 0, 1000).await.unwrap();
    let event = entries.iter().find(|entry| entry.event.kind() == "suiji.pool.snapshot-frozen.v1").unwrap();
    assert_eq!(event.event.event.data["digest"], digest);
    assert_eq!(event.event.event.data["objects"], 1);
}

#[tokio::test]
async fn a_recusal_is_kept_for_the_roster_and_asks_for_confirmation_again() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let task = agreed(&app).await;
    for department in [SCJG, WJW] {
        confirm(&app, &task, department).await.expect(200);
    }
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let list = app.get(&clerk, &format!("/api/pool/v1/inspectors?department={SCJG}")).await.expect(200);
    let inspector = &list["items"][0]["inspector"];
    let recusal = |object: &str| json!({"object": object, "inspector": inspector, "reason": "近亲属任职"});
    let path = "/api/pool/v1/recusals";
    assert_eq!(app.post(&clerk, path, recusal("410481000000777")).await.refused(422), "invalid_field");
    let other = app.token(Role::Clerk, REGION, Some(WJW));
    assert_eq!(app.post(&other, path, recusal("410481000000001")).await.refused(403), "not_your_department");
    app.post(&clerk, path, recusal("410481000000001")).await.expect(201);
    release(&app, &task).await;
    assert_eq!(frozen(&app).await, None);
    confirm(&app, &task, SCJG).await.expect(200);
    let snapshot = frozen(&app).await.unwrap();
    assert_eq!((snapshot.recusals.len(), &json!(snapshot.recusals[0].inspector)), (1, inspector));
}
