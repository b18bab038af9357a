//! Article 11 (检查对象名录库、执法检查人员名录库): both libraries follow one data standard and are brought up to date and
//! confirmed before every draw, by the departments that answer for them.

use serde_json::json;

use crate::{
    city::City,
    drive::{CLERK, HEALTH_CLERK, OFFICE, OUTSIDER, refused, scheme},
};

const MORE: &str = "企业名称,统一社会信用代码,地区\n新饭店,410481000000009,舞钢市\n";

#[tokio::test]
async fn art11_an_import_answers_row_by_row_and_keeps_what_was_before() {
    let city = City::start().await;
    let first = "市场主体名称,信用代码,所属区域\n甲商店,410481000000001,舞钢市\n乙公司,91350100M000100Y44,舞钢市\n丙商店,410481000000003,某地\n";
    let report = city.imports(CLERK, "objects", first).await.expect(201);
    assert_eq!(report["added"], 1);
    let refused_rows: Vec<_> = report["rejected"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            assert!(!row["reason"].as_str().unwrap().is_empty());
            (row["line"].as_u64().unwrap(), row["code"].as_str().unwrap().to_owned())
        })
        .collect();
    assert_eq!(refused_rows, [(3, "wrong_code".to_owned()), (4, "unknown_place".to_owned())]);
    city.app.clock.set("2026-03-05T01:00:00Z".parse().unwrap());
    city.imports(CLERK, "objects", "单位名称,社会信用代码,行政区划\n甲超市,410481000000001,舞钢市\n")
        .await
        .expect(201);
    let history = city.sees(OFFICE, "pool/v1/objects/410481000000001/history").await;
    let names: Vec<_> = history["items"].as_array().unwrap().iter().map(|p| &p["object"]["name"]).collect();
    assert_eq!(names, ["甲商店", "甲超市"]);
    refused(city.imports(CLERK, "objects", "a,b\n1,2\n").await, 422, "heading_missing");
    refused(city.imports(CLERK, "inspectors", "\0\0").await, 422, "file_unreadable");
}

#[tokio::test]
async fn art11_without_every_departments_confirmation_there_is_no_draw() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.drafted(&catalogue, scheme()).await;
    city.agree(&task).await;
    city.approve(&task).await;
    refused(city.releases(&task).await, 409, "library_not_confirmed");
    let path = format!("pool/v1/confirmations/{task}/confirmation");
    refused(city.by(OFFICE, &path, json!({})).await, 403, "role_not_allowed");
    refused(city.by(OUTSIDER, &path, json!({})).await, 404, "not_found");
    city.by(CLERK, &path, json!({})).await.expect(200);
    refused(city.releases(&task).await, 409, "library_not_confirmed");
    city.by(HEALTH_CLERK, &path, json!({})).await.expect(200);
    refused(city.by(HEALTH_CLERK, &path, json!({})).await, 409, "already_confirmed");
    city.releases(&task).await.expect(200);
}

#[tokio::test]
async fn art11_a_library_that_moved_after_its_confirmation_is_confirmed_again() {
    let city = City::start().await;
    let catalogue = city.set_up().await;
    let task = city.drafted(&catalogue, scheme()).await;
    city.agree(&task).await;
    city.confirm_libraries(&task).await;
    city.approve(&task).await;
    city.imports(CLERK, "objects", MORE).await.expect(201);
    city.releases(&task).await.expect(200);
    let draw = city.sees(OFFICE, "draw/v1/draws").await["items"][0]["draw"].clone();
    let opening = format!("draw/v1/draws/{}/opening", draw.as_str().unwrap());
    refused(city.by(CLERK, &opening, json!({})).await, 409, "snapshot_missing");
    city.confirm_libraries(&task).await;
    city.by(CLERK, &opening, json!({})).await.expect(200);
}
