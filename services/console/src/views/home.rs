//! 工作台: what must I do now, and how many working days are left?

use actix_web::web::{self as actix, ServiceConfig};
use chrono::{Datelike, NaiveDate, TimeDelta};
use contracts::api::waiting::{WaitKind, WaitingItem};
use pages::{
    Button, Card, Cell, Clock, Column, CountStrip, Deadline, EmptyState, Figure, Html, Meaning, Note,
    PageHead, Pager, Row, StatusTag, Table, WorkingDayStrip, formats,
};
use workdays::Calendar;

use crate::{
    desk::Desk,
    trouble::Page,
    work::{self, place_of},
};

/// Days of the strip, from yesterday on.
const AHEAD: usize = 19;
const REFERRAL_DAYS: u32 = 7;
const DISCLOSURE_DAYS: u32 = 20;

pub fn routes(config: &mut ServiceConfig) {
    config.route("/", actix::get().to(show));
}

/// How soon something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Urgency {
    Late,
    Today,
    Soon,
    Rest,
}

impl Urgency {
    fn of(item: &WaitingItem, calendar: &Calendar, today: NaiveDate) -> Self {
        let Some(due) = item.due_on else { return Urgency::Rest };
        match due {
            due if due < today => Urgency::Late,
            due if due == today => Urgency::Today,
            due if calendar.remaining(today, due).left <= 3 => Urgency::Soon,
            _ => Urgency::Rest,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Urgency::Late => "late",
            Urgency::Today => "today",
            Urgency::Soon => "soon",
            Urgency::Rest => "rest",
        }
    }
}

async fn show(desk: Desk) -> Page {
    // In the field the visits of the day are the work.
    if desk.role() == kernel::Role::Inspector {
        return Ok(crate::desk::see_other("/visits", &[]));
    }
    let (calendar, today) = (desk.calendar().await?, desk.today());
    let waiting = desk.waiting();
    let all: Vec<_> =
        waiting.items().into_iter().map(|item| (Urgency::of(item, &calendar, today), item)).collect();
    let chosen = desk.query.text("due");
    let shown: Vec<_> = all
        .iter()
        .filter(|(urgency, _)| chosen.is_empty() || urgency.word() == chosen)
        .map(|(_, item)| *item)
        .collect();
    let calendar_said = calendar_words(&calendar, today);
    let lead = format!("{}　{calendar_said}", formats::date_full(today));
    let mut parts: Vec<Html> = vec![PageHead::new("工作台").lead(lead).into()];
    if !waiting.silent.is_empty() {
        let sentence = "有服务暂未应答，下列事项可能不全，请稍后刷新。";
        parts.push(Note::new(Meaning::Soon, "暂不完整", sentence).into());
    }
    parts.push(schedule(&calendar, today, &all).into());
    let total: u64 = waiting.views.iter().flat_map(|view| &view.kinds).map(|kind| kind.count).sum();
    let list = Html::all([strip(&all, total, chosen).into(), table(&desk, &calendar, &shown, total).into()]);
    parts.push(Card::bare(list).into());
    desk.wrap(&desk.shell("工作台", "/"), &Html::all(parts))
}

/// Which notice the working days are counted by.
fn calendar_words(calendar: &Calendar, today: NaiveDate) -> String {
    match calendar.notice(today.year()) {
        Some(notice) => format!("工作日历：{} 年版（{}）", notice.year, notice.number),
        None => format!("工作日历：{} 年通知尚未公布，日期暂定", today.year()),
    }
}

/// The days ahead, each with what is due on it.
fn schedule(calendar: &Calendar, today: NaiveDate, all: &[(Urgency, &WaitingItem)]) -> Card {
    let first = today - TimeDelta::days(1);
    let load = |day: NaiveDate| {
        let due = all.iter().filter(|(_, item)| item.due_on == Some(day)).count();
        (due > 0).then(|| (format!("{due} 件"), day < today))
    };
    let strip = WorkingDayStrip::schedule("截止日程", calendar, first.iter_days().take(AHEAD), today, load);
    let legend = Html::of(&strip.legend());
    Card::new("截止日程", strip).remark(legend)
}

