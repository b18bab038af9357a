//! The visits that one may see with their teams; of one task, or all.

use std::collections::BTreeMap;

use contracts::api::inspection::VisitView;
use kernel::InspectorId;
use pages::{
    Button, Card, Cell, Column, EmptyState, FilterChips, Html, PageHead, Pager, Row, StatusTag, Table, Tabs,
    formats,
};
use web::Page as ListPage;

use super::{name_of, register, status};
use crate::{desk::Desk, fields::query, trouble::Page, views::draw::is_id};

const TABS: [(&str, &str); 3] =
    [("未结束", "assigned,scheduled,started"), ("已结束", "ended"), ("已取消", "cancelled")];

fn href(state: &str, task: &str, search: &str, after: &str) -> String {
    let pairs = [("state", state), ("task", task), ("q", search), ("after", after)];
    let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("/teams?{}", query(&given))
}

pub async fn show(desk: Desk) -> Page {
    let state = desk.query.given("state").unwrap_or(TABS[0].1);
    let task = Some(desk.query.text("task")).filter(|task| is_id(task)).unwrap_or_default();
    let (search, after) = (desk.query.text("q"), desk.query.text("after"));
    let pairs = [("state", state), ("parent", task), ("q", search), ("after", after)];
    let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let path = format!("/v1/visits?limit=30&{}", query(&given));
    let found: ListPage<VisitView> = desk.get("inspection", &path).await?;
    let people = if found.items.is_empty() { Vec::new() } else { register(&desk, "").await? };
    let names = people.into_iter().map(|one| (one.inspector, one.name)).collect();
    let tabs = TABS.iter().fold(Tabs::new("检查的状态"), |tabs, (words, of)| {
        tabs.tab(*words, href(of, task, search, ""), None, state == *of)
    });
    let mut filter =
        FilterChips::new("/teams").text("q", "检查对象", search).keep("state", state).keep("task", task);
    if !search.is_empty() {
        filter = filter.chip(format!("“{search}”"), href(state, task, "", ""));
    }
    if !task.is_empty() {
        let title = found.items.first().map(|visit| visit.task_title.clone()).unwrap_or_default();
        let words = if title.is_empty() { "仅本任务".to_owned() } else { title };
        filter = filter.chip(words, href(state, "", search, ""));
    }
    let lead = "每个检查对象由随机匹配的检查组检查。确需更换人员或取消检查的，由发起部门经办人申请，分管负责人审批。";
    let body = Html::all([
        PageHead::new("检查组与更换").lead(lead).into(),
        tabs.into(),
        filter.into(),
        Card::bare(table(&desk, &found, &names, |next| href(state, task, search, next))).into(),
    ]);
    desk.wrap(&desk.shell("检查组与更换", "/teams"), &body)
}

fn table(
    desk: &Desk,
    found: &ListPage<VisitView>,
    names: &BTreeMap<InspectorId, String>,
    next: impl Fn(&str) -> String,
) -> Table {
    let columns = [
        Column::head("检查对象"),
        Column::text("检查组"),
        Column::text("检查时段"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    let empty =
        EmptyState::new("没有可以查看的检查。", "抽取完成后，检查组会出现在这里；密封期内只有承办人员可见。");
    let count = found.items.len() as u64;
    Table::new("检查组", columns)
        .rows(found.items.iter().map(|visit| row(desk, visit, names)))
        .empty(empty)
        .pager(Pager::new(count, found.total, "户").next(found.next.as_ref().map(|after| next(after))))
}

fn row(desk: &Desk, visit: &VisitView, names: &BTreeMap<InspectorId, String>) -> Row {
    let people: Vec<_> = visit.team.iter().map(|one| name_of(names, one.inspector)).collect();
    let mut departments: Vec<_> = visit.team.iter().map(|one| &one.department).collect();
    departments.dedup();
    let planned = visit.schedule.as_ref().map(|planned| format!("定于 {}", formats::date_table(planned.on)));
    let period = format!("{} 至 {}", formats::date_table(visit.from), formats::date_table(visit.until));
    let waits = asked(visit);
    let verb = if waits.is_some() && desk.role() == kernel::Role::Leader { "审批" } else { "查看" };
    let button = Button::link(verb, format!("/teams/{}", visit.visit)).plain().small();
    Row::new([
        Cell::of(visit.object.name.clone()).second(visit.address.clone()),
        Cell::of(format!("{} 人：{}", people.len(), people.join("、")))
            .second(desk.names().list(departments)),
        Cell::of(period).second(planned.unwrap_or_default()),
        Cell::of(waits.unwrap_or_else(|| status(visit))),
        Cell::action(button.about(visit.object.name.clone())),
    ])
}

/// What waits for a decision, or what keeps the visit from beginning.
fn asked(visit: &VisitView) -> Option<StatusTag> {
    let open = !["ended", "cancelled"].contains(&visit.state.as_str());
    if visit.cancellation_asked.is_some() && open {
        return Some(StatusTag::soon("申请取消，待审批"));
    }
    if visit.substitution_asked.is_some() && open {
        return Some(StatusTag::soon("申请更换，待审批"));
    }
    (open && !visit.unstaffed.is_empty()).then(|| StatusTag::late("人员不足，须取消"))
}
