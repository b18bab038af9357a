//! Article 14 (工作流程): task, draw of objects and inspectors, inspection, results entered and disclosed, follow-up: the
//! five steps are taken in this order, and none is skipped.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, HEALTH_CLERK, OFFICE, refused, scheme},
    field::{Field, fine, wrong},
};

#[tokio::test]
async fn art14_there_is_no_draw_before_the_task_and_no_visit_before_the_draw() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.drafted(&catalogue, scheme()).await;
    refused(city.releases(&task).await, 409, "scheme_not_agreed");
    assert_eq!(
        (city.step(&task).await, city.sees(OFFICE, "draw/v1/draws").await["total"].clone()),
        ("task".into(), json!(0))
    );
    city.agree(&task).await;
    city.confirm_libraries(&task).await;
    city.approve(&task).await;
    city.releases(&task).await.expect(200);
    refused(city.releases(&task).await, 409, "already_released");
    assert_eq!(city.step(&task).await, "draw");
    let draw = city.sees(OFFICE, "draw/v1/draws").await["items"][0]["draw"].clone();
    let path = |step: &str| format!("draw/v1/draws/{}/{step}", draw.as_str().unwrap());
    refused(city.by(CLERK, &path("commit"), json!({})).await, 409, "wrong_stage");
    assert_eq!(city.sees(CLERK, "inspection/v1/visits").await["total"], 0);
    city.draw().await;
    assert_eq!(city.step(&task).await, "inspection");
    assert_eq!(city.sees(CLERK, "inspection/v1/visits").await["total"], 1);
}

#[tokio::test]
async fn art14_results_follow_the_inspection_and_the_follow_up_the_disclosure() {
    let field = Field::drawn().await;
    refused(field.record(SCJG, "scjg-01", fine()).await, 409, "visit_not_started");
    field.check_in().await;
    refused(field.act(field.leader(), "signature", json!({})).await, 409, "item_not_recorded");
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    field.record(WJW, "wjw-01", wrong()).await.expect(200);
    refused(field.end().await, 409, "department_not_signed");
    assert_eq!(field.city.sees(CLERK, "disclosure/v1/duties").await["total"], 0, "nothing to disclose yet");
    field.sign().await;
    field.object_signs().await;
    assert_eq!(field.city.step(&field.task).await, "inspection");
    field.end().await.expect(200);
    refused(field.end().await, 409, "visit_already_ended");
    assert_eq!(field.city.step(&field.task).await, "disclosure");
    let duty = field.duty(CLERK).await["duty"].clone();
    let path = format!("disclosure/v1/duties/{}/disclosure", duty.as_str().unwrap());
    field.city.by(CLERK, &path, json!({})).await.expect(200);
    assert_eq!(field.city.step(&field.task).await, "follow_up");
}

#[tokio::test]
async fn art14_a_task_closes_when_everything_of_it_is_disclosed_and_concluded() {
    let field = Field::ended().await;
    let task = async || field.city.sees(OFFICE, &format!("planning/v1/tasks/{}", field.task)).await;
    let begun = task().await;
    let expected = json!({"visits_ended": 1, "visits_cancelled": 0, "results_due": 2, "results_formed": 2,
                          "results_disclosed": 0, "findings_raised": 1, "findings_concluded": 0});
    assert_eq!((&begun["state"], &begun["progress"]), (&json!("released"), &expected));
    for clerk in [CLERK, HEALTH_CLERK] {
        let path =
            format!("disclosure/v1/duties/{}/disclosure", field.duty(clerk).await["duty"].as_str().unwrap());
        field.city.by(clerk, &path, json!({})).await.expect(200);
    }
    assert_eq!(task().await["state"], "released", "the finding has no outcome yet");
    let referral =
        field.city.sees(HEALTH_CLERK, "referral/v1/referrals").await["items"][0]["referral"].clone();
    let path = |step: &str| format!("referral/v1/referrals/{}/{step}", referral.as_str().unwrap());
    let filed = json!({"outcome": "case_filed", "note": "已立案"});
    refused(field.city.by(HEALTH_CLERK, &path("conclusion"), filed.clone()).await, 409, "not_accepted");
    field.city.by(HEALTH_CLERK, &path("acceptance"), json!({})).await.expect(200);
    field.city.by(HEALTH_CLERK, &path("conclusion"), filed).await.expect(200);
    let closed = task().await;
    assert_eq!(
        (
            &closed["state"],
            &closed["progress"]["results_disclosed"],
            &closed["progress"]["findings_concluded"]
        ),
        (&json!("closed"), &json!(2), &json!(1))
    );
}
