//! Where rows of the libraries stand outside (ext_1).

use kernel::Role;
use serde_json::json;

use super::{INSPECTORS, OBJECTS, REGION, SCJG, WJW, app, import, people::wang};

#[tokio::test]
async fn a_row_shows_its_last_reference_in_each_system() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    import(&app, "inspectors", INSPECTORS).await.expect(201);
    let office = app.token(Role::Office, REGION, None);
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let reference =
        |number: &str| json!({"system": "省级平台", "number": number, "at": "2026-03-02T01:00:00Z"});
    let object = "/api/pool/v1/objects/91350100M000100Y43";
    let path = format!("{object}/external-references");
    assert_eq!(app.post(&office, &path, reference(" ")).await.refused(422), "invalid_field");
    assert_eq!(app.post(&clerk, &path, reference("1")).await.refused(403), "role_not_allowed");
    let before = import(&app, "objects", OBJECTS).await.expect(201)["version"].clone();
    for number in ["HN-1", "HN-2"] {
        app.post(&office, &path, reference(number)).await.expect(201);
    }
    let whole = app.get(&office, &format!("{object}?purpose=核对")).await.expect(200);
    assert_eq!(whole["external"], json!([reference("HN-2")]));
    let after = import(&app, "objects", OBJECTS).await.expect(201)["version"].clone();
    assert_eq!(before, after, "no department has to confirm again because of it");
    let trail = "references/410481/91350100M000100Y43";
    assert_eq!(store::journal::timeline(app.context("pool"), trail).await.unwrap().len(), 2);
    let person = format!("/api/pool/v1/inspectors/{}", wang(&app).await);
    let path = format!("{person}/external-references");
    let other = app.token(Role::Clerk, REGION, Some(WJW));
    assert_eq!(app.post(&other, &path, reference("R-1")).await.refused(404), "not_found");
    app.post(&clerk, &path, reference("R-1")).await.expect(201);
    let whole = app.get(&clerk, &format!("{person}?purpose=核对")).await.expect(200);
    assert_eq!(whole["external"][0]["number"], "R-1");
}
