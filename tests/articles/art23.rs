//! Article 23 (后续监管衔接): each problem goes on to a department: a clue handed over, a listing as abnormal, a case filed;
//! one department or the office has it at every moment, and the outcome comes back to the finding.

use serde_json::{Value, json};
use testkit::Reply;

use crate::{
    city::{SCJG, WJW},
    drive::{As, CLERK, HEALTH_CLERK, OFFICE, OUTSIDER, refused},
    field::Field,
};

struct Case {
    field: Field,
    id: String,
}

impl Case {
    async fn open() -> Self {
        let field = Field::ended().await;
        let referral = field.city.sees(HEALTH_CLERK, "referral/v1/referrals").await["items"][0].clone();
        Self { field, id: referral["referral"].as_str().unwrap().to_owned() }
    }

    async fn step(&self, who: As, step: &str, body: Value) -> Reply {
        self.field.city.by(who, &format!("referral/v1/referrals/{}/{step}", self.id), body).await
    }

    async fn holder(&self) -> Value {
        self.field.city.sees(OFFICE, &format!("referral/v1/referrals/{}", self.id)).await["holder"].clone()
    }

    async fn finding(&self) -> Value {
        self.field.city.sees(HEALTH_CLERK, "inspection/v1/findings").await["items"][0].clone()
    }
}

#[tokio::test]
async fn art23_the_outcome_comes_back_to_the_finding() {
    let case = Case::open().await;
    assert_eq!(case.finding().await["state"], "raised");
    let filed = json!({"outcome": "case_filed", "note": "已立案"});
    refused(case.step(HEALTH_CLERK, "conclusion", filed.clone()).await, 409, "not_accepted");
    refused(case.step(OUTSIDER, "acceptance", json!({})).await, 404, "not_found");
    case.step(HEALTH_CLERK, "acceptance", json!({})).await.expect(200);
    refused(
        case.step(HEALTH_CLERK, "conclusion", json!({"outcome": "no_case"})).await,
        422,
        "conclusion_needs_reason",
    );
    refused(
        case.step(HEALTH_CLERK, "conclusion", json!({"outcome": "forgotten"})).await,
        422,
        "invalid_field",
    );
    case.step(HEALTH_CLERK, "conclusion", filed).await.expect(200);
    let finding = case.finding().await;
    assert_eq!((&finding["state"], &finding["outcome"]), (&json!("closed"), &json!("case_filed")));
    assert_eq!((&finding["note"], &finding["referral"]), (&json!("已立案"), &json!(case.id)));
}

#[tokio::test]
async fn art23_a_declined_clue_is_sent_on_once_and_then_designated_by_the_office() {
    let case = Case::open().await;
    let decline = |to: &str| json!({"legal_basis": "食品安全法第六条", "proposed_owner": to});
    refused(
        case.step(HEALTH_CLERK, "decline", json!({"legal_basis": "", "proposed_owner": SCJG})).await,
        422,
        "invalid_field",
    );
    refused(case.step(HEALTH_CLERK, "decline", decline(WJW)).await, 422, "proposes_itself");
    refused(case.step(HEALTH_CLERK, "decline", decline("410481-none")).await, 422, "unknown_department");
    assert_eq!(case.holder().await, WJW);
    case.step(HEALTH_CLERK, "decline", decline(SCJG)).await.expect(200);
    assert_eq!(case.holder().await, SCJG);
    refused(case.step(HEALTH_CLERK, "acceptance", json!({})).await, 403, "not_your_department");
    case.step(CLERK, "decline", decline(WJW)).await.expect(200);
    assert_eq!(case.holder().await, Value::Null, "with the office");
    refused(
        case.step(CLERK, "designation", json!({"department": WJW, "reason": "指定"})).await,
        403,
        "role_not_allowed",
    );
    case.step(OFFICE, "designation", json!({"department": WJW, "reason": "属许可事项"})).await.expect(200);
    refused(case.step(HEALTH_CLERK, "decline", decline(SCJG)).await, 409, "designation_binds");
    case.step(HEALTH_CLERK, "acceptance", json!({})).await.expect(200);
    case.step(HEALTH_CLERK, "conclusion", json!({"outcome": "listed_abnormal"})).await.expect(200);
    assert_eq!(case.finding().await["outcome"], "listed_abnormal");
}
