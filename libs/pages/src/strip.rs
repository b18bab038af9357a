//! The working-day strip: one cell for each calendar day, so that a count can be seen rather than believed. To a screen
//! reader it is a list of days with their meaning; on the phone a run of days off folds into one cell.

use askama::Template;
use chrono::{Datelike, NaiveDate};
use workdays::{Calendar, Day, DayCell, DayKind, Meaning};

use crate::{Clock, Deadline, formats, html::component};

/// More cells than this are not read any more; the days before are left out and counted.
pub const MOST: usize = 31;

#[derive(Debug, Clone, Template)]
#[template(path = "strip.html")]
pub struct WorkingDayStrip {
    clock: Clock,
    label: String,
    cells: Vec<StripCell>,
    legend: Legend,
    left_out: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Legend {
    Count,
    Schedule,
}

#[derive(Debug, Clone)]
struct StripCell {
    date: NaiveDate,
    class: String,
    head: String,
    no: String,
    words: String,
    spoken: String,
    makeup: bool,
    off: bool,
    /// On the first day of a run off: what the folded cell says.
    fold: Option<(String, String)>,
    folds: bool,
}

impl WorkingDayStrip {
    /// Why a clock ends when it does: the cells of `Calendar::explain`, and what happened on the first of them (`结果形成`).
    pub fn count(clock: Clock, cells: &[DayCell], today: NaiveDate, event: &str) -> Self {
        // The place of what is left out counts as a cell.
        let left_out = if cells.len() > MOST { cells.len() + 1 - MOST } else { 0 };
        let kept = cells.iter().take(1).chain(cells.iter().skip(1 + left_out));
        let mut cells: Vec<_> = kept.map(|cell| counted(cell, today, event)).collect();
        fold(&mut cells);
        let note = if left_out > 0 { format!("，其间 {left_out} 日未列") } else { String::new() };
        Self { clock, label: format!("期限计算{note}"), cells, legend: Legend::Count, left_out }
    }

    /// The days ahead, for planning: `load` tells what is due on a day (`2 件`) and whether it is late.
    pub fn schedule(
        label: &str,
        calendar: &Calendar,
        days: impl Iterator<Item = NaiveDate>,
        today: NaiveDate,
        load: impl Fn(NaiveDate) -> Option<(String, bool)>,
    ) -> Self {
        let of = |date| planned(&calendar.day(date), today, load(date));
        let mut cells: Vec<_> = days.take(MOST).map(of).collect();
        fold(&mut cells);
        Self { clock: Clock::Agreed, label: label.to_owned(), cells, legend: Legend::Schedule, left_out: 0 }
    }

    /// What the cells mean.
    pub fn legend(&self) -> StripLegend {
        StripLegend { legend: self.legend, class: self.clock.class() }
    }

    fn has_gap(&self) -> bool {
        self.left_out > 0
    }

    fn many(&self) -> bool {
        self.cells.len() > 19
    }
}

/// The key of a strip.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<span class="key {{ class }}" aria-hidden="true">{% if legend == Legend::Count %}<span><i class="k-done"></i>已过</span><span><i class="k-next"></i>未到</span><span><i class="k-off"></i>休息日不计</span>{% else %}<span><i class="k-done"></i>今天</span><span><i class="k-off"></i>休息日</span><span>班：调休上班</span>{% endif %}</span>"#
)]
pub struct StripLegend {
    legend: Legend,
    class: &'static str,
}

/// The card of a clock: its name, what started it and that it neither stops nor restarts, the one number, the strip.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<section class="card clock"><header><h2>{{ title }}</h2><span class="quiet">{{ why }}</span>{{ strip.legend() }}</header><p>{{ deadline }}</p>{{ strip }}</section>"#
)]
pub struct ClockCard {
    title: String,
    why: String,
    deadline: Deadline,
    strip: WorkingDayStrip,
}

impl ClockCard {
    /// `why`: `9月24日结果形成，当日不计；退回、改送不停表、不重计`.
    pub fn new(
        title: impl Into<String>,
        why: impl Into<String>,
        deadline: Deadline,
        strip: WorkingDayStrip,
    ) -> Self {
        Self { title: title.into(), why: why.into(), deadline: deadline.large(), strip }
    }
}

