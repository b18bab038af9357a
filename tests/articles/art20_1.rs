//! Article 20(1) (预查比对): before the visit the team looks up what is known of the object, and nobody else learns whose
//! visit it is.

use crate::{
    city::SECRET,
    drive::{HEALTH_CLERK, OFFICE, refused},
    field::Field,
};

#[tokio::test]
async fn art20_1_the_team_knows_the_object_before_the_visit_and_nobody_else() {
    let field = Field::drawn().await;
    let path = format!("/api/inspection/v1/visits/{}", field.visit);
    for member in &field.team {
        let (inspector, department) =
            (member["inspector"].as_str().unwrap(), member["department"].as_str().unwrap());
        let token =
            field.city.app.inspector_token(crate::city::REGION, department, inspector.parse().unwrap());
        let seen = field.city.app.get(&token, &path).await.expect(200);
        assert_eq!((&seen["object"]["name"], &seen["object"]["place"]), (&SECRET.into(), &"410481".into()));
        assert_eq!(seen["state"], "assigned");
    }
    // The library is the city's; that this object is drawn is not in it.
    let known = field.city.sees(OFFICE, "pool/v1/objects/91350100M000100Y43/history").await;
    assert_eq!(known["items"][0]["object"]["name"], SECRET);
    for outside in [OFFICE, HEALTH_CLERK] {
        refused(field.city.looks(outside, &path["/api/".len()..]).await, 404, "not_found");
    }
}
