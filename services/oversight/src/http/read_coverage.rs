use actix_web::{get, web::Query};
use contracts::api::oversight::{CoverageView, DepartmentFigures};
use web::{Answer, Call, problem::from_store, shown};

use super::year::YearQuery;
use crate::store::{department, tally};

/// What random inspection covered in a year (art. 4), in all and by department; a department reads its own row.
#[utoipa::path(tag = "oversight", params(YearQuery), responses((status = 200, body = CoverageView)))]
#[get("/api/oversight/v1/coverage")]
pub async fn read_coverage(call: Call, query: Query<YearQuery>) -> Answer {
    let year = query.year(&call)?;
    let on = call.context().database.read();
    let members = department::read_by(on, call.actor()).await.map_err(from_store)?;
    let mut figures = tally::by_department(on, call.region(), year).await.map_err(from_store)?;
    let departments = members.into_iter().map(|member| DepartmentFigures {
        figures: figures.remove(member.id.as_str()).unwrap_or_default(),
        department: member.id,
        name: member.name,
    });
    let departments = departments.collect();
    let all = tally::in_all(on, call.region(), year).await.map_err(from_store)?;
    shown(None, &CoverageView { year, all, departments })
}
