//! Values of options, read with Chinese words for what is wrong.

use std::{net::SocketAddr, str::FromStr};

use chrono::{DateTime, FixedOffset, NaiveDate};
use kernel::ids::DrawId;
use sortition::encoding::Hash;

/// The first and the last year that the calendar can be asked for.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2999;

pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "应为 IP 地址和端口，例如 127.0.0.1:8100".to_owned())
}

pub fn moment(text: &str) -> Result<DateTime<FixedOffset>, String> {
    text.parse().map_err(|_| "应为带时区的时刻，例如 2026-03-02T09:00:00+08:00".to_owned())
}

/// A date of four digits for the year: chrono alone would take others too.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let date = if text.len() == 10 { text.parse::<NaiveDate>().ok() } else { None };
    date.ok_or_else(|| "应为存在的日期，例如 2026-03-02".to_owned())
}

pub fn draw(text: &str) -> Result<DrawId, String> {
    text.parse().map_err(|_| "应为抽取的编号，例如 01a21426-f4b1-758d-9aad-0f29d4e219f0".to_owned())
}

pub fn hash(text: &str) -> Result<Hash, String> {
    text.parse().map_err(|_| "应为 64 位十六进制小写字符".to_owned())
}

pub fn number<N: FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| "应为整数，不为负，也不过大".to_owned())
}

pub fn year(text: &str) -> Result<i32, String> {
    let year = text.parse().ok().filter(|year| YEARS.contains(year));
    year.ok_or_else(|| format!("应为 {} 至 {} 之间的年份", YEARS.start(), YEARS.end()))
}
