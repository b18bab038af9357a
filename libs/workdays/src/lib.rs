//! Working days (工作日) of the People's Republic of China, counted as the policy counts its two clocks.
//!
//! A [`Calendar`] is a set of notices: each year's arrangement of the State Council (节假日安排的通知) in all the versions that
//! were issued, because years have been amended in the middle (2019, 2020). It answers whether a day works, on which day the
//! n-th working day after an event falls (Civil Code art. 201 and 203: the day of the event is not counted, the last day ends at
//! 24:00 Beijing time, make-up days (调休) count), how many are left, and why: every day of the count with its reason.
//!
//! A year whose notice is not loaded is never guessed silently. It counts Monday to Friday and says `provisional`; once
//! [`Calendar::with_notice`] has the notice, the same question gives the firm answer. Recomputing open deadlines, keeping closed
//! ones and leaving a trail is the services' work: nothing here reads a clock, a file or a database.
//!
//! Deliberately not here: the lunar calendar, statutory holidays worked out by rule, local holidays, working hours.
//!
//! To add a year, put the notice as `notices/<year>.txt` in the plain form of its neighbours, name it in `built_in.rs`, and
//! extend the reference lists under `tests/fixtures`. An amendment is a file of its own (`<year>-2.txt`) that states the whole
//! year again; a notice once shipped is not edited.

mod beijing;
mod built_in;
mod calendar;
mod count;
mod day;
mod notice;

pub use beijing::{beijing_date, end_of_day};
pub use calendar::Calendar;
pub use count::{Deadline, MAX_WORKING_DAYS, Remaining, WorkdayError};
pub use day::{Day, DayCell, DayKind, Meaning};
pub use notice::{Holiday, Notice, NoticeError};
