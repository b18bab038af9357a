use actix_web::{get, web::Query};
use chrono::Datelike;
use contracts::api::oversight::PublicFigures;
use kernel::RegionCode;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::{disclosed, duty, tally};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FiguresQuery {
    region: RegionCode,
    /// The calendar year, Beijing time; the present one where absent.
    #[param(minimum = 2020, maximum = 2100)]
    year: Option<i32>,
}

/// What the joint inspections of a region came to in a year, in numbers, for everybody. Rehearsals have none.
#[utoipa::path(tag = "oversight", params(FiguresQuery), responses((status = 200, body = PublicFigures)))]
#[get("/api/oversight/v1/public-figures")]
pub async fn read_public_figures(call: Call, query: Query<FiguresQuery>) -> Answer {
    let FiguresQuery { region, year } = query.into_inner();
    let year = year.unwrap_or_else(|| call.context().clock.today().year());
    if !(2020..=2100).contains(&year) {
        return Err(Problem::field("year", "应为 2020 至 2100"));
    }
    if region.is_rehearsal() {
        return Err(Problem::not_found());
    }
    let on = call.context().database.read();
    let all = tally::in_all(on, &region, year).await.map_err(from_store)?;
    let results = disclosed::by_result(on, &region, year).await.map_err(from_store)?;
    let (disclosures_due, disclosures_on_time) = duty::kept(on, &region, year).await.map_err(from_store)?;
    shown(
        None,
        &PublicFigures {
            region,
            year,
            tasks_released: all.tasks_released,
            draws_drawn: all.draws_drawn,
            objects_drawn: all.objects_drawn,
            visits_ended: all.visits_ended,
            results,
            disclosures_due,
            disclosures_on_time,
            referrals_issued: all.referrals_issued,
            referrals_concluded: all.referrals_concluded,
        },
    )
}
