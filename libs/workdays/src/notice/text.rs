//! The plain text form of a notice, as in `notices/*.txt` and as an administrator may type it.
//!
//! ```text
//! year 2026
//! version 1
//! issued 2025-11-04
//! number 国办发明电〔2025〕7号
//! 元旦 off 2026-01-01..2026-01-03 work 2026-01-04
//! ```

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{Holiday, Notice, NoticeError};

#[derive(Default)]
struct Draft {
    year: Option<i32>,
    version: Option<u32>,
    issued: Option<NaiveDate>,
    number: Option<String>,
    holidays: Vec<Holiday>,
}

impl FromStr for Notice {
    type Err = NoticeError;

    /// Reads and checks a notice. Lines that are empty or start with `#` are skipped.
    fn from_str(text: &str) -> Result<Self, NoticeError> {
        let mut draft = Draft::default();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if !line.is_empty() && !line.starts_with('#') {
                draft.read(line).map_err(|why| NoticeError::Text { line: number + 1, why })?;
            }
        }
        let notice = draft.finish()?;
        notice.check()?;
        Ok(notice)
    }
}

impl Draft {
    fn read(&mut self, line: &str) -> Result<(), &'static str> {
        let (word, rest) = line.split_once(char::is_whitespace).ok_or("应为一个词和它的值")?;
        let rest = rest.trim();
        match word {
            "year" => once(&mut self.year, parse(rest, "应为年份")?),
            "version" => once(&mut self.version, parse(rest, "应为版本号")?),
            "issued" => once(&mut self.issued, date(rest)?),
            "number" => once(&mut self.number, rest.to_owned()),
            name => {
                self.holidays.push(holiday(name, rest)?);
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<Notice, NoticeError> {
        Ok(Notice {
            year: self.year.ok_or(NoticeError::Missing("年份"))?,
            version: self.version.ok_or(NoticeError::Missing("版本号"))?,
            issued: self.issued.ok_or(NoticeError::Missing("成文日期"))?,
            number: self.number.ok_or(NoticeError::Missing("文号"))?,
            holidays: self.holidays,
        })
    }
}

fn once<T>(slot: &mut Option<T>, value: T) -> Result<(), &'static str> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err("重复"),
    }
}

fn holiday(name: &str, rest: &str) -> Result<Holiday, &'static str> {
    let mut words = rest.split_whitespace();
    if words.next() != Some("off") {
        return Err("节日名称之后应为 off");
    }
    let span = words.next().ok_or("缺少放假日期")?;
    let (first, last) = span.split_once("..").unwrap_or((span, span));
    let makeup = match words.next() {
        None => Vec::new(),
        Some("work") => words.map(date).collect::<Result<_, _>>()?,
        Some(_) => return Err("放假日期之后应为 work 或行尾"),
    };
    Ok(Holiday { name: name.to_owned(), first: date(first)?, last: date(last)?, makeup })
}

fn date(text: &str) -> Result<NaiveDate, &'static str> {
    parse(text, "应为形如 2026-10-01 的日期")
}

fn parse<T: FromStr>(text: &str, why: &'static str) -> Result<T, &'static str> {
    text.parse().map_err(|_| why)
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "year {}\nversion {}\nissued {}\nnumber {}",
            self.year, self.version, self.issued, self.number
        )?;
        self.holidays.iter().try_for_each(|holiday| writeln!(f, "{holiday}"))
    }
}

impl fmt::Display for Holiday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} off {}", self.name, self.first)?;
        if self.last != self.first {
            write!(f, "..{}", self.last)?;
        }
        if !self.makeup.is_empty() {
            write!(f, " work")?;
        }
        self.makeup.iter().try_for_each(|date| write!(f, " {date}"))
    }
}
