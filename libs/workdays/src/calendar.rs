//! The set of notices and what it says of one day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::{Day, DayKind, Notice, NoticeError};

/// All versions of all years' notices; the highest version of a year is in force.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    notices: BTreeMap<(i32, u32), Notice>,
    /// What the notices in force say of single days. Derived, so that a day is one look-up.
    marks: BTreeMap<NaiveDate, DayKind>,
}

impl Calendar {
    /// A calendar without notices: every answer is provisional.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Adds a notice. Adding the same one again changes nothing, and the order of arrival does not matter, so that an event
    /// that carries a notice may come late or twice.
    ///
    /// # Errors
    /// What [`Notice::check`] refuses; a version already known with another content; versions of a year issued in another order.
    pub fn with_notice(mut self, notice: Notice) -> Result<Self, NoticeError> {
        notice.check()?;
        let (year, version) = (notice.year, notice.version);
        if self.notices.get(&(year, version)).is_some_and(|known| *known != notice) {
            return Err(NoticeError::Conflict { year, version });
        }
        if self.versions(year).any(|known| !in_order(known, &notice)) {
            return Err(NoticeError::Order { year, version });
        }
        self.notices.insert((year, version), notice);
        Ok(Self::of(self.notices))
    }

    /// The calendar as it was known at the end of a day: only what was issued by then.
    pub fn as_of(&self, day: NaiveDate) -> Self {
        let mut notices = self.notices.clone();
        notices.retain(|_, notice| notice.issued <= day);
        Self::of(notices)
    }

    /// Names this very set of notices: newest year and version, then a checksum over all of them, as in `2026.1-5f3a9c01`.
    /// For records and comparison between services; it is no protection against forgery.
    pub fn version(&self) -> String {
        let (year, version) = self.notices.keys().next_back().copied().unwrap_or_default();
        let text: String = self.notices.values().map(Notice::to_string).collect();
        format!("{year}.{version}-{:08x}", fnv1a(text.as_bytes()))
    }

    /// The notice in force for a year.
    pub fn notice(&self, year: i32) -> Option<&Notice> {
        self.versions(year).next_back()
    }

    /// All notices, by year and version.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.values()
    }

    /// What one day is.
    pub fn day(&self, date: NaiveDate) -> Day {
        let mark = self.marks.get(&date);
        let provisional = mark.is_none() && self.notice(date.year()).is_none();
        let kind = mark.cloned().unwrap_or_else(|| DayKind::by_week(date));
        Day { date, working: kind.is_working(), provisional, kind }
    }

    /// Every day of a year; empty for a year that has no dates (beyond ±262142).
    pub fn list(&self, year: i32) -> Vec<Day> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).into_iter();
        first
            .flat_map(|day| day.iter_days())
            .take_while(|date| date.year() == year)
            .map(|date| self.day(date))
            .collect()
    }

    pub fn working_days_in(&self, year: i32) -> usize {
        self.list(year).iter().filter(|day| day.working).count()
    }

    fn of(notices: BTreeMap<(i32, u32), Notice>) -> Self {
        let in_force: BTreeMap<i32, &Notice> = notices.values().map(|notice| (notice.year, notice)).collect();
        // By year: where a notice reaches into the December before, it is the younger word and stands.
        let marks = in_force.into_values().flat_map(marks_of).collect();
        Self { notices, marks }
    }

    /// Every version of a year's notice that is known, the first one first.
    pub fn versions(&self, year: i32) -> impl DoubleEndedIterator<Item = &Notice> {
        self.notices.range((year, 0)..=(year, u32::MAX)).map(|(_, notice)| notice)
    }
}

fn marks_of(notice: &Notice) -> impl Iterator<Item = (NaiveDate, DayKind)> {
    notice.holidays.iter().flat_map(|holiday| {
        let off = holiday.days_off().map(|date| (date, DayKind::Holiday { name: holiday.name.clone() }));
        let worked =
            holiday.makeup.iter().map(|date| (*date, DayKind::Makeup { name: holiday.name.clone() }));
        off.chain(worked)
    })
}

fn in_order(known: &Notice, new: &Notice) -> bool {
    known.version.cmp(&new.version) == known.issued.cmp(&new.issued) || known.issued == new.issued
}

/// FNV-1a, 32 bits.
fn fnv1a(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
