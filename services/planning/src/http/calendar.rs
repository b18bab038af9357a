//! The working calendar: its notices, its days, and the dates counted by it.

use ::store::copy::calendar;
use actix_web::{get, post, web::Query};
use chrono::{Datelike, NaiveDate};
use contracts::{
    api::planning::{CalendarDays, CalendarNotices, DayView, DueView, PublishNotice},
    events::planning::{CalendarNotice, RegistryEvent},
};
use kernel::RegionCode;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Body, Call, Problem, problem::from_store, shown};
use workdays::Calendar;

use crate::domain::Refusal;

/// Years that a notice may be of.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2999;
/// Days in one answer.
const DAYS: i64 = 400;

/// Publishes a year's notice on days off; open deadlines are counted anew.
#[utoipa::path(tag = "planning", request_body = PublishNotice, responses((status = 201, body = DueView)))]
#[post("/api/planning/v1/calendar/notices")]
pub async fn publish_notice(call: Call, body: Body<PublishNotice>) -> Answer {
    let notice = &body.value.notice;
    let mut work = call.begin(&body.digest).await?;
    let known = calendar::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    if known.versions(notice.year).any(|known| known == notice) {
        return Err(Refusal::NoticeKnown { year: notice.year, version: notice.version }.into());
    }
    let with =
        known.with_notice(notice.clone()).map_err(|e| Refusal::NoticeInvalid { detail: e.to_string() })?;
    calendar::keep(&work, call.region(), notice).await.map_err(from_store)?;
    let aggregate = format!("calendar-{}-{}-{}", call.region(), notice.year, notice.version);
    let event = RegistryEvent::CalendarPublished(CalendarNotice { notice: notice.clone() });
    work.record(call.region(), &aggregate, 0, &[event]).await.map_err(from_store)?;
    let view = DueView { date: work.today(), provisional: false, calendar: with.version() };
    web::created(work, 1, &view).await
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DueQuery {
    /// The date of the event; it does not count.
    date: NaiveDate,
    /// Working days.
    #[param(minimum = 0, maximum = 1000)]
    days: u32,
    #[serde(default)]
    region: Option<RegionCode>,
}

/// The last of so many working days after a date.
#[utoipa::path(tag = "planning", params(DueQuery), responses((status = 200, body = DueView)))]
#[get("/api/planning/v1/calendar/due")]
pub async fn compute_due(call: Call, query: Query<DueQuery>) -> Answer {
    if !YEARS.contains(&query.date.year()) {
        return Err(Problem::field("date", "应为 1950 至 2999 年的日期"));
    }
    let calendar = of(&call, query.region.as_ref()).await?;
    let due = calendar
        .add_working_days(query.date, query.days)
        .map_err(|_| Problem::field("days", "超出可计算的范围"))?;
    shown(None, &DueView { date: due.date, provisional: due.provisional, calendar: calendar.version() })
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DayQuery {
    /// The caller's own where absent; without any, what the State Council has published counts.
    region: Option<RegionCode>,
    from: NaiveDate,
    /// The last day; at most 400 days with the first.
    until: NaiveDate,
}

/// What each day of a span is: worked or off, and for which holiday.
#[utoipa::path(tag = "planning", params(DayQuery), responses((status = 200, body = CalendarDays)))]
#[get("/api/planning/v1/calendar/days")]
pub async fn list_calendar_days(call: Call, query: Query<DayQuery>) -> Answer {
    let DayQuery { region, from, until } = query.into_inner();
    for (field, date) in [("from", from), ("until", until)] {
        if !YEARS.contains(&date.year()) {
            return Err(Problem::field(field, "应为 1950 至 2999 年的日期"));
        }
    }
    if !(0..DAYS).contains(&(until - from).num_days()) {
        return Err(Problem::field("until", "不应早于起日，且连起日不超过 400 天"));
    }
    let calendar = of(&call, region.as_ref()).await?;
    let days = from.iter_days().take_while(|date| *date <= until);
    let items = days.map(|date| DayView::from(calendar.day(date))).collect();
    shown(None, &CalendarDays { calendar: calendar.version(), items })
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticeQuery {
    /// The caller's own where absent; without any, what the product ships.
    region: Option<RegionCode>,
}

/// The notices that a region's calendar is made of, every version of each year's.
#[utoipa::path(tag = "planning", params(NoticeQuery), responses((status = 200, body = CalendarNotices)))]
#[get("/api/planning/v1/calendar/notices")]
pub async fn list_calendar_notices(call: Call, query: Query<NoticeQuery>) -> Answer {
    shown(None, &CalendarNotices::from(&of(&call, query.region.as_ref()).await?))
}

async fn of(call: &Call, region: Option<&RegionCode>) -> Result<Calendar, Problem> {
    let region = region.unwrap_or(call.region());
    calendar::of_region(call.context().database.read(), region).await.map_err(from_store)
}
