//! The same plans as a list.

use contracts::api::planning::PlanView;
use kernel::Role;
use pages::{Button, Card, Cell, Column, EmptyState, FilterChips, Html, PageHead, Pager, Row, Table};

use super::{board, of_year, year};
use crate::{desk::Desk, trouble::Page, views::planning::words};

const STATES: [(&str, &str); 4] =
    [("submitted", "待确认或公示"), ("returned", "已退回"), ("published", "已公示"), ("ad_hoc", "临时计划")];

pub async fn show(desk: Desk) -> Page {
    let (year, state) = (year(&desk), desk.query.code("state"));
    let department = desk.query.code("department");
    let all = of_year(&desk, year).await?;
    let fits = |plan: &&PlanView| {
        let of_state = match state.as_str() {
            "" => true,
            "ad_hoc" => plan.ad_hoc.is_some(),
            word => plan.state == word,
        };
        of_state && (department.is_empty() || plan.department.as_str() == department)
    };
    let plans: Vec<_> = all.iter().filter(fits).collect();
    let mut filters = FilterChips::new("/plans/list")
        .select("state", "状态", STATES, Some(&state))
        .select("department", "报送部门", desk.names().choices(), Some(&department))
        .keep("year", year.to_string());
    if let Some((_, words)) = STATES.iter().find(|(word, _)| *word == state) {
        filters = filters.chip(*words, format!("/plans/list?year={year}"));
    }
    let columns = [
        Column::head("计划"),
        Column::number("任务"),
        Column::text("尚未确认"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    let (shown, of) = (plans.len() as u64, all.len() as u64);
    let table = Table::new("计划", columns)
        .rows(plans.into_iter().map(|plan| row(&desk, plan)))
        .empty(EmptyState::new("没有符合条件的计划。", "部门报送后会出现在这里；可以更换年度或筛选条件。"))
        .pager(Pager::new(shown, of, "个"));
    let head = PageHead::new(format!("{year} 年计划列表"))
        .lead("参与部门确认后，由联席会议办公室公示；退回的，由报送部门修改后重新报送。");
    let body =
        Html::all([head.into(), board::tabs(year, false).into(), filters.into(), Card::bare(table).into()]);
    desk.wrap(&desk.shell("年度计划", "/plans"), &body)
}

fn row(desk: &Desk, plan: &PlanView) -> Row {
    let missing = match &plan.amendment {
        Some(amendment) => amendment.lacks.iter().collect(),
        None if plan.state == "submitted" => words::missing(plan),
        None => Vec::new(),
    };
    let mine = missing.iter().any(|one| desk.is_mine(Some(one)));
    let verb = match (desk.role(), plan.state.as_str()) {
        (Role::Clerk, _) if mine => "确认",
        (Role::Clerk, "returned") if desk.is_mine(Some(&plan.department)) => "重报",
        (Role::Office, "submitted") => "办理",
        (Role::Office, _) if plan.amendment.is_some() => "办理",
        _ => "查看",
    };
    let title = words::plan_title(plan, desk);
    let late = if plan.late { "逾期报送" } else { "" };
    Row::new([
        Cell::of(&title).second(late),
        Cell::number(i64::try_from(plan.lines.len()).unwrap_or(i64::MAX)),
        Cell::of(desk.names().list(missing)),
        Cell::of(words::plan(plan)),
        Cell::action(Button::link(verb, format!("/plans/{}", plan.plan)).plain().about(title)),
    ])
}
