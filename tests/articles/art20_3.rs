//! Article 20(3) (形成检查结果): the inspectors decide each item and sign; from the day the result is formed a suspected
//! violation is referred within 7 working days (移送/转办) to the department with jurisdiction.

use serde_json::{Value, json};

use crate::{
    city::{SCJG, SECRET, WJW},
    drive::{HEALTH_CLERK, OFFICE, OUTSIDER, refused, scheme},
    field::{Field, fine, wrong},
};

async fn referral(field: &Field) -> Value {
    let referrals = field.city.sees(HEALTH_CLERK, "referral/v1/referrals").await;
    assert_eq!(referrals["total"], 1, "{referrals:#}");
    referrals["items"][0].clone()
}

#[tokio::test]
async fn art20_3_a_result_is_formed_when_all_items_are_recorded_and_all_inspectors_have_signed() {
    let field = Field::drawn().await;
    field.check_in().await;
    let [first, second] = field.of_department(WJW)[..] else { panic!("{:#?}", field.team) };
    refused(field.act(first, "signature", json!({})).await, 409, "item_not_recorded");
    field.record(WJW, "wjw-01", wrong()).await.expect(200);
    field.act(first, "signature", json!({})).await.expect(200);
    refused(field.act(first, "signature", json!({})).await, 409, "already_signed");
    // Half signed is not formed: the record may still change, and a change voids what was signed before it.
    field.record(WJW, "wjw-01", wrong()).await.expect(200);
    field.act(second, "signature", json!({})).await.expect(200);
    assert_eq!(field.city.sees(HEALTH_CLERK, "referral/v1/referrals").await["total"], 0);
    field.act(first, "signature", json!({})).await.expect(200);
    refused(field.record(WJW, "wjw-01", fine()).await, 409, "result_already_formed");
    let found = referral(&field).await;
    assert_eq!((&found["formed_on"], &found["due_on"]), (&json!("2026-03-02"), &json!("2026-03-11")));
    assert_eq!((&found["holder"], &found["from"]), (&json!(WJW), &json!(WJW)));
    assert_eq!(found["first_delivered_at"], "2026-03-02T01:00:00Z");
}

/// Formed on 30 April: 1 to 5 May are off, Saturday 9 May works; 6, 7, 8, 9, 11, 12, 13 May are the seven.
#[tokio::test]
async fn art20_3_the_seven_working_days_pass_over_holidays_and_count_make_up_days() {
    let mut spring = scheme();
    (spring["from"], spring["until"]) = (json!("2026-04-20"), json!("2026-05-20"));
    let field = Field::drawn_by(spring).await;
    field.city.app.clock.set("2026-04-30T02:00:00Z".parse().unwrap());
    field.check_in().await;
    field.record(WJW, "wjw-01", wrong()).await.expect(200);
    for member in field.of_department(WJW) {
        field.act(member, "signature", json!({})).await.expect(200);
    }
    let found = referral(&field).await;
    assert_eq!((&found["due_on"], &found["provisional"]), (&json!("2026-05-13"), &json!(false)));
    // Not accepted by then, it is overdue the day after, and the office is told once its visit has ended.
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    for member in field.of_department(SCJG) {
        field.act(member, "signature", json!({})).await.expect(200);
    }
    field.object_signs().await;
    field.end().await.expect(200);
    field.city.app.clock.set("2026-05-13T15:59:59Z".parse().unwrap());
    assert_eq!(field.city.sees(OFFICE, "oversight/v1/alerts").await["total"], 0);
    field.city.app.clock.set("2026-05-13T16:00:00Z".parse().unwrap());
    let alerts = field.city.sees(OFFICE, "oversight/v1/alerts").await;
    assert_eq!(alerts["items"][0]["kind"], "referral_overdue", "{alerts:#}");
    let path = format!("referral/v1/referrals/{}/designation", found["referral"].as_str().unwrap());
    let to = json!({"department": SCJG, "reason": "逾期"});
    refused(field.city.by(OFFICE, &path, to).await, 409, "not_with_office");
}

/// The seven days run from the signature, so the clue leaves then, to those who must act on it. The object has learnt of the
/// visit when the team came in; everybody else learns of it at the end.
#[tokio::test]
async fn art20_3_a_clue_reaches_its_department_before_the_visits_end_and_nobody_else() {
    let field = Field::drawn().await;
    let referrals = async |who| field.city.sees(who, "referral/v1/referrals").await;
    refused(field.record(SCJG, "scjg-01", wrong()).await, 409, "visit_not_started");
    field.check_in().await;
    field.record(SCJG, "scjg-01", wrong()).await.expect(200);
    assert_eq!(referrals(HEALTH_CLERK).await["total"], 0, "not formed, not known");
    for member in field.of_department(SCJG) {
        field.act(member, "signature", json!({})).await.expect(200);
    }
    for who in [HEALTH_CLERK, OFFICE] {
        assert!(referrals(who).await.to_string().contains(SECRET), "{who:?}");
    }
    let visit = format!("inspection/v1/visits/{}", field.visit);
    assert_eq!(referrals(OUTSIDER).await["total"], 0);
    for who in [HEALTH_CLERK, OFFICE, OUTSIDER] {
        refused(field.city.looks(who, &visit).await, 404, "not_found");
    }
    field.record(WJW, "wjw-01", fine()).await.expect(200);
    for member in field.of_department(WJW) {
        field.act(member, "signature", json!({})).await.expect(200);
    }
    field.object_signs().await;
    field.end().await.expect(200);
    assert_eq!(field.city.sees(OFFICE, &visit).await["object"]["name"], SECRET);
}
