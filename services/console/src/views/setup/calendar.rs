//! 工作日历: which days count, and by which notice?

use chrono::{Datelike, NaiveDate};
use pages::{
    Card, Cell, Column, EmptyState, FilterChips, HeatCell, HeatGrid, Html, KeyValues, Meaning, Note,
    PageHead, Row, Table, formats,
};
use workdays::{Calendar, DayKind, Notice};

use crate::{desk::Desk, trouble::Page};

const MONTHS: u32 = 12;

pub async fn show(desk: Desk) -> Page {
    let calendar = desk.calendar().await?;
    let this = desk.today().year();
    let year =
        desk.query.code("year").parse().ok().filter(|year| (2019..=this + 1).contains(year)).unwrap_or(this);
    let years = (2019..=this + 1).rev().map(|year| (year.to_string(), format!("{year} 年")));
    let mut parts: Vec<Html> = vec![
        PageHead::new("工作日历").lead("移送和公示的期限按此日历计算，以国务院办公厅的放假通知为准。").into(),
        FilterChips::new("/calendar").select("year", "年度", years, Some(&year.to_string())).into(),
    ];
    match calendar.notice(year) {
        Some(notice) => parts.extend([facts(&calendar, notice).into(), holidays(notice).into()]),
        None => {
            let sentence = "暂按周一至周五为工作日计算，通知公布后重新计算未到期的期限。";
            parts.push(Note::new(Meaning::Soon, format!("{year} 年的放假通知尚未录入"), sentence).into());
        }
    }
    parts.push(Card::bare(grid(&calendar, year, desk.today())).into());
    desk.wrap(&desk.shell("工作日历", "/calendar"), &Html::all(parts))
}

fn facts(calendar: &Calendar, notice: &Notice) -> Card {
    let rows = KeyValues::new()
        .row("文号", notice.number.clone())
        .row("印发日期", formats::date_long(notice.issued))
        .row(
            "全年工作日",
            formats::amount(i64::try_from(calendar.working_days_in(notice.year)).unwrap_or_default(), "天"),
        )
        .two_columns();
    Card::new(format!("{} 年放假安排", notice.year), rows)
}

fn holidays(notice: &Notice) -> Card {
    let columns =
        [Column::head("节日"), Column::text("放假"), Column::number("天数"), Column::text("调休上班")];
    let row = |holiday: &workdays::Holiday| {
        let made_up =
            holiday.makeup.iter().map(|day| formats::date_short(*day)).collect::<Vec<_>>().join("、");
        let days = i64::try_from(holiday.days_off().count()).unwrap_or_default();
        Row::new([
            Cell::of(holiday.name.clone()),
            Cell::of(format!(
                "{} — {}",
                formats::date_short(holiday.first),
                formats::date_short(holiday.last)
            )),
            Cell::number(days),
            if made_up.is_empty() { Cell::none() } else { Cell::of(made_up) },
        ])
    };
    let empty = EmptyState::new("通知中没有节日。", "请核对录入的通知。");
    Card::new("节日", Table::new("节日", columns).rows(notice.holidays.iter().map(row)).empty(empty))
}

/// A row for each month; days off hatched, make-up days marked.
fn grid(calendar: &Calendar, year: i32, today: NaiveDate) -> HeatGrid {
    let columns = (1..=31).map(|day| day.to_string());
    let grid = HeatGrid::new(format!("{year} 年工作日"), "天", columns);
    (1..=MONTHS).fold(grid, |grid, month| {
        let cells = (1..=31).map(|day| match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => cell(calendar, date, today),
            None => HeatCell::blank(),
        });
        grid.row(format!("{month} 月"), cells)
    })
}

fn cell(calendar: &Calendar, date: NaiveDate, today: NaiveDate) -> HeatCell {
    let cell = match calendar.day(date).kind {
        DayKind::Weekday => HeatCell::value(1),
        DayKind::Weekend => HeatCell::off("休息日"),
        DayKind::Holiday { name } => HeatCell::off(&name),
        DayKind::Makeup { .. } => HeatCell::value(1).mark("班"),
    };
    if date == today { cell.today() } else { cell }
}
