//! The tasks that one may see: what is nearest to its end first.

use contracts::api::planning::TaskView;
use kernel::Role;
use pages::{
    Button, Card, Cell, Column, EmptyState, FilterChips, Html, PageHead, Pager, Row, Table, Tabs, formats,
};
use web::Page as ListPage;

use super::{initiates, is_ready, takes_part};
use crate::{desk::Desk, fields::query, trouble::Page, views::planning::words};

const TABS: [(&str, &str); 5] = [
    ("会签中", "drafted"),
    ("待审批和下达", "agreed"),
    ("实施中", "released"),
    ("已办结", "closed"),
    ("全部", ""),
];

pub async fn show(desk: Desk) -> Page {
    let q = &desk.query;
    let (state, department) = (q.code("state"), q.code("department"));
    let (search, after, plan) = (q.text("q"), q.text("after"), q.code("plan"));
    let sort = if matches!(state.as_str(), "closed" | "") { "-id" } else { "due" };
    let mut asked = vec![("sort", sort), ("limit", "30")];
    let given = [
        ("state", &*state),
        ("department", &*department),
        ("q", search),
        ("parent", &*plan),
        ("after", after),
    ];
    asked.extend(given.into_iter().filter(|(_, value)| !value.is_empty()));
    let found: ListPage<TaskView> = desk.get("planning", &format!("/v1/tasks?{}", query(&asked))).await?;
    let at = |state: &str, department: &str, search: &str| {
        let pairs = [("state", state), ("department", department), ("q", search), ("plan", &*plan)];
        let kept: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        if kept.is_empty() { "/tasks".to_owned() } else { format!("/tasks?{}", query(&kept)) }
    };
    let tabs = TABS.iter().fold(Tabs::new("任务的状态"), |tabs, (words, of)| {
        tabs.tab(*words, at(of, &department, search), None, *of == state)
    });
    let mut filters = FilterChips::new("/tasks")
        .text("q", "任务名称", search)
        .select("department", "发起部门", desk.names().choices(), Some(&department))
        .keep("state", &*state)
        .keep("plan", &*plan);
    if !search.is_empty() {
        filters = filters.chip(format!("“{search}”"), at(&state, &department, ""));
    }
    if let Ok(code) = department.parse() {
        filters = filters.chip(desk.names().department(&code), at(&state, "", search));
    }
    let next = found.next.as_ref().map(|next| {
        let here = at(&state, &department, search);
        format!("{here}{}{}", if here.contains('?') { '&' } else { '?' }, query(&[("after", next)]))
    });
    let body = Html::all([
        head(&desk).into(),
        tabs.into(),
        filters.into(),
        Card::bare(
            table(&desk, &found).pager(Pager::new(found.items.len() as u64, found.total, "项").next(next)),
        )
        .into(),
    ]);
    desk.wrap(&desk.shell("检查任务", "/tasks"), &body)
}

fn head(desk: &Desk) -> PageHead {
    let lead = "依据已公示的计划制定抽查方案，各参与部门会签、确认名录并批准后下达，随后开启随机抽取。";
    let head = PageHead::new("检查任务").lead(lead);
    if desk.role() == Role::Clerk {
        return head.action(Button::link("制定抽查方案", "/tasks/new"));
    }
    head
}

fn table(desk: &Desk, found: &ListPage<TaskView>) -> Table {
    let columns = [
        Column::head("检查任务"),
        Column::text("检查时间"),
        Column::text("参与部门"),
        Column::text("进度"),
        Column::action("办理"),
    ];
    let empty =
        EmptyState::new("没有符合条件的任务。", "新的方案制定后会出现在这里；可以更换状态或筛选条件。");
    Table::new("抽查任务", columns).rows(found.items.iter().map(|task| row(desk, task))).empty(empty)
}

fn row(desk: &Desk, task: &TaskView) -> Row {
    let scheme = &task.content.scheme;
    let (names, today) = (desk.names(), desk.today());
    let parts = scheme.participants.iter().map(|one| &one.department);
    let drawn = task.objects_drawn.map(|count| format!("抽取 {count} 户")).unwrap_or_default();
    let button = Button::link(verb(desk, task), format!("/tasks/{}", task.task)).plain();
    let span =
        format!("{} 至 {}", formats::date_near(scheme.from, today), formats::date_near(scheme.until, today));
    Row::new([
        Cell::of(&scheme.title).second(format!("由{}发起", names.department(&scheme.initiating))),
        Cell::of(span),
        Cell::of(names.list(parts)),
        Cell::of(words::task(task)).second(drawn),
        Cell::action(button.about(&*scheme.title)),
    ])
}

/// What whoever looks may do next.
fn verb(desk: &Desk, task: &TaskView) -> &'static str {
    let mine = |list: &[kernel::DepartmentId]| list.iter().any(|one| desk.is_mine(Some(one)));
    match (desk.role(), task.state.as_str()) {
        (Role::Clerk, "drafted") if initiates(desk, task) && !task.objections.is_empty() => "修改",
        (Role::Clerk, "drafted") if takes_part(desk, task) && mine(&task.lacks.agreement) => "会签",
        (Role::Clerk, "agreed") if mine(&task.lacks.libraries) => "核对名录",
        (Role::Clerk, "agreed") if initiates(desk, task) && is_ready(task) => "下达",
        (Role::Principal, "agreed" | "released") if mine(&task.lacks.approvals) => "审批",
        _ => "查看",
    }
}
