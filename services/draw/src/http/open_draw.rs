use ::store::{StoreError, Work, number};
use actix_web::{post, web::Path};
use chrono::NaiveDate;
use contracts::{
    api::draw::DrawView,
    events::draw::{DrawEvent, DrawOpened},
};
use kernel::ids::DrawId;
use sortition::chain::{GENESIS, OpenRecord};
use web::{Answer, Body, Call, Empty, problem::from_store};

use super::view::view;
use crate::{
    domain::{self, Draw, OPEN_FOR_S, Refusal, Strata, plan},
    ending,
    keys::{self, fault},
    log::Log,
    store::{seal, sealed},
};

/// Opens the draw: it gets the region's next number and stands in the public log.
#[utoipa::path(tag = "draw", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = DrawView)))]
#[post("/api/draw/v1/draws/{id}/opening")]
pub async fn open_draw(call: Call, path: Path<(DrawId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut draw = work.load::<Draw>(path.0, call.if_match).await.map_err(from_store)?;
    draw.state.may_open(call.actor())?;
    let now = work.now().timestamp().unsigned_abs();
    let open_by = open_by(&work, &draw.state).await.map_err(from_store)?;
    let salt = ending::strata_salt(&work, &draw.state).await.map_err(from_store)?;
    let plan = plan(&draw.state.task, now, open_by, &Strata::of(&salt));
    let impossible = |e: sortition::plan::PlanFault| Refusal::DrawImpossible { detail: e.to_string() };
    let (json, plan_hash) = (plan.to_json().map_err(impossible)?, plan.hash().map_err(impossible)?);
    let (id, region) = (draw.id.clone(), call.region().clone());
    let seq = number::next(&work, &format!("draw:{region}")).await.map_err(from_store)?;
    let mut log =
        Log::open(work.tx(), &region, &keys::origin(&call.service, &region)).await.map_err(from_store)?;
    let prev_open = log.last_open.parse().unwrap_or(GENESIS);
    let record = OpenRecord { region: region.to_string(), seq, plan_hash, prev_open };
    let entry = record.entry().map_err(|e| from_store(fault(e)))?;
    let place = log.append(&work, &entry).await.map_err(from_store)?;
    log.last_open = record.open().to_string();
    log.save(&work).await.map_err(from_store)?;
    let parts = [
        ("plan.json", json),
        ("strata", salt),
        ("prev_open", prev_open.to_string().into_bytes()),
        ("log/open", place.to_string().into_bytes()),
    ];
    for (name, content) in parts {
        sealed::put(&work, &id, name, content).await.map_err(from_store)?;
    }
    let opened = DrawOpened {
        draw: draw.state.draw,
        task: draw.state.task.task,
        region,
        seq,
        open: record.open().to_string(),
        rehearsal: draw.state.task.rehearsal,
        reveal_by: Some(now + OPEN_FOR_S),
        open_by,
    };
    work.apply(&mut draw, &[DrawEvent::Opened(opened)]).await.map_err(from_store)?;
    let view = view(&draw, call.actor());
    web::ok(work, draw.version, &view).await
}

/// The last day of the seal: not before that of a draw whose reservations this one's ledger will show.
async fn open_by(work: &Work, draw: &Draw) -> Result<Option<NaiveDate>, StoreError> {
    let Some(own) = domain::own_open_by(&draw.task.scheme) else { return Ok(None) };
    let others = seal::latest_open_by(work, &draw.task.region, draw.years()).await?;
    Ok(Some(others.map_or(own, |day| day.max(own))))
}