fn counted(cell: &DayCell, today: NaiveDate, event: &str) -> StripCell {
    let (date, passed) = (cell.day.date, cell.day.date <= today);
    let (class, words, spoken) = match cell.meaning {
        Meaning::Event => ("event", event.to_owned(), format!("{event}，当日不计")),
        Meaning::Counted { no } => {
            (if passed { "done" } else { "next" }, format!("第 {no} 日"), format!("第 {no} 个工作日"))
        }
        Meaning::Skipped => ("off", off_words(&cell.day), format!("{}，不计", off_words(&cell.day))),
        Meaning::Last { no } => (
            if date < today { "last late" } else { "last" },
            "截止".to_owned(),
            format!("第 {no} 个工作日，24:00 截止"),
        ),
    };
    of(&cell.day, today, class, words, spoken)
}

fn planned(day: &Day, today: NaiveDate, load: Option<(String, bool)>) -> StripCell {
    let late = load.as_ref().is_some_and(|(_, late)| *late);
    let class = match (day.working, late) {
        (_, true) => "late",
        // Something is agreed for a day off: it is seen, and not folded away.
        (false, _) if load.is_some() => "busy off",
        (false, _) => "off",
        _ if day.date == today => "done",
        _ => "",
    };
    let words =
        load.map_or_else(|| if day.working { String::new() } else { off_words(day) }, |(words, _)| words);
    let spoken = if words.is_empty() { "无截止事项".to_owned() } else { words.clone() };
    of(day, today, class, words, spoken)
}

fn of(day: &Day, today: NaiveDate, class: &str, words: String, spoken: String) -> StripCell {
    let (date, is_today) = (day.date, day.date == today);
    let week = formats::weekday(date);
    let makeup = matches!(day.kind, DayKind::Makeup { .. });
    let marks = [(is_today, " today"), (day.provisional, " tentative")];
    let class = marks.iter().filter(|(set, _)| *set).fold(class.to_owned(), |class, (_, mark)| class + mark);
    let said = [(is_today, "，今天"), (makeup, "，调休上班"), (day.provisional, "，暂定")];
    let said: String = said.iter().filter(|(set, _)| *set).map(|(_, words)| *words).collect();
    StripCell {
        date,
        off: !day.working && class.starts_with("off"),
        class,
        head: if is_today { "今天".to_owned() } else { week.clone() },
        no: format!("{}/{}", date.month(), date.day()),
        words,
        spoken: format!("{} {week}{said}，{spoken}", formats::date_short(date)),
        makeup,
        fold: None,
        folds: false,
    }
}

fn off_words(day: &Day) -> String {
    match &day.kind {
        DayKind::Holiday { name } => holiday(name),
        _ => "休".to_owned(),
    }
}

/// `国庆节、中秋节` → `国庆`; `春节` stays.
pub(crate) fn holiday(name: &str) -> String {
    let first = name.split('、').next().unwrap_or(name);
    match first.strip_suffix('节') {
        Some(short) if short.chars().count() > 1 => short.to_owned(),
        _ => first.to_owned(),
    }
}

/// Marks runs of two days off and more.
fn fold(cells: &mut [StripCell]) {
    for run in
        cells.chunk_by_mut(|a, b| a.off && b.off && b.date.signed_duration_since(a.date).num_days() == 1)
    {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        if run.len() < 2 || run.iter().any(|cell| cell.class.contains("today")) {
            continue;
        }
        let end = if first.date.month() == last.date.month() {
            last.date.day().to_string()
        } else {
            last.no.clone()
        };
        let range = format!(
            "{}–{end}",
            if end.contains('/') { first.no.clone() } else { first.date.day().to_string() }
        );
        let name = run
            .iter()
            .map(|cell| cell.words.as_str())
            .find(|words| *words != "休")
            .unwrap_or("周末")
            .to_owned();
        run.iter_mut().for_each(|cell| cell.folds = true);
        run[0].fold = Some((name, range));
    }
}

component!(WorkingDayStrip, StripLegend, ClockCard);
