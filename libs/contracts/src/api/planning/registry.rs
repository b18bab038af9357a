//! The names of regions and departments, and the working calendar day by day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workdays::{Calendar, Day, DayKind, Notice, NoticeError};

use crate::events::planning::{Department, Region};

/// The regions that the caller may know of.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Regions {
    pub items: Vec<Region>,
}

/// The member departments (成员单位) of a region.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Departments {
    pub items: Vec<Department>,
}

/// A span of a region's calendar.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalendarDays {
    /// The version of the calendar.
    pub calendar: String,
    pub items: Vec<DayView>,
}

/// One day; as JSON it is a `workdays::Day`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayView {
    pub date: NaiveDate,
    pub working: bool,
    /// The year's notice is not published yet: Monday to Friday, which may change.
    pub provisional: bool,
    /// `weekday`, `weekend`, `holiday` or `makeup` (调休上班).
    pub kind: String,
    /// The holiday that the day is off or worked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl From<Day> for DayView {
    fn from(day: Day) -> Self {
        let (kind, name) = match day.kind {
            DayKind::Weekday => ("weekday", None),
            DayKind::Weekend => ("weekend", None),
            DayKind::Holiday { name } => ("holiday", Some(name)),
            DayKind::Makeup { name } => ("makeup", Some(name)),
        };
        let (date, working, provisional) = (day.date, day.working, day.provisional);
        Self { date, working, provisional, kind: kind.to_owned(), name }
    }
}

/// Every notice behind a region's calendar, in all versions: with these a client counts as the services do.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalendarNotices {
    /// The version of the calendar.
    pub calendar: String,
    #[schema(value_type = Vec<Object>)]
    pub items: Vec<Notice>,
}

impl CalendarNotices {
    /// The calendar itself.
    ///
    /// # Errors
    /// Where the notices contradict each other, which those of one answer do not.
    pub fn rebuild(&self) -> Result<Calendar, NoticeError> {
        self.items.iter().try_fold(Calendar::empty(), |calendar, notice| calendar.with_notice(notice.clone()))
    }
}

impl From<&Calendar> for CalendarNotices {
    fn from(calendar: &Calendar) -> Self {
        Self { calendar: calendar.version(), items: calendar.notices().cloned().collect() }
    }
}