fn strip(all: &[(Urgency, &WaitingItem)], total: u64, chosen: &str) -> CountStrip {
    let figure = |label: &str, urgency: Urgency, meaning: Option<Meaning>| {
        let of: Vec<_> = all.iter().filter(|(has, _)| *has == urgency).map(|(_, item)| item.kind).collect();
        let href = format!("/?due={}", urgency.word());
        let count = i64::try_from(of.len()).unwrap_or(i64::MAX);
        let figure = Figure::new(label, count).remark(kinds(&of)).link(href, chosen == urgency.word());
        match meaning.filter(|_| count > 0) {
            Some(meaning) => figure.meaning(meaning),
            None => figure,
        }
    };
    let everything = Figure::new("待我办理", i64::try_from(total).unwrap_or(i64::MAX));
    CountStrip::new([
        everything.remark("全部事项").link("/", chosen.is_empty()),
        figure("已逾期", Urgency::Late, Some(Meaning::Late)),
        figure("今日截止", Urgency::Today, Some(Meaning::Soon)),
        figure("三个工作日内", Urgency::Soon, None),
        figure("其余", Urgency::Rest, None),
    ])
}

/// `移送 1 · 公示 2`.
fn kinds(of: &[WaitKind]) -> String {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for word in of.iter().map(|kind| place_of(*kind).word) {
        match counted.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counted.push((word, 1)),
        }
    }
    counted.iter().map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(" · ")
}

fn table(desk: &Desk, calendar: &Calendar, shown: &[&WaitingItem], total: u64) -> Table {
    let columns = [
        Column::head("剩余与期限"),
        Column::text("事项"),
        Column::text("类别"),
        Column::text("来自"),
        Column::action("办理"),
    ];
    let of = if desk.query.text("due").is_empty() { total } else { shown.len() as u64 };
    Table::new("待我办理", columns)
        .rows(shown.iter().map(|item| row(desk, calendar, item)))
        .empty(EmptyState::new("没有待办理的事项。", "新的事项到达时会出现在这里。"))
        .pager(Pager::new(shown.len() as u64, of, "件"))
}

fn row(desk: &Desk, calendar: &Calendar, item: &WaitingItem) -> Row {
    let place = place_of(item.kind);
    let deadline = item.due_on.map(|due| deadline(item, calendar, desk.today(), due));
    let from = item.from.as_ref().map(|department| desk.names().department(department));
    let button = Button::link(place.verb, work::href(item.kind, &item.id)).plain().small();
    Row::new([
        deadline.map_or_else(Cell::none, Cell::of),
        Cell::of(item.kind.name()).second(name_first(&item.title)),
        Cell::of(StatusTag::plain(place.word)),
        from.map_or_else(Cell::none, Cell::of),
        Cell::action(button.about(item.title.clone())),
    ])
}

/// Things of an object are titled by its code and name; people know it by its name.
fn name_first(title: &str) -> String {
    match title.split_once(' ') {
        Some((code, name)) if code.len() >= 15 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            format!("{name} {code}")
        }
        _ => title.to_owned(),
    }
}

fn deadline(item: &WaitingItem, calendar: &Calendar, today: NaiveDate, due: NaiveDate) -> Deadline {
    let due = workdays::Deadline { date: due, provisional: item.provisional.unwrap_or_default() };
    match (item.statutory, place_of(item.kind).entry) {
        (true, "/referrals") => Deadline::statutory(Clock::Referral, calendar, today, due, REFERRAL_DAYS),
        (true, "/duties") => Deadline::statutory(Clock::Disclosure, calendar, today, due, DISCLOSURE_DAYS),
        (true, _) => Deadline::new(Clock::Referral, calendar, today, due),
        (false, _) => Deadline::new(Clock::Agreed, calendar, today, due),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_work_are_told_once_each_with_their_number() {
        let of = [WaitKind::Disclosure, WaitKind::ReferralAcceptance, WaitKind::Disclosure];
        assert_eq!(kinds(&of), "公示 2 · 移送 1");
        assert_eq!(kinds(&[]), "");
    }
}
