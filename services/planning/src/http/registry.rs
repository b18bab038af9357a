//! The city's set-up: regions, departments, the working calendar.

use ::store::{
    copy::{calendar, department},
    journal,
};
use actix_web::{get, post, web::Query};
use chrono::{Datelike, NaiveDate};
use contracts::{
    api::planning::{DepartmentView, DueView, OpenRegion, PublishNotice, RegisterDepartment},
    events::planning::{CalendarNotice, Department, Region, RegistryEvent},
};
use kernel::{DepartmentId, RegionCode};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Body, Call, Problem, problem::from_store, shown};

use crate::domain::Refusal;

/// Years that a notice may be of.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2999;

/// Opens the administrator's own region.
#[utoipa::path(tag = "planning", request_body = OpenRegion, responses((status = 201, body = Region)))]
#[post("/api/planning/v1/regions")]
pub async fn open_region(call: Call, body: Body<OpenRegion>) -> Answer {
    web::text("name", &body.value.name, 40)?;
    let region = Region {
        region: call.region().clone(),
        name: body.value.name.clone(),
        parent: body.value.parent.clone(),
        rehearsal: call.region().is_rehearsal(),
    };
    let mut work = call.begin(&body.digest).await?;
    let event = RegistryEvent::RegionOpened(region.clone());
    let aggregate = format!("region-{}", region.region);
    if journal::last_version(work.tx(), &aggregate).await.map_err(from_store)? > 0 {
        return Err(Refusal::RegionExists.into());
    }
    work.record(call.region(), &aggregate, 0, &[event]).await.map_err(from_store)?;
    web::created(work, 1, &region).await
}

/// Registers a member department (成员单位) of the region.
#[utoipa::path(tag = "planning", request_body = RegisterDepartment, responses((status = 201, body = DepartmentView)))]
#[post("/api/planning/v1/departments")]
pub async fn register_department(call: Call, body: Body<RegisterDepartment>) -> Answer {
    let asked = &body.value;
    web::text("name", &asked.name, 60)?;
    web::text("number_prefix", &asked.number_prefix, 20)?;
    let id = DepartmentId::of(call.region(), &asked.short)
        .map_err(|_| Problem::field("short", "应为 2 至 16 位小写字母或数字"))?;
    let department = Department {
        department: id.clone(),
        name: asked.name.clone(),
        number_prefix: asked.number_prefix.clone(),
        duty: asked.duty,
    };
    let mut work = call.begin(&body.digest).await?;
    let known = department::of_region(work.tx(), call.region()).await.map_err(from_store)?;
    // A file names departments by their names: two of one name could not be told apart.
    if department::is_known(&known, &id) || known.iter().any(|row| row.name == asked.name) {
        return Err(Refusal::DepartmentExists.into());
    }
    department::keep(&work, &department).await.map_err(from_store)?;
    let event = RegistryEvent::DepartmentRegistered(department);
    work.record(call.region(), &format!("department-{id}"), 0, &[event]).await.map_err(from_store)?;
    web::created(work, 1, &DepartmentView { department: id }).await
}

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
    let region = query.region.as_ref().unwrap_or(call.region());
    let calendar = calendar::of_region(call.context().database.read(), region).await.map_err(from_store)?;
    let due = calendar
        .add_working_days(query.date, query.days)
        .map_err(|_| Problem::field("days", "超出可计算的范围"))?;
    shown(None, &DueView { date: due.date, provisional: due.provisional, calendar: calendar.version() })
}
