//! Counting: the last day of a period, what is left of it, and why.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{Calendar, Day, DayCell, Meaning, end_of_day};

/// The longest period that is counted, about 40 years.
pub const MAX_WORKING_DAYS: u32 = 10_000;

/// The last day of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub date: NaiveDate,
    /// The count went over a day of a year whose notice is not loaded: the date may still move.
    pub provisional: bool,
}

/// How far off a date is, in working days. At most one of `left` and `overdue` is above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remaining {
    /// Working days after today, up to and with the due date.
    pub left: u32,
    /// Working days after the due date, up to and with today.
    pub overdue: u32,
    pub provisional: bool,
}

/// Why a period cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WorkdayError {
    #[error("{n} 个工作日过多，最多可算 {MAX_WORKING_DAYS} 个")]
    TooMany { n: u32 },
    #[error("超出可以计算的日期")]
    OutOfRange,
}

impl Deadline {
    /// The instant at which the period has passed: 24:00 Beijing time of its last day.
    pub fn ends_at(&self) -> DateTime<Utc> {
        end_of_day(self.date)
    }

    /// Whether what was done at that instant was done within the period.
    pub fn met_by(&self, at: DateTime<Utc>) -> bool {
        at < self.ends_at()
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.provisional { " provisional" } else { "" };
        write!(f, "{}{note}", self.date)
    }
}

impl Calendar {
    /// The n-th working day after an event. The day of the event is not counted, whether it works or not; with n = 0 the period
    /// ends on the day of the event itself.
    ///
    /// # Errors
    /// More than [`MAX_WORKING_DAYS`], or a count beyond chrono's last date.
    pub fn add_working_days(&self, event: NaiveDate, n: u32) -> Result<Deadline, WorkdayError> {
        check_count(n)?;
        let mut deadline = Deadline { date: event, provisional: false };
        let mut days = self.days_after(event);
        let mut to_count = n;
        while to_count > 0 {
            let day = days.next().ok_or(WorkdayError::OutOfRange)?;
            deadline.date = day.date;
            // A day passed over is as much a guess as one counted: its notice may make it a working day.
            deadline.provisional |= day.provisional;
            to_count -= u32::from(day.working);
        }
        Ok(deadline)
    }

    /// The first working day after a date.
    pub fn next_working_day(&self, after: NaiveDate) -> Result<Deadline, WorkdayError> {
        self.add_working_days(after, 1)
    }

    /// Working days from today to the due date, or since then. Counts stop at [`MAX_WORKING_DAYS`].
    pub fn remaining(&self, today: NaiveDate, due: NaiveDate) -> Remaining {
        let (from, to) = (today.min(due), today.max(due));
        let mut days = 0;
        let mut provisional = false;
        for day in self.days_after(from).take_while(|day| day.date <= to) {
            provisional |= day.provisional;
            days += u32::from(day.working);
            if days == MAX_WORKING_DAYS {
                break;
            }
        }
        let (left, overdue) = if today < due { (days, 0) } else { (0, days) };
        Remaining { left, overdue, provisional }
    }

    /// Every calendar day from the event to the last day of the period, each with what it is and what it means in the count.
    ///
    /// # Errors
    /// As [`Calendar::add_working_days`].
    pub fn explain(&self, event: NaiveDate, n: u32) -> Result<Vec<DayCell>, WorkdayError> {
        let due = self.add_working_days(event, n)?.date;
        let mut no = 0;
        let counted = self.days_after(event).take_while(|day| day.date <= due).map(|day| {
            no += u32::from(day.working);
            let meaning = match (day.working, no == n) {
                (false, _) => Meaning::Skipped,
                (true, false) => Meaning::Counted { no },
                (true, true) => Meaning::Last { no },
            };
            DayCell { day, meaning }
        });
        let first = DayCell { day: self.day(event), meaning: Meaning::Event };
        Ok(std::iter::once(first).chain(counted).collect())
    }

    fn days_after(&self, date: NaiveDate) -> impl Iterator<Item = Day> {
        std::iter::successors(date.succ_opt(), NaiveDate::succ_opt).map(|date| self.day(date))
    }
}

fn check_count(n: u32) -> Result<(), WorkdayError> {
    if n > MAX_WORKING_DAYS { Err(WorkdayError::TooMany { n }) } else { Ok(()) }
}
