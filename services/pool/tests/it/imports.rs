//! Imports: what comes in, what is refused, what is remembered.

use kernel::Role;
use serde_json::json;
use testkit::App;

use super::{INSPECTORS, OBJECTS, REGION, SCJG, WJW, app, import};

#[tokio::test]
async fn an_import_takes_the_good_rows_and_reports_the_others() {
    let app = app().await;
    let report = import(&app, "objects", OBJECTS).await.expect(201);
    assert_eq!((&report["added"], report["rejected"].as_array().unwrap().len()), (&json!(2), 1));
    assert_eq!(report["rejected"][0]["line"], 4);
    let again = import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    assert_eq!((&again["added"], &again["changed"], &again["unchanged"]), (&json!(0), &json!(1), &json!(1)));
    let report = import(&app, "inspectors", INSPECTORS).await.expect(201);
    assert_eq!((&report["added"], &report["rejected"][0]["reason"]), (&json!(2), &json!("没有登记这个部门")));
    assert_eq!(import(&app, "objects", "no,such,columns\n1,2,3\n").await.refused(422), "heading_missing");
    assert_eq!(import(&app, "objects", "\0\0").await.refused(422), "file_unreadable");
}

/// The whole library as the office sees it.
async fn objects(app: &App, query: &str) -> Vec<String> {
    let office = app.token(Role::Office, REGION, None);
    let page = app.get(&office, &format!("/api/pool/v1/objects?{query}")).await.expect(200);
    let names = page["items"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned());
    names.collect()
}

#[tokio::test]
async fn a_file_that_is_none_changes_nothing() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    let before = store::journal::timeline(app.context("pool"), "library-410481").await.unwrap().len();
    for text in ["", "PK\u{3}\u{4} no workbook", "<html></html>", "名称,地址\n甲,乙\n"] {
        import(&app, "objects", text).await.refused(422);
    }
    assert_eq!(objects(&app, "").await.len(), 2);
    assert_eq!(store::journal::timeline(app.context("pool"), "library-410481").await.unwrap().len(), before);
}

