//! 执法检查人员名录: masked in the list, whole once it is said what for.

use actix_web::web::Path;
use contracts::api::pool::{InspectorHistory, InspectorView, Inspectors};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, Entry, FilterChips, Html, Icon, KeyValues, Meaning,
    Note, PageHead, Pager, Row, StatusTag, Table, Timeline, formats,
};

use super::{
    purpose::{self, Purpose},
    words::{STATES, at_work},
};
use crate::{
    desk::Desk,
    fields::query,
    trouble::{Page, Trouble},
    views::draw::is_id,
};

/// Certificates that end within so many days are marked.
const SOON: i64 = 30;

fn href(department: &str, state: &str, after: &str) -> String {
    let pairs = [("department", department), ("state", state), ("after", after)];
    let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    format!("/inspectors?{}", query(&given))
}

pub async fn list(desk: Desk) -> Page {
    let own = if desk.query.pairs().next().is_none() { desk.department() } else { "" };
    let department = desk.query.given("department").unwrap_or(own).to_owned();
    let (state, after) = (desk.query.text("state"), desk.query.text("after"));
    let asked = href(&department, state, after);
    let asked = asked.trim_start_matches("/inspectors?");
    let found: Inspectors = desk.get("pool", &format!("/v1/inspectors?limit=50&{asked}")).await?;
    let mut head = PageHead::new("执法检查人员")
        .lead("本地执法检查人员名录库，检查组从中随机匹配。姓名已隐去，证件到期或不在岗的不参加抽取。");
    if desk.role() == Role::Clerk {
        head = head.action(Button::link("导入名录", "/imports?library=inspectors").icon(Icon::File));
    }
    let body = Html::all([
        head.into(),
        filters(&desk, &department, state).into(),
        Card::bare(table(&desk, &found, &department, state)).into(),
    ]);
    desk.wrap(&desk.shell("执法检查人员", "/inspectors"), &body)
}

fn filters(desk: &Desk, department: &str, state: &str) -> FilterChips {
    let mut chips = FilterChips::new("/inspectors")
        .select("department", "部门", desk.names().choices(), Some(department))
        .select("state", "人员状态", STATES, Some(state));
    if let Some(name) = desk.names().departments.get(department) {
        // An empty state keeps the address from meaning "my own department".
        chips = chips.chip(name.clone(), format!("/inspectors?state={state}"));
    }
    if let Some((_, name)) = STATES.iter().find(|(word, _)| *word == state) {
        chips = chips.chip(*name, href(department, "", ""));
    }
    chips
}

fn table(desk: &Desk, found: &Inspectors, department: &str, state: &str) -> Table {
    let columns = [
        Column::head("姓名"),
        Column::text("可执法事项"),
        Column::text("证件有效期至"),
        Column::text("人员状态"),
        Column::action("查看"),
    ];
    let row = |inspector: &InspectorView| {
        let id = inspector.inspector;
        let button = Button::link("查看", format!("/inspectors/{id}")).plain().small();
        Row::new([
            Cell::of(inspector.name.clone()).second(desk.names().department(&inspector.department)),
            Cell::of(items(inspector)),
            Cell::of(formats::date_table(inspector.valid_until)).second(validity(desk, inspector)),
            Cell::of(at_work(inspector.state)),
            Cell::action(button.about(inspector.name.clone())),
        ])
    };
    let next = |after: &String| href(department, state, after);
    let empty =
        EmptyState::new("没有符合条件的执法检查人员。", "可以更换条件；名录为空时，由部门经办人导入。");
    Table::new("执法检查人员", columns)
        .rows(found.items.iter().map(row))
        .empty(empty)
        .pager(Pager::new(found.items.len() as u64, found.total, "人").next(found.next.as_ref().map(next)))
}

fn items(inspector: &InspectorView) -> String {
    if inspector.items.iter().any(|item| item == "*") {
        return "本部门全部事项".to_owned();
    }
    match inspector.items.len() {
        0 => "无".to_owned(),
        count @ 1..=3 => format!("{count} 项：{}", inspector.items.join("、")),
        count => format!("{count} 项：{} 等", inspector.items[..3].join("、")),
    }
}

fn validity(desk: &Desk, inspector: &InspectorView) -> Html {
    let left = (inspector.valid_until - desk.today()).num_days();
    match left {
        ..0 => StatusTag::late("已到期").into(),
        0..=SOON => StatusTag::soon(format!("{left} 天后到期")).into(),
        _ => Html::default(),
    }
}

pub async fn detail(desk: Desk, id: Path<String>) -> Page {
    is_id(&id).then_some(()).ok_or_else(Trouble::not_found)?;
    let purpose = match purpose::of(&desk) {
        Purpose::Given(purpose) => purpose,
        Purpose::Lacking(wrong) => {
            return purpose::ask(&desk, "查看执法检查人员", ("执法检查人员", "/inspectors"), wrong);
        }
    };
    let path = format!("/v1/inspectors/{id}?{}", query(&[("purpose", &purpose)]));
    let inspector: InspectorView = desk.get("pool", &path).await?;
    let history: InspectorHistory = desk.get("pool", &format!("/v1/inspectors/{id}/history")).await?;
    let head = PageHead::new(inspector.name.clone())
        .crumbs(Breadcrumb::to(inspector.name.clone()).above("执法检查人员", "/inspectors"))
        .lead(at_work(inspector.state))
        .lead("名录中的登记情况；有误的，由所在部门在下次导入时更正。");
    let entry = |period: &contracts::api::pool::InspectorPeriod| {
        let held = &period.inspector;
        let what = format!("证件有效期至 {}", formats::date_long(held.valid_until));
        let whence = format!("名录第 {} 版", period.version);
        Entry::new(what, formats::moment_table(period.valid_from), whence).remark(items(held))
    };
    let course = Timeline::new(history.items.iter().rev().map(entry));
    let body = Html::all([
        head.into(),
        Note::new(Meaning::Plain, "本次查看已记入留痕。", format!("用途：{purpose}")).into(),
        Card::new("登记情况", facts(&desk, &inspector)).into(),
        Card::new("变更记录", course).count(history.items.len() as u64).into(),
    ]);
    desk.wrap(&desk.shell(&inspector.name, "/inspectors"), &body)
}

fn facts(desk: &Desk, inspector: &InspectorView) -> KeyValues {
    let until = Html::all([
        Html::text(&format!("{} ", formats::date_long(inspector.valid_until))),
        validity(desk, inspector),
    ]);
    KeyValues::new()
        .row("所属部门", desk.names().department(&inspector.department))
        .row("执法证号", inspector.certificate.clone().unwrap_or_default())
        .row("发证机关", inspector.issuing_body.clone())
        .row("发证日期", inspector.valid_from.map(formats::date_long).unwrap_or_default())
        .row("证件有效期至", until)
        .row("可执法事项", items(inspector))
        .row("专业特长", inspector.expertise.clone())
        .row("专家", if inspector.expert { "是" } else { "否" })
        .two_columns()
}
