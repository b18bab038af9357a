//! Dates of the law are Beijing dates (UTC+8, no summer time since 1992); instants are kept in UTC.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

const OFFSET: TimeDelta = TimeDelta::hours(8);
/// 24:00 in Beijing is 16:00 UTC of the same date.
const DAY_END_UTC: TimeDelta = TimeDelta::hours(16);

/// The date in Beijing at an instant. Instants at the very end of chrono's range answer its last date.
pub fn beijing_date(at: DateTime<Utc>) -> NaiveDate {
    at.naive_utc().checked_add_signed(OFFSET).map_or(NaiveDate::MAX, |local| local.date())
}

/// The end of a date in Beijing, 24:00 (Civil Code art. 203). What must be done by that date is in time strictly before it.
pub fn end_of_day(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN).and_utc();
    midnight.checked_add_signed(DAY_END_UTC).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_new_date_begins_in_beijing_at_sixteen_hundred_utc() {
        assert_eq!(beijing_date(at("2026-03-02T15:59:59.999999Z")).to_string(), "2026-03-02");
        assert_eq!(beijing_date(at("2026-03-02T16:00:00Z")).to_string(), "2026-03-03");
        assert_eq!(beijing_date(at("2026-12-31T16:00:00Z")).to_string(), "2027-01-01");
    }

    #[test]
    fn a_date_ends_when_the_next_begins() {
        let date = NaiveDate::from_ymd_opt(2024, 2, 28).unwrap();
        assert_eq!(end_of_day(date), at("2024-02-28T16:00:00Z"));
        assert_eq!(beijing_date(end_of_day(date)).to_string(), "2024-02-29");
    }

    #[test]
    fn the_limits_of_time_do_not_panic() {
        assert_eq!(beijing_date(DateTime::<Utc>::MAX_UTC), NaiveDate::MAX);
        beijing_date(DateTime::<Utc>::MIN_UTC);
        end_of_day(NaiveDate::MAX);
        end_of_day(NaiveDate::MIN);
    }
}
