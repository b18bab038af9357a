//! The draws of a region as the public log tells of them.

use std::collections::BTreeMap;

use actix_web::{get, web::Query};
use chrono::NaiveDate;
use contracts::{
    api::draw::{PublicDraw, PublicDraws},
    events::planning::EntropySource,
};
use kernel::{Moment, RegionCode, ids::TaskId};
use serde::Deserialize;
use sortition::assurance::Assurance;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::{
    domain::Draw,
    store::listed::{self, Asked},
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicQuery {
    region: RegionCode,
    /// The year of the opening, Beijing time.
    #[param(minimum = 2020, maximum = 2100)]
    year: Option<i32>,
    task: Option<TaskId>,
    /// The number before which the page begins (`next` of the page before).
    before: Option<u64>,
    /// Draws per page, 1 to 500; 50 where absent.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// Draws of a region, the last opened first: what the public log holds of each, and the title of its task. Rehearsals are
/// nobody's to see here.
#[utoipa::path(tag = "draw", params(PublicQuery), responses((status = 200, body = PublicDraws)))]
#[get("/api/draw/v1/public-draws")]
pub async fn list_public_draws(call: Call, query: Query<PublicQuery>) -> Answer {
    let PublicQuery { region, year, task, before, limit } = query.into_inner();
    let limit = limit.unwrap_or(50);
    if !(1..=500).contains(&limit) {
        return Err(Problem::field("limit", "应为 1 至 500"));
    }
    if region.is_rehearsal() {
        return Err(Problem::not_found());
    }
    let between = year.map(seconds_of).transpose()?;
    let limit = usize::from(limit);
    let asked = Asked { region: &region, task, between, before, limit: limit as u64 + 1 };
    let mut draws = listed::opened(call.context(), &asked).await.map_err(from_store)?;
    let more = draws.len() > limit;
    draws.truncate(limit);
    let next = draws.last().filter(|_| more).and_then(|draw| draw.seq);
    draws.retain(|draw| !draw.task.rehearsal);
    let stages = listed::stages(call.context(), &draws).await.map_err(from_store)?;
    let items = draws.iter().map(|draw| view(draw, &stages)).collect();
    shown(None, &PublicDraws { items, next })
}

/// The first and the last second of a year in Beijing.
fn seconds_of(year: i32) -> Result<(i64, i64), Problem> {
    let begin = |year| {
        let midnight = NaiveDate::from_ymd_opt(year, 1, 1)?.and_hms_opt(0, 0, 0)?;
        Some(midnight.and_utc().timestamp() - 8 * 3600)
    };
    match (begin(year), begin(year + 1)) {
        (Some(first), Some(next)) if (2020..=2100).contains(&year) => Ok((first, next - 1)),
        _ => Err(Problem::field("year", "应为 2020 至 2100")),
    }
}

fn view(draw: &Draw, stages: &BTreeMap<(String, String), Moment>) -> PublicDraw {
    let state = draw.public_word();
    let at = |stage: &str| stages.get(&(draw.draw.to_string(), format!("suiji.draw.{stage}.v1"))).copied();
    let listed = state == "drawn";
    let (source, assurance) = match draw.task.scheme.entropy {
        EntropySource::Parties { .. } => ("parties", Assurance::PartiesOrBeacon),
        EntropySource::Operator => ("operator", Assurance::Operator),
    };
    let edition = if draw.published.is_some() { "whole" } else { "sealed" };
    PublicDraw {
        seq: draw.seq.unwrap_or(0),
        task: draw.task.task,
        title: draw.task.scheme.title.clone(),
        initiating: draw.task.scheme.initiating.clone(),
        state: state.to_owned(),
        opened_at: at("opened"),
        committed_at: at("committed"),
        revealed_at: at("revealed"),
        drawn_at: at("objects-drawn").filter(|_| listed),
        ended_at: at("voided").or_else(|| at("expired")),
        published_at: at("opened-to-the-public"),
        // The commit names the size of the pool.
        objects_in_pool: draw.objects_in_pool.filter(|_| draw.commit.is_some()),
        drawn: draw.drawn.filter(|_| listed),
        sealed_until: draw.open_by,
        source: source.to_owned(),
        assurance: assurance.level(),
        edition: listed.then(|| edition.to_owned()),
        void: draw.void.filter(|_| state == "void").map(|request| request.reason.sentence().to_owned()),
    }
}
