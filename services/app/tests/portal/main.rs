//! The portal after a campaign: what everybody reads of it, what nobody reads before the visit's end, and what a page says
//! where there is nothing to say.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[path = "../city/city.rs"]
mod city;
#[path = "../../../../tests/articles/drive.rs"]
#[allow(dead_code, reason = "the articles' tests use the rest")]
mod drive;
#[path = "../../../../tests/articles/field.rs"]
#[allow(dead_code, reason = "the articles' tests use the rest")]
mod field;
mod public;

use city::{CONTEXTS, REGION, SCJG, SECRET, WJW};
use drive::{CLERK, HEALTH_CLERK, HEALTH_PRINCIPAL, OFFICE};
use field::{Field, fine, wrong};
use kernel::Role;
use public::Portal;
use serde_json::{Value, json};

const OBJECT: &str = "91350100M000100Y43";
/// A reason as nobody should write it: markup in a page, a formula in a table.
const HOSTILE: &str = "=1+1 <script>alert(1)</script>";
const PAGES: [&str; 9] = [
    "/portal",
    "/portal/plans",
    "/portal/draws",
    "/portal/draws/1",
    "/portal/draws/replaced",
    "/portal/figures",
    "/portal/items",
    "/portal/open",
    "/portal/enterprise",
];

async fn open_region(field: &Field) {
    let region = json!({"name": "舞钢市"});
    let administrator = (Role::Administrator, None);
    field.city.by(administrator, "planning/v1/regions", region).await.expect(201);
}

async fn disclosed(field: &Field) -> [String; 2] {
    let mut duties = [String::new(), String::new()];
    for (duty, clerk) in duties.iter_mut().zip([CLERK, HEALTH_CLERK]) {
        *duty = field.duty(clerk).await["duty"].as_str().unwrap().to_owned();
        let path = format!("disclosure/v1/duties/{duty}/disclosure");
        field.city.by(clerk, &path, json!({})).await.expect(200);
    }
    duties
}

async fn corrected(field: &Field, duty: &str) {
    let asked = json!({"item": "wjw-01", "to": "rectified", "reason": HOSTILE});
    let path = format!("disclosure/v1/duties/{duty}/correction");
    field.city.by(HEALTH_CLERK, &format!("{path}-requests"), asked).await.expect(200);
    field.city.by(HEALTH_PRINCIPAL, &path, json!({})).await.expect(200);
}

/// Everybody on site, both items recorded, health's with a finding, all signed, ended.
async fn visited(field: &Field) {
    field.check_in().await;
    field.record(SCJG, "scjg-01", fine()).await.expect(200);
    field.record(WJW, "wjw-01", wrong()).await.expect(200);
    field.sign().await;
    field.object_signs().await;
    field.end().await.expect(200);
}

#[tokio::test]
async fn nothing_sealed_is_shown_before_the_visit_ends() {
    let field = Field::drawn().await;
    let portal = Portal::of(&field.city.app, &CONTEXTS);
    let empty = portal.page("/portal", 404).await;
    assert!(empty.contains("尚未公示"), "{empty}");

    open_region(&field).await;
    for path in PAGES {
        let page = portal.page(path, 200).await;
        assert!(!page.contains(SECRET) && !page.contains(OBJECT), "{path}: {page}");
    }
    let draw = portal.page("/portal/draws/1", 200).await;
    for words in ["名单密封中", "食品安全联合抽查", "第 0001 号", "sealed.json", "suiji draw verify"]
    {
        assert!(draw.contains(words), "{words}: {draw}");
    }
    assert!(!draw.contains("result.csv"), "{draw}");

    // Who was drawn and who was not are told the same.
    let drawn = portal.page(&format!("/portal/draws/1?object={OBJECT}"), 200).await;
    let other = portal.page("/portal/draws/1?object=91350100M000100Y44", 200).await;
    assert!(drawn.contains("没有可公开的记录"), "{drawn}");
    assert_eq!(drawn.replace(OBJECT, "91350100M000100Y44"), other);
    portal.page(&format!("/portal/draws/1/openings/{OBJECT}"), 404).await;
    portal.page("/portal/draws/1/receipt/result.csv", 404).await;

    visited(&field).await;
    let drawn = portal.page(&format!("/portal/draws/1?object={OBJECT}"), 200).await;
    assert!(drawn.contains("已抽中"), "{drawn}");
    let other = portal.page("/portal/draws/1?object=91350100M000100Y44", 200).await;
    assert!(other.contains("不在本次抽取的名单内"), "{other}");
    let opening: Value =
        serde_json::from_str(&portal.page(&format!("/portal/draws/1/openings/{OBJECT}"), 200).await).unwrap();
    assert_eq!(opening["row"][2], OBJECT);
    assert!(portal.page("/portal/draws/1/receipt/result.csv", 200).await.contains(OBJECT));
}

