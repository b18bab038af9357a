//! The year's board: departments by months, how each stands by its duty, and what waits.

use std::collections::BTreeMap;

use chrono::Datelike;
use contracts::{
    api::planning::{CityPlanView, Departments, PlanView},
    events::planning::{AnnualDuty, Department, PlanLine},
};
use kernel::Role;
use pages::{
    Button, Card, CountStrip, Figure, Html, Meaning, Note, PageHead, Plan, PlanRow, PlanState, PlanTask,
    Tabs, formats,
};

use super::{of_year, year};
use crate::{
    desk::Desk,
    trouble::{Page, Trouble},
    views::planning::words,
};

pub async fn show(desk: Desk) -> Page {
    let year = year(&desk);
    let plans = of_year(&desk, year).await?;
    let region = &desk.grant().region;
    let registered: Departments = desk.get("planning", &format!("/v1/departments?region={region}")).await?;
    let city = newest_city(&desk, year).await?;
    let now = if desk.today().year() == year { desk.today().month() } else { 0 };
    let board = registered.items.iter().fold(Plan::new(format!("{year} 年度计划"), now), |board, of| {
        board.row(row(&desk, of, &plans, now))
    });
    let mut parts: Vec<Html> = vec![
        head(&desk, year, &plans, city.as_ref()).into(),
        Card::bare(counts(year, &plans)).into(),
        tabs(year, true).into(),
    ];
    parts.extend(missing(&registered.items, &plans).map(Html::from));
    let legend = "深色为发起，边框为参与，虚线为待确认或待公示，浅色为已过月份，紫色为临时任务。";
    parts.push(Card::new("按部门", board).remark(legend).into());
    let shell = desk.shell("年度计划", "/plans");
    desk.wrap(&shell, &Html::all(parts))
}

/// The newest edition of the region's plan of a year.
pub async fn newest_city(desk: &Desk, year: i32) -> Result<Option<CityPlanView>, Trouble> {
    let page: web::Page<CityPlanView> = desk.get("planning", "/v1/city-plans?sort=-id&limit=100").await?;
    Ok(page.items.into_iter().filter(|plan| plan.year == year).max_by_key(|plan| plan.edition))
}

fn head(desk: &Desk, year: i32, plans: &[PlanView], city: Option<&CityPlanView>) -> PageHead {
    let state = match city {
        Some(city) => format!("汇总计划第 {} 版于{}公示", city.edition, formats::date_long(city.on)),
        None => "汇总计划尚未公示".to_owned(),
    };
    let head = PageHead::new(format!("{year} 年度部门联合抽查计划"))
        .lead(state)
        .lead("各部门报送、参与部门确认后由联席会议办公室公示，并据此制定抽查方案。");
    let mine = plans.iter().any(|plan| plan.ad_hoc.is_none() && desk.is_mine(Some(&plan.department)));
    match desk.role() {
        Role::Clerk if mine => head.action(Button::link("报送临时计划", "/plans/new?kind=ad_hoc").plain()),
        Role::Clerk => head
            .action(Button::link("报送临时计划", "/plans/new?kind=ad_hoc").plain())
            .action(Button::link("报送年度计划", format!("/plans/new?year={year}"))),
        Role::Office => head.action(Button::link("汇总公示", format!("/plans/city?year={year}"))),
        _ => head,
    }
}

pub fn tabs(year: i32, board: bool) -> Tabs {
    Tabs::new("看法")
        .tab("按部门", format!("/plans?year={year}"), None, board)
        .tab("列表", format!("/plans/list?year={year}"), None, !board)
        .tab(format!("{} 年", year - 1), format!("/plans?year={}", year - 1), None, false)
        .tab(format!("{} 年", year + 1), format!("/plans?year={}", year + 1), None, false)
}

