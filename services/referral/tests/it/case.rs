use kernel::Role;
use serde_json::json;

use super::{REGION, SCJG, SWJ, WJW, act, app, finding, raise, rules};

#[tokio::test]
async fn a_finding_becomes_a_delivered_referral_with_number_reason_and_due_date() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    assert_eq!((&referral["holder"], &referral["state"]), (&json!(WJW), &json!("delivered")));
    assert_eq!(referral["number"], "舞市监移〔2026〕0001号");
    assert_eq!(referral["due_on"], "2026-03-11");
    assert!(referral["because"].as_str().unwrap().contains("第 1 版第 1 条"));
}

#[tokio::test]
async fn the_same_finding_twice_is_one_referral() {
    let app = app().await;
    rules(&app).await;
    let finding = finding(&app, 1, "food");
    raise(&app, &finding).await;
    raise(&app, &finding).await;
    let office = app.token(Role::Office, REGION, None);
    assert_eq!(app.get(&office, "/api/referral/v1/referrals").await.expect(200)["total"], 1);
}

#[tokio::test]
async fn declined_rerouted_declined_designated_accepted_concluded() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    let decline = |owner: &str| json!({"legal_basis": "食品安全法第六条", "proposed_owner": owner});
    let after = act(&app, WJW, &referral, "decline", decline(SWJ)).await.expect(200);
    assert_eq!((&after["holder"], &after["state"]), (&json!(SWJ), &json!("delivered")));
    assert_eq!(act(&app, WJW, &referral, "acceptance", json!({})).await.refused(403), "not_your_department");
    let after = act(&app, SWJ, &referral, "decline", decline(WJW)).await.expect(200);
    assert_eq!((after.get("holder"), &after["state"]), (None, &json!("with_office")));

    let office = app.token(Role::Office, REGION, None);
    let path = format!("/api/referral/v1/referrals/{}/designation", referral["referral"].as_str().unwrap());
    app.post(&office, &path, json!({"department": SWJ, "reason": "共同上级指定"})).await.expect(200);
    assert_eq!(act(&app, SWJ, &referral, "decline", decline(WJW)).await.refused(409), "designation_binds");
    act(&app, SWJ, &referral, "acceptance", json!({})).await.expect(200);
    told(&app, &referral).await;
    let conclusion = json!({"outcome": "case_filed", "note": "已立案"});
    let after = act(&app, SWJ, &referral, "conclusion", conclusion).await.expect(200);
    assert_eq!((&after["state"], &after["outcome"]), (&json!("concluded"), &json!("case_filed")));
    assert_eq!(after["due_on"], referral["due_on"]);
}

/// Each stay with its end, and why in words: names, not codes.
async fn told(app: &testkit::App, referral: &serde_json::Value) {
    let clerk = app.token(Role::Clerk, REGION, Some(WJW));
    let path = format!("/api/referral/v1/referrals/{}", referral["referral"].as_str().unwrap());
    let seen = app.get(&clerk, &path).await.expect(200);
    let hops = seen["hops"].as_array().unwrap();
    let to: Vec<_> = hops.iter().map(|hop| hop["to"].as_str().unwrap()).collect();
    assert_eq!(to, [WJW, SWJ, SWJ]);
    let declined: Vec<_> = hops.iter().map(|hop| hop["declined"]["proposed_owner"].as_str()).collect();
    assert_eq!(declined, [Some(SWJ), Some(WJW), None]);
    assert!(hops[0]["declined"]["at"].is_string() && hops[0].get("accepted_at").is_none());
    assert!(hops[2]["accepted_at"].is_string());
    assert_eq!((&seen["designated"], &seen["overdue"]), (&json!(true), &json!(false)));
    assert_eq!((&seen["item"], &seen["result_name"]), (&json!("scjg-01"), &json!("发现问题待后续处理")));
    assert_eq!(seen["task_title"], "食品安全联合抽查");
    assert_eq!(seen["rule"], referral["because"]);
    assert_eq!(seen["because"], "联席会议办公室指定管辖：共同上级指定");
}

#[tokio::test]
async fn words_name_departments_and_kinds_as_people_do() {
    let app = app().await;
    let administrator = app.token(Role::Administrator, REGION, None);
    let rules = json!({"rules": [{"department": WJW, "approved_by": SWJ, "kind": "enterprise"}]});
    app.post(&administrator, "/api/referral/v1/routing-rules", rules).await.expect(201);
    let mut finding = finding(&app, 1, "food");
    finding.object.approved_by = Some(SWJ.parse().unwrap());
    let referral = raise(&app, &finding).await;
    let rule = "因由 商务局 审批或登记、检查对象类型为企业，依路由规则第 1 版第 1 条";
    assert_eq!((&referral["rule"], &referral["because"]), (&json!(rule), &json!(rule)));
    let decline = json!({"legal_basis": "食品安全法第六条", "proposed_owner": SCJG});
    let after = act(&app, WJW, &referral, "decline", decline).await.expect(200);
    assert_eq!(after["because"], "卫生健康委员会 退回并提出由 市场监督管理局 管辖");
    assert_eq!(after["rule"], rule);
}

#[tokio::test]
async fn without_a_rule_the_office_has_it_at_once() {
    let app = app().await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    assert_eq!((referral.get("holder"), &referral["state"]), (None, &json!("with_office")));
}

#[tokio::test]
async fn the_second_of_two_who_answer_at_once_is_told_so() {
    let app = app().await;
    rules(&app).await;
    let referral = raise(&app, &finding(&app, 1, "food")).await;
    let clerk = app.token(Role::Clerk, REGION, Some(WJW));
    let path = format!("/api/referral/v1/referrals/{}/acceptance", referral["referral"].as_str().unwrap());
    let stale = [("If-Match", "\"1\"")];
    assert_eq!(app.post_with(&clerk, &path, json!({}), &stale).await.refused(412), "changed_meanwhile");
    let key = [("Idempotency-Key", "k1")];
    let first = app.post_with(&clerk, &path, json!({}), &key).await.expect(200);
    assert_eq!(app.post_with(&clerk, &path, json!({}), &key).await.expect(200), first);
    assert_eq!(app.post(&clerk, &path, json!({})).await.refused(409), "not_delivered");
}

#[tokio::test]
async fn a_departments_feed_is_gap_free_and_chained() {
    let app = app().await;
    rules(&app).await;
    for seed in 1..=3 {
        raise(&app, &finding(&app, seed, "food")).await;
    }
    let system = app.token(Role::System, REGION, Some(WJW));
    let feed = app.get(&system, "/api/referral/v1/feed?after=0").await.expect(200);
    let entries = feed["deliveries"].as_array().unwrap();
    let numbers: Vec<_> =
        entries.iter().map(|entry| entry["delivery"]["delivery"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [1, 2, 3]);
    for pair in entries.windows(2) {
        assert_eq!(pair[1]["delivery"]["previous"], pair[0]["digest"]);
    }
    let other = app.token(Role::System, REGION, Some(SCJG));
    assert_eq!(app.get(&other, "/api/referral/v1/feed?after=0").await.expect(200)["deliveries"], json!([]));
}

#[tokio::test]
async fn no_rule_sends_a_finding_to_nobody() {
    let app = app().await;
    let administrator = app.token(Role::Administrator, REGION, None);
    let rules = json!({"rules": [{"department": "410481-nobody", "matter": "food"}]});
    let refused = app.post(&administrator, "/api/referral/v1/routing-rules", rules).await;
    assert_eq!(refused.refused(422), "unknown_department");
}
