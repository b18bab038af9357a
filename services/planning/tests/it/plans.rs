//! Plans over HTTP: returned, amended, ad hoc, and put together by the office.

use kernel::Role;
use serde_json::{Value, json};

use super::{City, SCJG, WJW, scheme};

const SWJ: &str = "410481-swj";

fn line(participants: &[&str], months: [u32; 2]) -> Value {
    json!({"title": "食品安全联合抽查", "participants": participants, "items": ["scjg-01"], "months": months, "share": "5%"})
}

impl City {
    async fn see(&self, department: &str, path: &str) -> Value {
        let token = self.token(Role::Clerk, Some(department));
        self.0.get(&token, &format!("/api/planning/v1/{path}")).await.expect(200)
    }
    /// A published plan's id.
    async fn planned(&self) -> String {
        self.plan().await["plan"].as_str().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_change_of_a_published_plan_is_confirmed_and_published_and_the_old_edition_stays() {
    let city = City::start().await;
    let id = city.planned().await;
    let change = json!({"lines": [line(&[SCJG, WJW], [3, 9])], "reason": "上级调整任务"});
    let amendments = format!("plans/{id}/amendments");
    let refused = city.post(Role::Clerk, Some(WJW), &amendments, change.clone()).await;
    assert_eq!(refused.refused(403), "not_initiating_department");
    let asked = city.post(Role::Clerk, Some(SCJG), &amendments, change.clone()).await.expect(200);
    assert_eq!(asked["amendment"]["lacks"], json!([WJW]));
    assert_eq!((&asked["lines"][0]["months"], &asked["edition"]), (&json!([3, 6]), &json!(1)));
    let again = city.post(Role::Clerk, Some(SCJG), &amendments, change).await;
    assert_eq!(again.refused(409), "amendment_under_way");
    // Who only reads the published plan learns nothing of what is asked for.
    assert_eq!(city.see(SWJ, &format!("plans/{id}")).await.get("amendment"), None);
    let publication = format!("plans/{id}/publication");
    let early = city.post(Role::Office, None, &publication, json!({})).await;
    assert_eq!(early.refused(409), "participants_not_confirmed");
    city.post(Role::Clerk, Some(WJW), &format!("plans/{id}/confirmation"), json!({})).await.expect(200);
    let external =
        json!({"system": "国家企业信用信息公示系统（河南）", "number": "1", "at": "2026-03-02T01:00:00Z"});
    let amended =
        city.post(Role::Office, None, &publication, json!({"external": external})).await.expect(200);
    assert_eq!((&amended["edition"], &amended["lines"][0]["months"]), (&json!(2), &json!([3, 9])));
    assert_eq!(amended["external"]["number"], "1");
    let editions = city.see(SWJ, &format!("plans/{id}/editions")).await;
    assert_eq!(editions["items"][0]["lines"][0]["months"], json!([3, 6]));
    assert_eq!(
        (&editions["items"][1]["reason"], &editions["items"][1]["on"]),
        (&json!("上级调整任务"), &json!("2026-03-02"))
    );
}

#[tokio::test]
async fn a_change_is_made_on_the_version_that_was_read() {
    let city = City::start().await;
    let id = city.planned().await;
    let change = json!({"lines": [line(&[SCJG, WJW], [3, 9])], "reason": "调整"});
    let token = city.token(Role::Clerk, Some(SCJG));
    let path = format!("/api/planning/v1/plans/{id}/amendments");
    let stale = city.0.post_with(&token, &path, change, &[("If-Match", "\"1\"")]).await;
    assert_eq!(stale.refused(412), "changed_meanwhile");
}

#[tokio::test]
async fn a_task_stands_on_the_edition_in_force() {
    let city = City::start().await;
    let (catalogue, id) = (city.catalogue().await, city.planned().await);
    let mut later = scheme();
    (later["from"], later["until"]) = (json!("2026-08-01"), json!("2026-08-31"));
    let task = json!({"plan": id, "catalogue": catalogue["catalogue"], "scheme": later});
    let refused = city.post(Role::Clerk, Some(SCJG), "tasks", task.clone()).await;
    assert_eq!(refused.refused(422), "not_in_the_plan");
    let change = json!({"lines": [line(&[SCJG, WJW], [3, 9])], "reason": "调整"});
    city.post(Role::Clerk, Some(SCJG), &format!("plans/{id}/amendments"), change).await.expect(200);
    let refused = city.post(Role::Clerk, Some(SCJG), "tasks", task.clone()).await;
    assert_eq!(refused.refused(422), "not_in_the_plan", "asked for is not in force");
    city.post(Role::Clerk, Some(WJW), &format!("plans/{id}/confirmation"), json!({})).await.expect(200);
    city.post(Role::Office, None, &format!("plans/{id}/publication"), json!({})).await.expect(200);
    city.post(Role::Clerk, Some(SCJG), "tasks", task).await.expect(201);
}

#[tokio::test]
async fn work_handed_down_is_filed_and_disclosed_before_a_task_rests_on_it() {
    let city = City::start().await;
    let catalogue = city.catalogue().await;
    let basis = json!({"kind": "handed_down", "from": "平顶山市人民政府", "document": "平政办〔2026〕9号", "reason": "上级交办"});
    let plan = json!({"year": 2026, "lines": [line(&[WJW], [3, 6])], "ad_hoc": basis});
    let mut without = plan.clone();
    without["ad_hoc"]["document"] = json!(" ");
    assert_eq!(city.post(Role::Clerk, Some(SCJG), "plans", without).await.refused(422), "invalid_field");
    let plan = city.post(Role::Clerk, Some(SCJG), "plans", plan).await.expect(201);
    assert_eq!((&plan["late"], &plan["policy_version"]), (&json!(false), &json!("pingdingshan-2020-3")));
    let id = plan["plan"].as_str().unwrap();
    let task = json!({"plan": id, "catalogue": catalogue["catalogue"], "scheme": scheme()});
    let refused = city.post(Role::Clerk, Some(SCJG), "tasks", task.clone()).await;
    assert_eq!(refused.refused(409), "plan_not_published");
    city.post(Role::Clerk, Some(WJW), &format!("plans/{id}/confirmation"), json!({})).await.expect(200);
    city.post(Role::Office, None, &format!("plans/{id}/publication"), json!({})).await.expect(200);
    city.post(Role::Clerk, Some(SCJG), "tasks", task).await.expect(201);
}

#[tokio::test]
async fn a_campaign_on_catalogued_matters_is_joint_or_says_why_not() {
    let city = City::start().await;
    city.catalogue().await;
    let basis = json!({"kind": "campaign", "from": "舞钢市人民政府", "document": "舞政〔2026〕2号", "reason": "专项整治"});
    let mut plan = json!({"year": 2026, "lines": [line(&[], [3, 6])], "ad_hoc": basis});
    assert_eq!(city.post(Role::Clerk, Some(SCJG), "plans", plan.clone()).await.refused(422), "not_joint");
    plan["ad_hoc"]["apart_reason"] = json!("涉及未公开线索");
    city.post(Role::Clerk, Some(SCJG), "plans", plan).await.expect(201);
}

#[tokio::test]
async fn a_returned_plan_is_put_right_and_reported_again() {
    let city = City::start().await;
    let plan = json!({"year": 2027, "lines": [line(&[WJW], [3, 6])]});
    let plan = city.post(Role::Clerk, Some(SCJG), "plans", plan).await.expect(201);
    let id = plan["plan"].as_str().unwrap();
    let again = json!({"lines": [line(&[WJW], [4, 6])]});
    let path = format!("plans/{id}/resubmission");
    let early = city.post(Role::Clerk, Some(SCJG), &path, again.clone()).await;
    assert_eq!(early.refused(409), "plan_not_submitted");
    let returned = json!({"reason": "月份与任务不符"});
    let returned = city.post(Role::Office, None, &format!("plans/{id}/return"), returned).await.expect(200);
    assert_eq!(returned["return_reason"], "月份与任务不符");
    let plan = city.post(Role::Clerk, Some(SCJG), &path, again).await.expect(200);
    assert_eq!((&plan["state"], &plan["lines"][0]["months"]), (&json!("submitted"), &json!([4, 6])));
}

#[tokio::test]
async fn the_office_puts_the_years_plans_together_once_each_is_decided_on() {
    let city = City::start().await;
    let publish = async || city.post(Role::Office, None, "city-plans", json!({"year": 2026})).await;
    assert_eq!(publish().await.refused(409), "nothing_to_put_together");
    let id = city.planned().await;
    let waiting = json!({"year": 2026, "lines": [line(&[SCJG], [3, 6])]});
    let waiting = city.post(Role::Clerk, Some(WJW), "plans", waiting).await.expect(201);
    assert_eq!(publish().await.refused(409), "plan_undecided");
    let path = format!("plans/{}/return", waiting["plan"].as_str().unwrap());
    city.post(Role::Office, None, &path, json!({"reason": "并入市场监管局计划"})).await.expect(200);
    let first = publish().await.expect(201);
    assert_eq!((&first["edition"], &first["late"]), (&json!(1), &json!(true)), "published in March");
    assert_eq!(first["plans"], json!([{"plan": id, "department": SCJG, "edition": 1}]));
    assert_eq!(publish().await.expect(201)["edition"], 2);
    let everybody = city.0.get("", "/api/planning/v1/city-plans").await.expect(200);
    assert_eq!(everybody["total"], 2);
    let clerk = city.post(Role::Clerk, Some(SCJG), "city-plans", json!({"year": 2026})).await;
    assert_eq!(clerk.refused(403), "role_not_allowed");
}