#[tokio::test]
async fn a_change_ends_one_period_and_begins_the_next() {
    let app = app().await;
    import(&app, "objects", OBJECTS).await.expect(201);
    app.clock.set("2026-04-02T01:00:00Z".parse().unwrap());
    let again = import(&app, "objects", OBJECTS).await.expect(201);
    assert_eq!((&again["version"], &again["unchanged"]), (&json!(1), &json!(2)));
    app.clock.set("2026-05-02T01:00:00Z".parse().unwrap());
    let changed = import(&app, "objects", &OBJECTS.replace("乙商行", "乙商店")).await.expect(201);
    assert_eq!(changed["version"], 2);
    let office = app.token(Role::Office, REGION, None);
    let history = app.get(&office, "/api/pool/v1/objects/410481000000001/history").await.expect(200);
    let periods = history["items"].as_array().unwrap();
    let names: Vec<_> = periods.iter().map(|period| period["object"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["乙商行", "乙商店"]);
    assert_eq!(periods[0]["valid_from"], "2026-03-02T01:00:00Z");
    assert_eq!(periods[0]["valid_until"], periods[1]["valid_from"]);
    assert!(periods[1].get("valid_until").is_none());
}

#[tokio::test]
async fn an_import_can_be_looked_up_by_its_department_and_the_office() {
    let app = app().await;
    let report = import(&app, "objects", OBJECTS).await.expect(201);
    let path = format!("/api/pool/v1/imports/{}", report["import"].as_str().unwrap());
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let view = app.get(&clerk, &path).await.expect(200);
    assert_eq!(
        (&view["library"], &view["added"], &view["rejected_rows"]),
        (&json!("objects"), &json!(2), &json!(1))
    );
    let office = app.token(Role::Office, REGION, None);
    let rows = app.get(&office, &format!("{path}/rows")).await.expect(200);
    assert_eq!((&rows["items"], &rows["total"]), (&report["rejected"], &json!(1)));
    assert_eq!(rows["items"][0]["code"], "wrong_code");
    assert_eq!(app.get(&office, &format!("{path}/rows?after=4")).await.expect(200)["items"], json!([]));
    for (role, region, department) in [(Role::Clerk, REGION, Some(WJW)), (Role::Office, "410482", None)] {
        let other = app.token(role, region, department);
        assert_eq!(app.get(&other, &path).await.refused(404), "not_found");
        assert_eq!(app.get(&other, &format!("{path}/report.xlsx")).await.refused(404), "not_found");
    }
}

#[tokio::test]
async fn a_report_is_marked_with_who_took_it_and_the_taking_is_noted() {
    use calamine::Reader;
    let app = app().await;
    let report = import(&app, "objects", OBJECTS).await.expect(201);
    let id = report["import"].as_str().unwrap();
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let reply = app.get(&clerk, &format!("/api/pool/v1/imports/{id}/report.xlsx")).await;
    assert_eq!(reply.status, 200);
    let mut book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(reply.bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text: Vec<String> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    let account = App::actor(Role::Clerk, REGION, Some(SCJG)).account.to_string();
    assert!(text.iter().any(|line| line.contains("部门经办人") && line.contains(&account)), "{text:#?}");
    assert!(text.last().unwrap().starts_with("4|统一社会信用代码|wrong_code|"), "{text:#?}");
    let trail = store::journal::timeline(app.context("pool"), &format!("{id}/looks")).await.unwrap();
    assert_eq!(trail[0].event.kind(), "suiji.pool.import-report-exported.v1");
}

#[tokio::test]
async fn a_workbook_imports_like_a_text() {
    let app = app().await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (line, row) in (0..).zip(OBJECTS.lines()) {
        for (column, cell) in (0..).zip(row.split(',')) {
            sheet.write_string(line, column, cell).unwrap();
        }
    }
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let bytes = book.save_to_buffer().unwrap();
    // The declared type does not count.
    let report = app.upload(&clerk, "/api/pool/v1/imports/objects", "text/csv", bytes).await.expect(201);
    assert_eq!((&report["added"], &report["rejected"][0]["line"]), (&json!(2), &json!(4)));
}

#[tokio::test]
async fn a_clerk_imports_for_the_own_department_only() {
    let app = app().await;
    let clerk = app.token(Role::Clerk, REGION, Some(SCJG));
    let path = |department| format!("/api/pool/v1/imports/objects?department={department}");
    let own = app.upload(&clerk, &path(SCJG), "text/csv", OBJECTS).await;
    own.expect(201);
    assert_eq!(app.upload(&clerk, &path(WJW), "text/csv", OBJECTS).await.refused(403), "not_your_department");
    let office = app.token(Role::Office, REGION, None);
    assert_eq!(app.upload(&office, &path(SCJG), "text/csv", OBJECTS).await.refused(403), "role_not_allowed");
}

#[tokio::test]
async fn a_list_narrows_by_every_filter_and_pages() {
    let app = app().await;
    let text = "名称,统一社会信用代码,地区,风险等级,行业代码,审批部门,经营状态\n甲公司,91350100M000100Y43,鲁山县,A,5251,舞钢市卫健委,\n乙商行,410481000000001,舞钢市,B,6210,,\n丙商行,410481000000002,舞钢市,,6220,,注销\n";
    import(&app, "objects", text).await.expect(201);
    for (query, expected) in [
        ("", &["乙商行", "丙商行", "甲公司"][..]),
        ("q=商行", &["乙商行", "丙商行"]),
        ("q=%25", &[]),
        ("kind=enterprise", &["甲公司"]),
        ("place=410423", &["甲公司"]),
        ("risk=B", &["乙商行"]),
        ("trade=62", &["乙商行", "丙商行"]),
        ("department=410481-wjw", &["甲公司"]),
        ("active=false", &["丙商行"]),
        ("active=true&trade=62", &["乙商行"]),
        ("limit=1&after=410481000000001", &["丙商行"]),
    ] {
        assert_eq!(objects(&app, query).await, expected, "{query}");
    }
    let office = app.token(Role::Office, REGION, None);
    let page = app.get(&office, "/api/pool/v1/objects?limit=2").await.expect(200);
    assert_eq!((&page["next"], &page["total"]), (&json!("410481000000002"), &json!(3)));
    for wrong in ["limit=0", "limit=501", "kind=shop", "place=1234567", "active=2", "drawn=true"] {
        assert_eq!(app.get(&office, &format!("/api/pool/v1/objects?{wrong}")).await.status, 422, "{wrong}");
    }
}
