//! 检查档案: visits that one may see, the newest first; what ended is in the archive.

use contracts::{api::inspection::VisitView, events::planning::NoticePolicy};
use pages::{
    Button, Card, Cell, Column, EmptyState, FilterChips, Html, PageHead, Pager, Row, Table, Tabs, formats,
};
use web::Page as ListPage;

use super::words;
use crate::{desk::Desk, fields::query, trouble::Page};

const OPEN: &str = "assigned,scheduled,started";
const TABS: [(&str, &str); 4] =
    [("已结束", "ended"), ("未结束", OPEN), ("已取消", "cancelled"), ("全部", "all")];

pub async fn show(desk: Desk) -> Page {
    let state = desk.query.given("state").unwrap_or("ended").to_owned();
    let (search, after, task) = (desk.query.text("q"), desk.query.text("after"), desk.query.text("task"));
    let asked_state = if state == "all" { "" } else { state.as_str() };
    let sort = if state == OPEN { "due" } else { "-id" };
    let pairs = [
        ("state", asked_state),
        ("q", search),
        ("after", after),
        ("parent", task),
        ("sort", sort),
        ("limit", "30"),
    ];
    let asked: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let found: ListPage<VisitView> = desk.get("inspection", &format!("/v1/visits?{}", query(&asked))).await?;
    let here = |state: &str, after: &str| {
        let pairs = [("state", state), ("q", search), ("task", task), ("after", after)];
        let kept: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/visits?{}", query(&kept))
    };
    let tabs = TABS.iter().fold(Tabs::new("检查的状态"), |tabs, (words, of)| {
        tabs.tab(*words, here(of, ""), None, *of == state)
    });
    let mut chips =
        FilterChips::new("/visits").text("q", "检查对象名称或信用代码", search).keep("state", &state);
    if !search.is_empty() {
        let pairs = [("state", state.as_str()), ("task", task)];
        let kept: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        chips = chips.chip(format!("“{search}”"), format!("/visits?{}", query(&kept)));
    }
    let columns = [
        Column::head("检查对象"),
        Column::text("任务"),
        Column::text("结果"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    let empty = match state.as_str() {
        "ended" => EmptyState::new("还没有结束的检查。", "检查结束后，档案会出现在这里。"),
        _ => EmptyState::new("没有您可以查看的检查。", "检查结束前，只有检查组和发起部门经办人可以查看。"),
    };
    let next = found.next.as_ref().map(|after| here(&state, after));
    let table = Table::new("检查", columns)
        .rows(found.items.iter().map(|visit| row(&desk, visit)))
        .empty(empty)
        .pager(Pager::new(found.items.len() as u64, found.total, "户").next(next));
    let lead = "每次检查一份档案：谁检查、检查什么、结果和证据。查看证据和档案原件记入留痕。";
    let body = Html::all([
        PageHead::new("检查档案").lead(lead).into(),
        tabs.into(),
        chips.into(),
        Card::bare(table).into(),
    ]);
    desk.wrap(&desk.shell("检查档案", "/visits"), &body)
}

fn row(desk: &Desk, visit: &VisitView) -> Row {
    let secret = matches!(visit.state.as_str(), "assigned" | "scheduled")
        && matches!(visit.notice_policy, NoticePolicy::Withheld { .. });
    let (name, code) = match secret {
        true => ("不通知检查".to_owned(), String::new()),
        false => (visit.object.name.clone(), visit.object.object.to_string()),
    };
    let items = || visit.parts.iter().flat_map(|part| &part.items);
    let problems = items().filter(|item| item.result.is_some_and(|kind| kind.is_problem())).count();
    let recorded = items().filter(|item| item.result.is_some()).count();
    let result = if recorded == 0 {
        Cell::none()
    } else {
        Cell::of(format!("{recorded} / {} 项", items().count())).second(format!("反映问题 {problems} 项"))
    };
    let when = match (visit.ended_on, &visit.schedule) {
        (Some(on), _) => formats::date_table(on),
        (None, Some(schedule)) => format!("定于 {}", formats::date_table(schedule.on)),
        (None, None) => format!("期间至 {}", formats::date_table(visit.until)),
    };
    let departments = desk.names().list(visit.parts.iter().map(|part| &part.department));
    let button = Button::link("查看", format!("/visits/{}", visit.visit)).plain().small();
    Row::new([
        Cell::of(name.clone()).second(code),
        Cell::of(visit.task_title.clone()).second(departments),
        result,
        Cell::of(words::tag(&visit.state)).second(when),
        Cell::action(button.about(name)),
    ])
}
