//! Referrals that one may see, the most urgent first.

use contracts::api::referral::ReferralView;
use pages::{
    Button, Card, Cell, Clock, Column, Deadline, EmptyState, FilterChips, Html, PageHead, Pager, Row, Table,
    Tabs,
};
use web::Page as ListPage;
use workdays::Calendar;

use super::{DAYS, status};
use crate::{desk::Desk, fields::query, trouble::Page};

/// The states by which the list is divided.
const TABS: [(&str, &str); 5] = [
    ("待接收", "delivered"),
    ("办理中", "accepted"),
    ("待指定管辖", "with_office"),
    ("已办结", "concluded"),
    ("全部", ""),
];

pub async fn show(desk: Desk) -> Page {
    let state = match desk.query.given("state") {
        None if desk.query.pairs().next().is_none() => first_tab(&desk),
        given => given.unwrap_or_default(),
    };
    let (search, after) = (desk.query.text("q"), desk.query.text("after"));
    let mut asked = vec![("sort", if state == "concluded" { "-id" } else { "due" }), ("limit", "30")];
    asked.extend(
        [("state", state), ("q", search), ("after", after)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty()),
    );
    // What a clerk answers is what their own department holds; what it sent to others stands among all.
    let own = matches!(state, "delivered" | "accepted") && desk.role() == kernel::Role::Clerk;
    asked.extend(own.then_some(("department", desk.department())));
    let found: ListPage<ReferralView> =
        desk.get("referral", &format!("/v1/referrals?{}", query(&asked))).await?;
    let calendar = desk.calendar().await?;
    let lead = "发现的问题移送到有管辖权的部门。接收后办理并回填结果；不属于本部门职责的，写明依据退回。";
    let body = Html::all([
        PageHead::new("移送").lead(lead).into(),
        tabs(state, search).into(),
        filters(state, search).into(),
        Card::bare(table(&desk, &calendar, &found, state, search)).into(),
    ]);
    desk.wrap(&desk.shell("移送", "/referrals"), &body)
}

/// Where somebody of this role looks first.
fn first_tab(desk: &Desk) -> &'static str {
    match desk.role() {
        kernel::Role::Clerk => "delivered",
        kernel::Role::Office => "with_office",
        _ => "",
    }
}

fn tabs(state: &str, search: &str) -> Tabs {
    TABS.iter().fold(Tabs::new("移送的状态"), |tabs, (words, of)| {
        tabs.tab(*words, format!("/referrals?{}", query(&[("state", of), ("q", search)])), None, *of == state)
    })
}

fn filters(state: &str, search: &str) -> FilterChips {
    let chips = FilterChips::new("/referrals").text("q", "文号或检查对象名称", search).keep("state", state);
    if search.is_empty() {
        return chips;
    }
    chips.chip(format!("“{search}”"), format!("/referrals?{}", query(&[("state", state)])))
}

fn table(
    desk: &Desk,
    calendar: &Calendar,
    found: &ListPage<ReferralView>,
    state: &str,
    search: &str,
) -> Table {
    let columns = [
        Column::head("剩余与期限"),
        Column::text("问题"),
        Column::text("移送"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    let next = |after: &String| {
        format!("/referrals?{}", query(&[("state", state), ("q", search), ("after", after)]))
    };
    let empty = match state {
        "delivered" => EmptyState::new("没有待接收的移送。", "新的移送到达时会出现在这里。"),
        _ => EmptyState::new("没有符合条件的移送。", "可以更换状态或检索词。"),
    };
    Table::new("移送", columns)
        .rows(found.items.iter().map(|referral| row(desk, calendar, referral)))
        .empty(empty)
        .pager(Pager::new(found.items.len() as u64, found.total, "件").next(found.next.as_ref().map(next)))
}

fn row(desk: &Desk, calendar: &Calendar, referral: &ReferralView) -> Row {
    let due = workdays::Deadline { date: referral.due_on, provisional: referral.provisional };
    let runs = matches!(referral.state.as_str(), "delivered" | "with_office");
    let clock = if runs {
        Cell::of(Deadline::statutory(Clock::Referral, calendar, desk.today(), due, DAYS))
    } else {
        Cell::none()
    };
    let names = desk.names();
    let to = referral
        .holder
        .as_ref()
        .map_or_else(|| "联席会议办公室".to_owned(), |holder| names.department(holder));
    let mine = desk.is_mine(referral.holder.as_ref());
    let verb = match referral.state.as_str() {
        "delivered" if mine => "接收",
        "accepted" if mine => "办结",
        "with_office" if desk.role() == kernel::Role::Office => "指定",
        _ => "查看",
    };
    let button = Button::link(verb, format!("/referrals/{}", referral.referral)).plain().small();
    Row::new([
        clock,
        Cell::of(referral.item_name.clone()).second(referral.object.name.clone()),
        Cell::of(referral.number.clone()).second(format!("{} 送 {to}", names.department(&referral.from))),
        Cell::of(status(&referral.state)),
        Cell::action(button.about(referral.number.clone())),
    ])
}
