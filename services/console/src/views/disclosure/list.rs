//! What must become public, the most urgent first, and what has.

use chrono::{NaiveDate, TimeDelta};
use contracts::api::{disclosure::DutyView, waiting::WaitKind};
use kernel::Role;
use pages::{
    BulkBar, Button, Card, Cell, Column, CountStrip, EmptyState, Figure, FilterChips, Html, Link, Meaning,
    Note, PageHead, Pager, Row, StatusTag, Table, Tabs, formats,
};
use web::Page as ListPage;
use workdays::Calendar;

use super::{clock, counted, name, status};
use crate::{
    desk::Desk,
    fields::query,
    trouble::{Page, Trouble},
};

const TABS: [(&str, &str); 4] =
    [("待公示", "due"), ("待录入", "waiting"), ("已公示", "disclosed"), ("全部", "all")];

/// What narrows the list, as it stands in the address.
#[derive(Debug, Clone, Default)]
struct Asked {
    state: String,
    by: Option<NaiveDate>,
    department: String,
    search: String,
    after: String,
}

impl Asked {
    fn read(desk: &Desk) -> Self {
        let query = &desk.query;
        Self {
            state: query.given("state").unwrap_or("due").to_owned(),
            by: query.code("by").parse().ok(),
            department: query.code("department"),
            search: query.text("q").to_owned(),
            after: query.code("after"),
        }
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("state", self.state.clone()),
            ("by", self.by.map(|by| by.to_string()).unwrap_or_default()),
            ("department", self.department.clone()),
            ("q", self.search.clone()),
            ("after", self.after.clone()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn href(&self) -> String {
        let pairs = self.pairs();
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        format!("/duties?{}", query(&pairs))
    }

    /// The same for the service.
    async fn find(&self, desk: &Desk, limit: &str) -> Result<ListPage<DutyView>, Trouble> {
        let by = self.by.map(|by| by.to_string()).unwrap_or_default();
        let state = if self.state == "all" { "" } else { &self.state };
        let sort = if matches!(self.state.as_str(), "disclosed" | "all") { "-id" } else { "due" };
        let pairs = [
            ("state", state),
            ("due_by", &by),
            ("department", &self.department),
            ("q", &self.search),
            ("after", &self.after),
            ("sort", sort),
            ("limit", limit),
        ];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        desk.get("disclosure", &format!("/v1/duties?{}", query(&pairs))).await
    }
}

#[derive(askama::Template)]
#[template(path = "disclosure/list.html")]
struct Body {
    head: PageHead,
    notes: Vec<Html>,
    strip: CountStrip,
    tabs: Tabs,
    filters: FilterChips,
    bulk: bool,
    table: Html,
}

pub async fn show(desk: Desk) -> Page {
    let asked = Asked::read(&desk);
    let calendar = desk.calendar().await?;
    let found = asked.find(&desk, "50").await?;
    let bulk = desk.role() == Role::Clerk && asked.state == "due" && !found.items.is_empty();
    let table = table(&desk, &calendar, &asked, &found, bulk);
    let lead = "检查结束之日起 20 个工作日内，由各部门向社会公示本部门的检查结果。";
    let body = Body {
        head: PageHead::new("结果公示").lead(lead),
        notes: corrections(&desk),
        strip: strip(&desk, &calendar, &asked).await?,
        tabs: tabs(&asked),
        filters: filters(&desk, &asked),
        bulk,
        table,
    };
    desk.page(&desk.shell("结果公示", "/duties"), &body)
}

/// Corrections that wait for this principal.
fn corrections(desk: &Desk) -> Vec<Html> {
    let waiting = desk.waiting().items();
    let mine = waiting.iter().filter(|item| item.kind == WaitKind::CorrectionSignature);
    mine.map(|item| {
        let link = Html::of(&Link::new(item.title.clone(), format!("/duties/{}/correction", item.id)));
        Note::new(Meaning::Soon, "更正待签批", link).into()
    })
    .collect()
}

/// The last of the next `days` working days.
fn ahead(calendar: &Calendar, today: NaiveDate, days: u32) -> NaiveDate {
    let within = |date: &NaiveDate| calendar.remaining(today, *date).left <= days;
    today.iter_days().take(30).take_while(within).last().unwrap_or(today)
}

async fn strip(desk: &Desk, calendar: &Calendar, asked: &Asked) -> Result<CountStrip, Trouble> {
    let today = desk.today();
    let due = |by: Option<NaiveDate>| Asked {
        state: "due".to_owned(),
        by,
        department: asked.department.clone(),
        ..Asked::default()
    };
    let wanted = [
        ("逾期未公示", due(Some(today - TimeDelta::days(1))), Meaning::Late),
        ("今日截止（含逾期）", due(Some(today)), Meaning::Soon),
        ("5 个工作日内", due(Some(ahead(calendar, today, 5))), Meaning::Plain),
        ("待公示", due(None), Meaning::Plain),
        ("待录入", Asked { state: "waiting".to_owned(), ..due(None) }, Meaning::Plain),
    ];
    let mut figures = Vec::new();
    for (label, one, meaning) in wanted {
        let total = one.find(desk, "1").await?.total;
        let pressed = one.state == asked.state && one.by == asked.by;
        let figure = Figure::new(label, i64::try_from(total).unwrap_or_default()).unit("件");
        let figure = figure.link(one.href(), pressed);
        figures.push(if total > 0 { figure.meaning(meaning) } else { figure });
    }
    Ok(CountStrip::new(figures))
}

fn tabs(asked: &Asked) -> Tabs {
    TABS.iter().fold(Tabs::new("公示的状态"), |tabs, (words, state)| {
        let to = Asked { state: (*state).to_owned(), after: String::new(), by: None, ..asked.clone() };
        tabs.tab(*words, to.href(), None, *state == asked.state)
    })
}

fn filters(desk: &Desk, asked: &Asked) -> FilterChips {
    let mut chips = FilterChips::new("/duties").keep("state", &asked.state);
    // A department sees its own; who sees several may narrow.
    if desk.department().is_empty() {
        let all = [(String::new(), "全部部门".to_owned())].into_iter().chain(desk.names().choices());
        chips = chips.select("department", "部门", all, Some(asked.department.as_str()));
    }
    chips = chips.text("q", "检查对象名称或信用代码", asked.search.clone());
    if let Some(by) = asked.by {
        let without = Asked { by: None, after: String::new(), ..asked.clone() };
        chips = chips
            .keep("by", by.to_string())
            .chip(format!("截止不晚于 {}", formats::date_short(by)), without.href());
    }
    if !asked.search.is_empty() {
        let without = Asked { search: String::new(), after: String::new(), ..asked.clone() };
        chips = chips.chip(format!("“{}”", asked.search), without.href());
    }
    chips
}

fn table(desk: &Desk, calendar: &Calendar, asked: &Asked, found: &ListPage<DutyView>, bulk: bool) -> Html {
    let mut columns = vec![
        Column::head("剩余与期限"),
        Column::text("检查对象"),
        Column::text("结果"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    if bulk {
        columns.insert(0, Column::text("选"));
    }
    let empty = match asked.state.as_str() {
        "due" => EmptyState::new("没有待公示的结果。", "检查结束、结果形成后，会出现在这里。"),
        _ => EmptyState::new("没有符合条件的结果。", "可以更换状态或者检索词。"),
    };
    let next = found.next.as_ref().map(|after| Asked { after: after.clone(), ..asked.clone() }.href());
    let table = Table::new("结果公示", columns)
        .rows(found.items.iter().map(|duty| row(desk, calendar, duty, bulk)))
        .empty(empty)
        .pager(Pager::new(found.items.len() as u64, found.total, "件").next(next));
    let bar = bulk.then(|| Html::from(BulkBar::new("件", Button::new("公示所选"))));
    Card::bare(Html::all(bar.into_iter().chain([table.into()]))).into()
}

fn row(desk: &Desk, calendar: &Calendar, duty: &DutyView, bulk: bool) -> Row {
    let title = name(duty);
    let code = duty.object.as_ref().map(|object| object.code.to_string()).unwrap_or_default();
    let when = match (clock(calendar, desk, duty), duty.disclosed_on) {
        (Some(clock), _) => Cell::of(clock),
        (None, Some(on)) => Cell::of(formats::date_table(on)).second("公示日期"),
        (None, None) => Cell::none(),
    };
    let mine = desk.role() == Role::Clerk && desk.is_mine(Some(&duty.department));
    let verb = if mine && duty.state == "due" { "公示" } else { "查看" };
    let mut cells = vec![
        when,
        Cell::of(title.clone()).second(code),
        Cell::of(counted(duty)).second(desk.names().department(&duty.department)),
        Cell::of(status(duty)),
        Cell::action(
            Button::link(verb, format!("/duties/{}", duty.duty)).plain().small().about(title.clone()),
        ),
    ];
    if bulk {
        let tick = Cell::tick("duty", duty.duty.to_string(), title);
        cells.insert(0, if mine && duty.state == "due" { tick } else { Cell::none() });
    }
    Row::new(cells)
}

/// The result of each item.
pub fn items(duty: &DutyView) -> Table {
    let row = |item: &contracts::events::inspection::ItemResult| {
        Row::new([
            Cell::of(item.name.clone()),
            Cell::of(StatusTag::result(item.result.name(), item.result.is_problem())),
        ])
    };
    Table::new("检查事项和结果", [Column::head("事项"), Column::text("结果")])
        .rows(duty.items.iter().map(row))
        .empty(EmptyState::new("结果还没有形成。", "本部门检查人员全部签字后形成。"))
}
