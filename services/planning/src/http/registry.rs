//! The city's set-up: regions and departments, and their names for everybody who reads a code.

use ::store::{copy::department, journal};
use access::Reader;
use actix_web::{get, post, web::Query};
use contracts::{
    api::planning::{DepartmentView, Departments, OpenRegion, Regions, RegisterDepartment},
    events::planning::{Department, Region, RegistryEvent},
};
use kernel::{DepartmentId, RegionCode, Role};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Body, Call, Problem, problem::from_store, shown};

use crate::{domain::Refusal, store::registry};

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
    registry::keep_region(&work, &region).await.map_err(from_store)?;
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
    registry::keep_department(&work, &department).await.map_err(from_store)?;
    let event = RegistryEvent::DepartmentRegistered(department);
    work.record(call.region(), &format!("department-{id}"), 0, &[event]).await.map_err(from_store)?;
    web::created(work, 1, &DepartmentView { department: id }).await
}

/// Whether a region may be named to the caller: a rehearsal is known to those of it alone.
fn is_known(call: &Call, region: &RegionCode) -> bool {
    let own = [Reader::Within(region.clone()), Reader::Region(region.clone())];
    !region.is_rehearsal() || own.iter().any(|reader| call.held().contains(reader))
}

/// Regions with their names.
#[utoipa::path(tag = "planning", responses((status = 200, body = Regions)))]
#[get("/api/planning/v1/regions")]
pub async fn list_regions(call: Call) -> Answer {
    let mut items = registry::regions(call.context().database.read()).await.map_err(from_store)?;
    items.retain(|region| is_known(&call, &region.region));
    shown(None, &Regions { items })
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DepartmentQuery {
    /// The caller's own where absent; who is not signed in names one.
    region: Option<RegionCode>,
}

/// Departments of a region with their names.
#[utoipa::path(tag = "planning", params(DepartmentQuery), responses((status = 200, body = Departments)))]
#[get("/api/planning/v1/departments")]
pub async fn list_departments(call: Call, query: Query<DepartmentQuery>) -> Answer {
    let region = match &query.region {
        Some(region) => region,
        None if call.actor().role == Role::Public => {
            return Err(Problem::field("region", "请指明区划"));
        }
        None => call.region(),
    };
    if !is_known(&call, region) {
        return shown(None, &Departments { items: Vec::new() });
    }
    let read = call.context().database.read();
    let items = registry::departments(read, region).await.map_err(from_store)?;
    shown(None, &Departments { items })
}
