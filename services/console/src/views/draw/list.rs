//! The draws of the region, the newest first.

use contracts::api::draw::DrawView;
use kernel::Role;
use pages::{
    Button, Card, Cell, Column, EmptyState, FilterChips, Html, PageHead, Pager, Row, Table, Tabs, formats,
};
use web::Page as ListPage;

use super::{all_promised, name, own_party, status};
use crate::{desk::Desk, fields::query, trouble::Page};

/// The index knows a drawn list that is open to the public by its own word.
const TABS: [(&str, &str); 5] = [
    ("全部", ""),
    ("待开启", "requested"),
    ("进行中", "opened,frozen,committed"),
    ("已抽取", "drawn,published"),
    ("未成立", "impossible,withheld,void,expired"),
];

/// What the list was asked for.
struct Asked<'a> {
    state: &'a str,
    department: &'a str,
    task: &'a str,
    search: &'a str,
}

impl Asked<'_> {
    fn href(&self, after: &str) -> String {
        let pairs = [
            ("state", self.state),
            ("department", self.department),
            ("parent", self.task),
            ("q", self.search),
            ("after", after),
        ];
        let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        format!("/draws?{}", query(&given))
    }
}

pub async fn show(desk: Desk) -> Page {
    let asked = Asked {
        state: desk.query.text("state"),
        department: desk.query.text("department"),
        task: desk.query.text("parent"),
        search: desk.query.text("q"),
    };
    let path = asked.href(desk.query.text("after"));
    let filters = path.strip_prefix("/draws?").unwrap_or_default();
    let found: ListPage<DrawView> =
        desk.get("draw", &format!("/v1/draws?sort=-id&limit=30&{filters}")).await?;
    let lead = match desk.role() {
        Role::DrawParty => {
            "作为参与方，在本页承诺并公开自己的随机数；名单由全部参与方的随机数和冻结的名录共同决定。"
        }
        _ => "抽查任务下达后在此抽取检查对象和检查人员。每一步都有摘要记入公共日志，抽取后名单不可更改。",
    };
    let body = Html::all([
        PageHead::new("抽取").lead(lead).into(),
        tabs(&asked).into(),
        filter(&desk, &asked).into(),
        Card::bare(table(&desk, &found, &asked)).into(),
    ]);
    desk.wrap(&desk.shell("抽取", "/draws"), &body)
}

fn tabs(asked: &Asked<'_>) -> Tabs {
    TABS.iter().fold(Tabs::new("抽取的状态"), |tabs, (words, state)| {
        let href = Asked { state, ..*asked }.href("");
        tabs.tab(*words, href, None, asked.state == *state)
    })
}

fn filter(desk: &Desk, asked: &Asked<'_>) -> FilterChips {
    let mut chips = FilterChips::new("/draws")
        .text("q", "任务名称", asked.search)
        .select("department", "发起部门", desk.names().choices(), Some(asked.department))
        .keep("state", asked.state);
    if !asked.task.is_empty() {
        chips =
            chips.keep("parent", asked.task).chip("仅本任务的抽取", Asked { task: "", ..*asked }.href(""));
    }
    if !asked.search.is_empty() {
        chips = chips.chip(format!("“{}”", asked.search), Asked { search: "", ..*asked }.href(""));
    }
    if !asked.department.is_empty() {
        let name = desk.names().departments.get(asked.department).map_or(asked.department, String::as_str);
        chips = chips.chip(name, Asked { department: "", ..*asked }.href(""));
    }
    chips
}

fn table(desk: &Desk, found: &ListPage<DrawView>, asked: &Asked<'_>) -> Table {
    let columns = [
        Column::head("任务"),
        Column::text("抽取"),
        Column::text("状态"),
        Column::number("抽中"),
        Column::text("检查时段"),
        Column::action("办理"),
    ];
    let empty = EmptyState::new("没有符合条件的抽取。", "任务下达后，抽取会自动出现在这里。");
    Table::new("抽取", columns).rows(found.items.iter().map(|draw| row(desk, draw))).empty(empty).pager(
        Pager::new(found.items.len() as u64, found.total, "次")
            .next(found.next.as_ref().map(|after| asked.href(after))),
    )
}

fn row(desk: &Desk, draw: &DrawView) -> Row {
    let drawn = draw.drawn.map_or_else(Cell::none, |count| Cell::number(count.cast_signed()));
    let period = format!("{} 至 {}", formats::date_table(draw.from), formats::date_table(draw.until));
    let number = if draw.rehearsal { format!("{}（演练）", name(draw)) } else { name(draw) };
    let button = Button::link(verb(desk, draw), format!("/draws/{}", draw.draw)).plain().small();
    Row::new([
        Cell::of(draw.title.clone()).second(desk.names().department(&draw.initiating)),
        Cell::of(number).second(draw.assurance.name.clone()),
        Cell::of(status(draw)),
        drawn,
        Cell::of(period),
        Cell::action(button.about(draw.title.clone())),
    ])
}

/// What this person can do next with it.
fn verb(desk: &Desk, draw: &DrawView) -> &'static str {
    let mine = desk.is_mine(Some(&draw.initiating));
    let own = own_party(desk).and_then(|own| draw.parties.iter().find(|party| party.party == own));
    match (desk.role(), draw.state.as_str()) {
        (Role::Clerk, "requested") if mine => "开启",
        (Role::Clerk, "frozen") if mine && all_promised(draw) => "公布承诺",
        (Role::DrawParty, "frozen") if own.is_some_and(|party| !party.committed) => "承诺",
        (Role::DrawParty, "committed") if own.is_some_and(|party| !party.revealed) => "公开",
        (Role::Principal, _) if mine && draw.void.as_ref().is_some_and(|void| !void.approved) => "审批",
        _ => "查看",
    }
}
