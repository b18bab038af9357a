//! The referral clock (art. 20(3)): 7 working days from the date the result is formed.

use chrono::NaiveDate;
use workdays::Calendar;

/// Working days until a referral must have reached the department that finally owns it.
pub const WORKING_DAYS: u32 = 7;
/// From how many working days before the end a warning goes out.
pub const SOON: i64 = 2;

/// The last day, ending at 24:00, and whether it reaches into a year without a published notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    pub provisional: bool,
}

/// When a referral is due whose result was formed on `formed_on`. A date beyond the calendar's reach cannot come from a
/// visit; such a one would be due on its own day and so be seen at once.
pub fn due(calendar: &Calendar, formed_on: NaiveDate) -> Due {
    calendar.add_working_days(formed_on, WORKING_DAYS).map_or(
        Due { on: formed_on, provisional: true },
        |deadline| Due { on: deadline.date, provisional: deadline.provisional },
    )
}

/// Working days left after `today`, up to and with the last one; negative when overdue.
pub fn days_left(calendar: &Calendar, today: NaiveDate, due_on: NaiveDate) -> i64 {
    let remaining = calendar.remaining(today, due_on);
    i64::from(remaining.left) - i64::from(remaining.overdue)
}
