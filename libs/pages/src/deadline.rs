//! A running clock in words, segments and a date. The wording is fixed and counts working days only.

use askama::Template;
use chrono::NaiveDate;
use workdays::{Calendar, Remaining};

use crate::{Meaning, formats, html::component};

/// Which clock runs. The two statutory ones never share a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// 移送, `brand`.
    Referral,
    /// 公示, `pub`.
    Disclosure,
    /// A date agreed among offices: 约定日期, without segments, so that nobody takes it for a statutory one.
    Agreed,
}

impl Clock {
    pub(crate) fn class(self) -> &'static str {
        if self == Self::Disclosure { "pub" } else { "" }
    }
}

/// `余 5 个工作日` · `今日截止` · `逾期 1 个工作日`.
pub fn words(today: NaiveDate, due: NaiveDate, remaining: Remaining) -> String {
    match (remaining.left, remaining.overdue) {
        // The due day has passed and no working day since, as on the Saturday after a Friday.
        (_, 0) if today > due => "已逾期".to_owned(),
        (_, over) if over > 0 => format!("逾期 {over} 个工作日"),
        _ if today == due => "今日截止".to_owned(),
        (left, _) => format!("余 {left} 个工作日"),
    }
}

/// Late after the day, soon at two working days or fewer, else plain.
pub fn meaning(today: NaiveDate, due: NaiveDate, remaining: Remaining) -> Meaning {
    match remaining.left {
        _ if today > due => Meaning::Late,
        0..=2 => Meaning::Soon,
        _ => Meaning::Plain,
    }
}

/// The cell of a list, or the one number of a page with [`Deadline::large`].
#[derive(Debug, Clone, Template)]
#[template(path = "deadline.html")]
pub struct Deadline {
    clock: Clock,
    meaning: Meaning,
    words: String,
    date: String,
    tentative: bool,
    large: bool,
    segments: Vec<&'static str>,
}

impl Deadline {
    /// `due` as the case has it; `provisional` where its count reached into a year without a notice.
    pub fn new(clock: Clock, calendar: &Calendar, today: NaiveDate, due: workdays::Deadline) -> Self {
        let remaining = calendar.remaining(today, due.date);
        let near = formats::date_near(due.date, today);
        let date = if clock == Clock::Agreed {
            format!("{near} · 约定日期")
        } else {
            format!("{near} 24:00 前")
        };
        Self {
            clock,
            meaning: meaning(today, due.date, remaining),
            words: words(today, due.date, remaining),
            date,
            tentative: due.provisional || remaining.provisional,
            large: false,
            segments: Vec::new(),
        }
    }

    /// With one segment for each working day of the period: those begun filled, today's ringed. An agreed date gets none.
    pub fn segments(mut self, calendar: &Calendar, today: NaiveDate, due: NaiveDate, days: u32) -> Self {
        if self.clock != Clock::Agreed && days <= 31 {
            let remaining = calendar.remaining(today, due);
            let begun = days.saturating_sub(remaining.left);
            let runs = today <= due && calendar.day(today).working;
            self.segments = (1..=days)
                .map(|day| match day {
                    day if day == begun && runs => "on now",
                    day if day <= begun => "on",
                    _ => "",
                })
                .collect();
        }
        self
    }

    /// A statutory period of so many working days, segments included.
    pub fn statutory(
        clock: Clock,
        calendar: &Calendar,
        today: NaiveDate,
        due: workdays::Deadline,
        days: u32,
    ) -> Self {
        Self::new(clock, calendar, today, due).segments(calendar, today, due.date, days)
    }

    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    pub fn words(&self) -> &str {
        &self.words
    }
}

component!(Deadline);
