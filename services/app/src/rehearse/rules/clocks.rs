//! Both clocks, counted again day by day from the State Council's notices, with none of the product's arithmetic (art. 20,
//! 23; rule 3): the day of the event does not count, and the last day ends at midnight in Beijing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use contracts::events::inspection::{FindingEvent, VisitEvent};
use workdays::Calendar;

use super::Found;
use crate::rehearse::record::Record;

const REFERRAL_DAYS: u32 = 7;
const DISCLOSURE_DAYS: u32 = 20;

/// Days off and days worked at a weekend, of every year that has its notice.
struct Days {
    off: BTreeSet<NaiveDate>,
    worked: BTreeSet<NaiveDate>,
}

impl Days {
    fn known() -> Self {
        let mut days = Self { off: BTreeSet::new(), worked: BTreeSet::new() };
        for notice in Calendar::built_in().notices() {
            for holiday in &notice.holidays {
                days.off.extend(holiday.first.iter_days().take_while(|day| *day <= holiday.last));
                days.worked.extend(&holiday.makeup);
            }
        }
        days
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.worked.contains(&day) || (!weekend && !self.off.contains(&day))
    }

    /// The last of `count` working days after `event`.
    fn after(&self, event: NaiveDate, count: u32) -> NaiveDate {
        let (mut day, mut left) = (event, count);
        while left > 0 {
            day = day.succ_opt().unwrap_or(day);
            if self.is_working(day) {
                left -= 1;
            }
        }
        day
    }
}

pub fn clocks(record: &Record) -> Found {
    let (mut found, days) = (Found::default(), Days::known());
    let (mut formed, mut ended) = (BTreeMap::new(), BTreeMap::new());
    for entry in record.journals.get("inspection").into_iter().flatten() {
        if let Ok(VisitEvent::Ended(end)) = entry.event.event_as() {
            ended.insert(end.visit, end.ended_on);
        } else if let Ok(FindingEvent::Raised(raised)) = entry.event.event_as() {
            formed.insert(raised.finding, raised.formed_on);
        }
    }
    for referral in &record.referrals {
        let start = formed.get(&referral.finding).copied();
        let due = start.map(|day| days.after(day, REFERRAL_DAYS));
        found.hold(start == Some(referral.formed_on) && due == Some(referral.due_on), || {
            format!("移送 {}：期限 {}，独立计算 {due:?}", referral.number, referral.due_on)
        });
    }
    for duty in &record.duties {
        let start = ended.get(&duty.visit).copied();
        let due = start.map(|day| days.after(day, DISCLOSURE_DAYS));
        found.hold(start == Some(duty.ended_on) && due == Some(duty.due_on), || {
            format!("公示责任 {}：期限 {}，独立计算 {due:?}", duty.duty, duty.due_on)
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_agrees_with_what_is_known() {
        let days = Days::known();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(days.after(day("2026-03-02"), REFERRAL_DAYS), day("2026-03-11"));
        assert_eq!(days.after(day("2026-03-02"), DISCLOSURE_DAYS), day("2026-03-30"));
        // Over the National Day of 2025, with its two worked weekend days.
        let counted = Calendar::built_in().add_working_days(day("2025-09-26"), 10).unwrap();
        assert_eq!(days.after(day("2025-09-26"), 10), counted.date);
    }
}