fn counts(year: i32, plans: &[PlanView]) -> CountStrip {
    let at = |state: &str| format!("/plans/list?year={year}&state={state}");
    let count = |of: &dyn Fn(&PlanView) -> bool| plans.iter().filter(|plan| of(plan)).count();
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let annual = plans.iter().filter(|plan| plan.ad_hoc.is_none());
    let lines = annual.map(|plan| plan.lines.len()).sum::<usize>();
    let waits = count(&|plan| plan.state == "submitted");
    let adhoc = count(&|plan| plan.ad_hoc.is_some());
    CountStrip::new([
        Figure::new("年度计划任务", number(lines)).unit("项").link(format!("/plans/list?year={year}"), false),
        Figure::new("已公示计划", number(count(&|plan| plan.state == "published")))
            .unit("个")
            .link(at("published"), false),
        Figure::new("待确认或公示", number(waits)).unit("个").link(at("submitted"), false),
        Figure::new("临时计划", number(adhoc)).unit("个").link(at("ad_hoc"), false),
    ])
}

/// Who owes a plan and has none.
fn missing(departments: &[Department], plans: &[PlanView]) -> Option<Note> {
    let annual =
        |of: &Department| plans.iter().any(|plan| plan.ad_hoc.is_none() && plan.department == of.department);
    let owing: Vec<_> = departments
        .iter()
        .filter(|of| matches!(of.duty, AnnualDuty::Initiate) && !annual(of))
        .map(|of| of.name.as_str())
        .collect();
    (!owing.is_empty())
        .then(|| Note::new(Meaning::Soon, "每年至少发起一次，尚未报送年度计划：", owing.join("、")))
}

fn row(desk: &Desk, of: &Department, plans: &[PlanView], now: u32) -> PlanRow {
    let mut tasks = Vec::new();
    let mut said = BTreeMap::from([("发起", 0), ("参与", 0)]);
    for plan in plans {
        let own = plan.department == of.department;
        for line in &plan.lines {
            if own || line.participants.contains(&of.department) {
                *said.entry(if own { "发起" } else { "参与" }).or_default() += 1;
                let bar =
                    PlanTask::new(&*line.title, state(plan, line, own, now), line.months.0, line.months.1);
                tasks.push(bar.link(format!("/plans/{}", plan.plan)));
            }
        }
    }
    let (led, joined) = (said["发起"], said["参与"]);
    let duty = match of.duty {
        AnnualDuty::Initiate if led == 0 => Meaning::Soon,
        AnnualDuty::InitiateOrTakePart if led + joined == 0 => Meaning::Soon,
        _ => Meaning::Done,
    };
    let mine = if desk.is_mine(Some(&of.department)) { "（本部门）" } else { "" };
    let row = PlanRow::new(format!("{}{mine}", of.name), duty, format!("发起 {led} · 参与 {joined}"));
    tasks.into_iter().fold(row, PlanRow::task)
}

fn state(plan: &PlanView, line: &PlanLine, own: bool, now: u32) -> PlanState {
    match (plan.state.as_str(), &plan.ad_hoc) {
        ("published", Some(_)) => PlanState::AdHoc,
        ("published", None) if now > line.months.1 => PlanState::Past,
        ("published", None) if own => PlanState::Lead,
        ("published", None) => PlanState::Joins,
        _ => PlanState::Open,
    }
}

/// The lines of a plan as a table.
pub fn lines(
    desk: &Desk,
    title: &str,
    plan: &[PlanLine],
    catalogue: Option<&contracts::api::planning::CatalogueView>,
) -> pages::Table {
    use pages::{Cell, Column, Row, Table};
    let columns = [
        Column::head("抽查任务"),
        Column::text("月份"),
        Column::text("参与部门"),
        Column::text("抽查事项"),
        Column::text("抽取比例"),
    ];
    let row = |line: &PlanLine| {
        Row::new([
            Cell::of(&line.title),
            Cell::of(words::months(line)),
            Cell::of(desk.names().list(&line.participants)),
            Cell::of(words::items(catalogue, &line.items)),
            Cell::of(&line.share),
        ])
    };
    Table::new(title, columns).rows(plan.iter().map(row))
}
