//! 日程: my days ahead. A calendar hangs in the open, so a visit without notice shows no name here.

use chrono::NaiveDate;
use contracts::{api::inspection::VisitView, events::planning::NoticePolicy};
use pages::{Button, Card, Cell, Column, EmptyState, Html, PageHead, Row, Table, WorkingDayStrip, formats};

use super::{today, words};
use crate::{desk::Desk, trouble::Page};

/// Days of the strip.
const AHEAD: usize = 19;

pub async fn show(desk: Desk) -> Page {
    let mut visits = today::open(&desk).await?;
    visits.sort_by_key(|visit| (today::day(visit).is_none(), today::day(visit), visit.until));
    let (calendar, now) = (desk.calendar().await?, desk.today());
    let on = |date: NaiveDate| visits.iter().filter(|visit| today::day(visit) == Some(date)).count();
    let load = |date: NaiveDate| Some(on(date)).filter(|n| *n > 0).map(|n| (format!("{n} 户"), date < now));
    let strip = WorkingDayStrip::schedule("检查日程", &calendar, now.iter_days().take(AHEAD), now, load);
    let legend = Html::of(&strip.legend());
    let table = Table::new(
        "检查日程",
        [Column::head("日期"), Column::text("检查对象"), Column::text("状态"), Column::action("办理")],
    )
    .rows(visits.iter().map(|visit| row(&desk, visit)))
    .empty(EmptyState::new("没有安排检查。", "检查组组长安排日程后，会出现在这里。"));
    let lead = "按日期列出本人参加的检查。不通知检查到场前不显示对象名称。";
    let body = Html::all([
        PageHead::new("日程").lead(lead).into(),
        Card::new("今后", Html::from(strip)).remark(legend).into(),
        Card::bare(table).into(),
    ]);
    desk.wrap(&desk.shell("日程", "/schedule").phone(formats::date_full(now), None), &body)
}

fn row(desk: &Desk, visit: &VisitView) -> Row {
    let secret = visit.state != "started" && matches!(visit.notice_policy, NoticePolicy::Withheld { .. });
    let name = if secret { "不通知检查" } else { visit.object.name.as_str() };
    let when = match today::day(visit) {
        Some(on) => Cell::of(formats::date_near(on, desk.today())),
        None => Cell::of("待安排").second(format!("期间至 {}", formats::date_short(visit.until))),
    };
    let button = Button::link("查看", format!("/visits/{}", visit.visit)).plain().small();
    Row::new([
        when,
        Cell::of(name.to_owned()).second(visit.task_title.clone()),
        Cell::of(words::tag(&visit.state)),
        Cell::action(button.about(name.to_owned())),
    ])
}
