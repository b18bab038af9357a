//! Article 14 (工作流程): task, draw of objects and inspectors, inspection, results entered and disclosed, follow-up: the
//! five steps are taken in this order, and none is skipped.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, OFFICE, refused, scheme},
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
