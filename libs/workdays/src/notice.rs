//! A year's notice (国务院办公厅关于…年部分节假日安排的通知) and what makes one acceptable.

mod text;

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::day::is_weekend;

/// One version of one year's arrangement. Every version states the whole year, so that each can be read alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub year: i32,
    /// 1 for the year's first notice, 2 for its first amendment, and so on.
    pub version: u32,
    /// 成文日期.
    pub issued: NaiveDate,
    /// 文号, for example 国办发明电〔2025〕7号.
    pub number: String,
    pub holidays: Vec<Holiday>,
}

/// One line of a notice: the days off of a holiday and the weekend days worked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    pub name: String,
    pub first: NaiveDate,
    /// The last day off, included.
    pub last: NaiveDate,
    /// 调休上班的日期.
    #[serde(default)]
    pub makeup: Vec<NaiveDate>,
}

impl Holiday {
    /// The days off, first to last.
    pub fn days_off(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }
}

/// Why a notice is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    #[error("第 {line} 行无法解读（{why}）")]
    Text { line: usize, why: &'static str },
    #[error("通知缺少 {0}")]
    Missing(&'static str),
    #[error("年份 {0} 不在 1950 至 2999 之间")]
    Year(i32),
    #[error("版本号应从 1 起")]
    Version,
    #[error("文号应为一行，1 至 64 字")]
    Number,
    #[error("通知没有列出节日")]
    Empty,
    #[error("节日名称应为 1 至 64 字，不含空格")]
    Name,
    #[error("{name} 的止日早于起日")]
    Reversed { name: String },
    #[error("{date} 不在 {year} 年内，也不在上年 12 月")]
    OutsideYear { year: i32, date: NaiveDate },
    #[error("{date} 重复")]
    Twice { date: NaiveDate },
    #[error("{date} 列为上班日，但它不是双休日")]
    MakeupOnWeekday { date: NaiveDate },
    #[error("{year} 年第 {version} 版已有，且内容不同")]
    Conflict { year: i32, version: u32 },
    #[error("{year} 年第 {version} 版与前后各版的成文日期次序不符")]
    Order { year: i32, version: u32 },
}

impl Notice {
    /// Checks the notice on its own: dates within the year, off and worked days disjoint, make-up days on weekends.
    ///
    /// Days of the December before are accepted because the New Year's holiday reaches back (2019: off from 2018-12-30 and
    /// 2018-12-29 worked).
    pub fn check(&self) -> Result<(), NoticeError> {
        if !(1950..=2999).contains(&self.year) {
            return Err(NoticeError::Year(self.year));
        }
        if self.version == 0 {
            return Err(NoticeError::Version);
        }
        if !is_line(&self.number) {
            return Err(NoticeError::Number);
        }
        if self.holidays.is_empty() {
            return Err(NoticeError::Empty);
        }
        let mut seen = BTreeSet::new();
        self.holidays.iter().try_for_each(|holiday| self.check_holiday(holiday, &mut seen))
    }

    fn check_holiday(&self, holiday: &Holiday, seen: &mut BTreeSet<NaiveDate>) -> Result<(), NoticeError> {
        if !is_line(&holiday.name)
            || holiday.name.contains(char::is_whitespace)
            || holiday.name.starts_with('#')
        {
            return Err(NoticeError::Name);
        }
        if holiday.last < holiday.first {
            return Err(NoticeError::Reversed { name: holiday.name.clone() });
        }
        // Both ends first: a span between them is then at most 13 months long and safe to walk.
        self.check_within(holiday.first)?;
        self.check_within(holiday.last)?;
        holiday.days_off().try_for_each(|date| note_once(seen, date))?;
        for &date in &holiday.makeup {
            self.check_within(date)?;
            note_once(seen, date)?;
            if !is_weekend(date) {
                return Err(NoticeError::MakeupOnWeekday { date });
            }
        }
        Ok(())
    }

    fn check_within(&self, date: NaiveDate) -> Result<(), NoticeError> {
        let december_before = date.year() == self.year - 1 && date.month() == 12;
        if date.year() == self.year || december_before {
            return Ok(());
        }
        Err(NoticeError::OutsideYear { year: self.year, date })
    }
}

fn note_once(seen: &mut BTreeSet<NaiveDate>, date: NaiveDate) -> Result<(), NoticeError> {
    if seen.insert(date) { Ok(()) } else { Err(NoticeError::Twice { date }) }
}

/// One trimmed line of 1 to 64 characters: the text form must read back what it wrote.
fn is_line(text: &str) -> bool {
    let length = text.chars().count();
    (1..=64).contains(&length) && text.trim() == text && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests;