#[tokio::test]
async fn everybody_finds_a_result_with_its_correction_and_its_draw() {
    let field = Field::ended().await;
    open_region(&field).await;
    let portal = Portal::of(&field.city.app, &CONTEXTS);
    assert!(!portal.page("/portal", 200).await.contains(SECRET), "not disclosed yet");
    let [_, duty] = disclosed(&field).await;
    corrected(&field, &duty).await;

    let found = portal.page("/portal?q=秘密", 200).await;
    for words in [SECRET, OBJECT, "已公示 2 项", "更正 1 次", "发现问题已责令改正 1", "舞钢市卫生健康委员会"]
    {
        assert!(found.contains(words), "{words}: {found}");
    }
    let narrowed = portal.page(&format!("/portal?department={WJW}&result=rectified&year=2026"), 200).await;
    assert!(narrowed.contains("已公示 1 项"), "{narrowed}");
    let none = portal.page("/portal?q=没有这一户&year=2026", 200).await;
    assert!(none.contains("没有符合条件的检查结果。"), "{none}");
    assert!(portal.page("/portal?q=第1号", 200).await.contains("/portal/draws/1"));

    let result = portal.page(&format!("/portal/results/{duty}"), 200).await;
    let whole = [
        "更正记录",
        "发现问题待后续处理",
        "发现问题已责令改正",
        "=1+1 &lt;script&gt;",
        "部门主要负责人",
        "2026年3月30日 24:00",
        "按期公示",
        "第 0001 号",
        "同一检查对象的其他公示结果",
    ];
    for words in whole {
        assert!(result.contains(words), "{words}: {result}");
    }
    assert!(!result.contains("<script>"), "{result}");
    let beside = portal.page(&format!("/portal/results/{duty}?q=秘密"), 200).await;
    assert!(beside.contains("aria-current=\"true\""), "{beside}");
    portal.page("/portal/results/01a213ed-8893-7b13-85f6-9109a4a37cd7", 404).await;
}

#[tokio::test]
async fn open_data_is_whole_and_harmless() {
    let field = Field::ended().await;
    open_region(&field).await;
    let [_, duty] = disclosed(&field).await;
    corrected(&field, &duty).await;
    let portal = Portal::of(&field.city.app, &CONTEXTS);

    let table = portal.page("/portal/open/results.csv?year=2026", 200).await;
    let lines: Vec<_> = table.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}记录,区划代码,检查对象"), "{table}");
    assert_eq!(lines.len(), 4, "a head, two items, an end: {table}");
    let line = lines.iter().find(|line| line.contains(&duty)).unwrap();
    assert!(line.starts_with(&format!("/portal/results/{duty},{REGION},{SECRET},{OBJECT}")), "{line}");
    assert!(line.contains(",发现问题待后续处理,发现问题已责令改正,'=1+1 "), "{line}");

    let data: Value =
        serde_json::from_str(&portal.page("/portal/open/results.json?year=2026", 200).await).unwrap();
    let found = (&data["total"], &data["region_name"], &data["results"][1]["object"]);
    assert_eq!(found, (&json!(2), &json!("舞钢市"), &json!(OBJECT)));
    let none: Value =
        serde_json::from_str(&portal.page("/portal/open/results.json?year=2025", 200).await).unwrap();
    assert_eq!(none["results"], json!([]));
}

#[tokio::test]
async fn plans_standards_and_figures_stand_open() {
    let field = Field::ended().await;
    open_region(&field).await;
    disclosed(&field).await;
    let plan = field.city.by(OFFICE, "planning/v1/city-plans", json!({"year": 2026})).await.expect(201);
    let portal = Portal::of(&field.city.app, &CONTEXTS);

    let id = plan["city_plan"].as_str().unwrap();
    assert!(portal.page("/portal/plans", 200).await.contains(id));
    let board = portal.page(&format!("/portal/plans/{id}"), 200).await;
    for words in ["食品安全", "发起 1 · 参与 0", "发起 0 · 参与 1", "食品经营检查", "3月—6月", "5%"]
    {
        assert!(board.contains(words), "{words}: {board}");
    }
    let items = portal.page(&format!("/portal/items?department={WJW}"), 200).await;
    assert!(items.contains("食品安全法") && items.contains("查看许可证"), "{items}");
    let figures = portal.page("/portal/figures?year=2026", 200).await;
    for words in ["各类检查结果占全部结果的比例", "2 / 2", "发现问题待后续处理", "0 / 1"]
    {
        assert!(figures.contains(words), "{words}: {figures}");
    }
}

#[tokio::test]
async fn a_page_says_what_is_not_there_and_what_cannot_be_reached() {
    let field = Field::drawn().await;
    open_region(&field).await;
    let portal = Portal::of(&field.city.app, &CONTEXTS);
    let wrong = [
        "/portal/nowhere",
        "/portal/draws/x",
        "/portal/draws/9",
        "/portal/results/1",
        "/portal?region=999999",
    ];
    for path in wrong {
        let page = portal.page(path, 404).await;
        assert!(page.contains("没有找到") && page.contains("<html lang=\"zh-CN\">"), "{path}: {page}");
    }
    let page = Portal::alone(&field.city.app, "http://127.0.0.1:9", &CONTEXTS).page("/portal", 503).await;
    assert!(page.contains("服务暂未就绪"), "{page}");
}
