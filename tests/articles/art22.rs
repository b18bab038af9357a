//! Article 22 (检查结果不得擅自改变): a disclosed result is never changed; a wrong one is corrected when the department's
//! principal (主要负责人) has signed, with original, correction and reason in public view.

use serde_json::{Value, json};

use crate::{
    city::SCJG,
    drive::{CLERK, HEALTH_CLERK, HEALTH_PRINCIPAL, PRINCIPAL, refused},
    field::Field,
};

/// A city in which market regulation has disclosed; the path of its duty.
async fn disclosed() -> (Field, String) {
    let field = Field::ended().await;
    let duty = format!("disclosure/v1/duties/{}", field.duty(CLERK).await["duty"].as_str().unwrap());
    let early = json!({"item": "scjg-01", "to": "rectified", "reason": "录入有误"});
    refused(field.city.by(CLERK, &format!("{duty}/correction-requests"), early).await, 409, "not_disclosed");
    field.city.by(CLERK, &format!("{duty}/disclosure"), json!({})).await.expect(200);
    (field, duty)
}

async fn public(field: &Field) -> Value {
    field.city.app.get("", "/api/disclosure/v1/results").await.expect(200)["items"][0].clone()
}

#[tokio::test]
async fn art22_what_is_disclosed_does_not_change_whoever_asks() {
    let (field, duty) = disclosed().await;
    let before = public(&field).await;
    refused(field.city.by(CLERK, &format!("{duty}/disclosure"), json!({})).await, 409, "already_disclosed");
    refused(field.city.by(PRINCIPAL, &format!("{duty}/correction"), json!({})).await, 409, "nothing_to_sign");
    let step = "items/scjg-01/result";
    let other = json!({"result": "rectified", "object_status": "operating"});
    refused(field.act(field.leader(), step, other).await, 409, "visit_already_ended");
    // Asked for and not signed, a correction is nothing yet.
    let asked = json!({"item": "scjg-01", "to": "rectified", "reason": "录入有误"});
    field.city.by(CLERK, &format!("{duty}/correction-requests"), asked).await.expect(200);
    assert_eq!(public(&field).await, before);
}

#[tokio::test]
async fn art22_the_principals_signature_corrects_and_the_original_stays_in_view() {
    let (field, duty) = disclosed().await;
    let ask = async |to: &str| {
        let asked = json!({"item": "scjg-01", "to": to, "reason": "录入有误"});
        field.city.by(CLERK, &format!("{duty}/correction-requests"), asked).await
    };
    let sign = async |who| field.city.by(who, &format!("{duty}/correction"), json!({})).await;
    refused(ask("no_problem").await, 422, "same_result");
    ask("rectified").await.expect(200);
    refused(ask("qualified").await, 409, "correction_pending");
    refused(sign(CLERK).await, 403, "role_not_allowed");
    refused(sign(HEALTH_CLERK).await, 403, "role_not_allowed");
    // What is public may be known to be another's.
    refused(sign(HEALTH_PRINCIPAL).await, 403, "not_your_department");
    sign(PRINCIPAL).await.expect(200);
    let shown = public(&field).await;
    assert_eq!((&shown["department"], &shown["items"][0]["result"]), (&json!(SCJG), &json!("no_problem")));
    let correction = &shown["corrections"][0];
    assert_eq!((&correction["from"], &correction["to"]), (&json!("no_problem"), &json!("rectified")));
    assert_eq!(
        (&correction["reason"], &correction["corrected_on"]),
        (&json!("录入有误"), &json!("2026-03-02"))
    );
    refused(sign(PRINCIPAL).await, 409, "nothing_to_sign");
}
