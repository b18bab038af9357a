//! What one calendar day is, and what it means within a count.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// One calendar day as the calendar knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    pub date: NaiveDate,
    pub working: bool,
    /// The year's notice is not loaded: `working` is Monday to Friday and may change.
    pub provisional: bool,
    #[serde(flatten)]
    pub kind: DayKind,
}

/// Why a day works or not. Names are the notice's own (春节; 国庆节、中秋节).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DayKind {
    /// Monday to Friday, nothing special.
    Weekday,
    /// Saturday or Sunday, nothing special.
    Weekend,
    /// 放假: off by notice, whatever the day of the week.
    Holiday { name: String },
    /// 调休上班: a weekend day worked in exchange for the named holiday.
    Makeup { name: String },
}

impl DayKind {
    /// What the day of the week alone says.
    pub(crate) fn by_week(date: NaiveDate) -> Self {
        if is_weekend(date) { Self::Weekend } else { Self::Weekday }
    }

    pub fn is_working(&self) -> bool {
        matches!(self, Self::Weekday | Self::Makeup { .. })
    }
}

/// One cell of the strip that explains a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCell {
    #[serde(flatten)]
    pub day: Day,
    #[serde(flatten)]
    pub meaning: Meaning,
}

/// What a day means in a count of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "meaning", rename_all = "snake_case")]
pub enum Meaning {
    /// The day of the event, which is not counted.
    Event,
    /// The no-th working day, starting from 1.
    Counted { no: u32 },
    /// Off; the day's kind says why.
    Skipped,
    /// The working day on which the period ends, at 24:00.
    Last { no: u32 },
}

pub(crate) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
