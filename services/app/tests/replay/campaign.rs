//! A campaign in which every kind of aggregate comes to be, and most of what can happen to one does.

use kernel::Role;
use serde_json::{Value, json};

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, HEALTH_CLERK, OFFICE, PRINCIPAL, plan_line},
    field::Field,
};

/// To the concluded referral and the corrected result, with a plan returned, a second catalogue, and health overdue.
pub async fn held() -> City {
    let field = Field::ended().await;
    refer(&field).await;
    disclose(&field).await;
    let city = field.city;
    let next_year = json!({"year": 2027, "lines": [plan_line()]});
    let plan = city.by(CLERK, "planning/v1/plans", next_year).await.expect(201);
    let plan = plan["plan"].as_str().unwrap();
    city.by(OFFICE, &format!("planning/v1/plans/{plan}/return"), json!({"reason": "请补充"}))
        .await
        .expect(200);
    publish_again(&city).await;
    city.by(OFFICE, "planning/v1/city-plans", json!({"year": 2026})).await.expect(201);
    let proposal = json!({"title": "增加联合抽查", "text": "建议将校外托管机构纳入联合抽查。"});
    city.by(HEALTH_CLERK, "planning/v1/proposals", proposal).await.expect(201);
    // Health's results are not disclosed in time, and the office is told of it.
    city.app.clock.set("2026-04-02T01:00:00Z".parse().unwrap());
    city.app.drain().await;
    assert_eq!(city.sees(OFFICE, "oversight/v1/alerts").await["total"], 1);
    city
}

/// Declined, sent on, declined again, designated, accepted, concluded.
async fn refer(field: &Field) {
    let city = &field.city;
    let referral = city.sees(HEALTH_CLERK, "referral/v1/referrals").await["items"][0]["referral"].clone();
    let step = async |who, step: &str, body: Value| {
        let path = format!("referral/v1/referrals/{}/{step}", referral.as_str().unwrap());
        city.by(who, &path, body).await.expect(200);
    };
    let decline = |to: &str| json!({"legal_basis": "食品安全法第六条", "proposed_owner": to});
    step(HEALTH_CLERK, "decline", decline(SCJG)).await;
    step(CLERK, "decline", decline(WJW)).await;
    step(OFFICE, "designation", json!({"department": WJW, "reason": "属许可事项"})).await;
    step(HEALTH_CLERK, "acceptance", json!({})).await;
    step(HEALTH_CLERK, "conclusion", json!({"outcome": "case_filed", "note": "已立案"})).await;
}

/// Market regulation discloses, and corrects.
async fn disclose(field: &Field) {
    let duty = field.duty(CLERK).await["duty"].clone();
    let path = |step: &str| format!("disclosure/v1/duties/{}/{step}", duty.as_str().unwrap());
    field.city.by(CLERK, &path("disclosure"), json!({})).await.expect(200);
    let asked = json!({"item": "scjg-01", "to": "rectified", "reason": "录入有误"});
    field.city.by(CLERK, &path("correction-requests"), asked).await.expect(200);
    field.city.by(PRINCIPAL, &path("correction"), json!({})).await.expect(200);
}

/// A catalogue version with another guide and another name for the same items.
async fn publish_again(city: &City) {
    let catalogues = city.get(Role::Office, None, "planning/v1/catalogues").await;
    let mut items = catalogues["items"][0]["items"].clone();
    for item in items.as_array_mut().unwrap() {
        (item["guide_version"], item["name"]) = (json!("2"), json!("食品经营许可检查"));
    }
    let drafted = city.by(CLERK, "planning/v1/catalogues", json!({"items": items})).await.expect(201);
    let path = format!("planning/v1/catalogues/{}/publication", drafted["catalogue"].as_str().unwrap());
    city.by(PRINCIPAL, &path, json!({})).await.expect(200);
}
