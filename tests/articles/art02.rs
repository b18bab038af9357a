//! Article 2 (联合抽查的对象与方式): objects of every kind may be drawn, an object is visited once for the items of all
//! departments, and only items of a catalogue published beforehand (事先公布的抽查事项清单) may be inspected.

use serde_json::json;

use crate::{
    city::{City, SCJG, WJW},
    drive::{CLERK, OFFICE, refused, scheme},
    field::Field,
};

const OBJECTS: &str = "名称,统一社会信用代码,部门编号,检查对象类型,地区
甲公司,91350100M000100Y43,,企业,舞钢市
乙商店,410481000000001,,个体工商户,舞钢市
丙合作社,93410481NA000RFH2B,,农民专业合作社,舞钢市
丁幼儿园,52410481NA000GJF1D,,其他主体,舞钢市
戊酱油,,CP-1,产品,舞钢市
己工程,,XM-1,项目,舞钢市
庚促销,,XW-1,行为,舞钢市
辛飞船,,FC-1,飞船,舞钢市
";

#[tokio::test]
async fn art02_objects_of_every_kind_are_taken_in_and_no_other() {
    let city = City::start().await;
    refused(city.imports(OFFICE, "objects", OBJECTS).await, 403, "role_not_allowed");
    let report = city.imports(CLERK, "objects", OBJECTS).await.expect(201);
    assert_eq!((&report["added"], &report["rejected"][0]["code"]), (&json!(7), &json!("unknown_kind")));
    for kind in
        ["enterprise", "individual_business", "cooperative", "other_body", "product", "project", "conduct"]
    {
        let found = city.sees(CLERK, &format!("pool/v1/objects?kind={kind}")).await;
        assert_eq!(found["total"], 1, "{kind}: {found:#}");
    }
}

#[tokio::test]
async fn art02_one_visit_covers_the_items_of_all_departments_and_of_nobody_else() {
    let field = Field::drawn().await;
    let visits = field.city.sees(CLERK, "inspection/v1/visits").await;
    assert_eq!(visits["total"], 1);
    let parts = visits["items"][0]["parts"].as_array().unwrap();
    let items: Vec<_> = parts.iter().map(|part| (&part["department"], &part["items"][0]["item"])).collect();
    assert_eq!(items, [(&json!(SCJG), &json!("scjg-01")), (&json!(WJW), &json!("wjw-01"))]);
    field.check_in().await;
    let not_there = json!({"result": "no_problem", "object_status": "operating"});
    refused(field.record(SCJG, "scjg-02", not_there).await, 403, "not_your_item");
}

#[tokio::test]
async fn art02_only_items_published_beforehand_may_be_inspected() {
    let city = City::start().await;
    let published = city.set_up().await;
    let plan = city.publishes_plan().await;
    let items = json!({"items": published["items"]});
    let drafted = city.by(CLERK, "planning/v1/catalogues", items).await.expect(201);
    refused(city.drafts(&plan, &drafted, scheme()).await, 409, "catalogue_not_published");
    let mut unlisted = scheme();
    unlisted["participants"][0]["items"] = json!(["scjg-99"]);
    refused(city.drafts(&plan, &published, unlisted).await, 422, "unknown_item");
    city.drafts(&plan, &published, scheme()).await.expect(201);
}
