use actix_web::{get, web::Query};
use chrono::Datelike;
use contracts::api::oversight::{DepartmentDutyView, DutiesView};
use web::{Answer, Call, problem::from_store, shown};

use super::year::YearQuery;
use crate::{
    domain::{Part, standing},
    store::{
        department::{self, Member},
        duty::{self, PartRow},
    },
};

/// The yearly duties of art. 9: who must initiate, or initiate or take part in, at least one joint inspection, and who
/// has, by results disclosed in time. A line in a plan does not count. A department reads its own row.
#[utoipa::path(tag = "oversight", params(YearQuery), responses((status = 200, body = DutiesView)))]
#[get("/api/oversight/v1/duties")]
pub async fn read_duties(call: Call, query: Query<YearQuery>) -> Answer {
    let (year, today) = (query.year(&call)?, call.context().clock.today());
    let on = call.context().database.read();
    let members = department::read_by(on, call.actor()).await.map_err(from_store)?;
    let parts = duty::parts(on, call.region(), year, today).await.map_err(from_store)?;
    let over = today.year() > year;
    let items = members.into_iter().map(|member| view(member, &parts, over)).collect();
    shown(None, &DutiesView { year, items })
}

fn view(member: Member, parts: &[PartRow], over: bool) -> DepartmentDutyView {
    let own: Vec<_> = parts.iter().filter(|row| row.department == member.id.as_str()).collect();
    let count = |fits: fn(&PartRow) -> bool| own.iter().filter(|row| fits(row)).count() as u64;
    let parts: Vec<Part> = own.iter().map(|row| part(row)).collect();
    DepartmentDutyView {
        duty: member.duty,
        initiated: count(|row| row.done == 1 && row.initiated == 1),
        took_part: count(|row| row.done == 1 && row.initiated == 0),
        under_way: count(|row| row.done == 0 && row.released == 1),
        state: standing(member.duty, &parts, over),
        department: member.id,
        name: member.name,
    }
}

fn part(row: &PartRow) -> Part {
    Part { initiated: row.initiated == 1, done: row.done == 1, pending: row.pending == 1 }
}
