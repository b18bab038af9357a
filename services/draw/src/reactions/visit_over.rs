//! A visit is over: what its object had reserved of the yearly cap becomes a count, or free again (art. 10). When none is
//! left, the draw opens.

use ::store::{Unable, Work};
use chrono::Datelike;
use contracts::events::{
    draw::DrawEvent,
    inspection::{VisitEnded, VisitEvent},
};

use crate::{domain::Draw, store::ledger};

pub async fn ended(work: &mut Work, visit: VisitEnded) -> Result<(), Unable> {
    let year = visit.ended_on.year();
    if !ledger::count(work, &visit.draw.to_string(), visit.object.as_str(), year).await? {
        return Ok(());
    }
    let Some(mut draw) = work.find::<Draw>(visit.draw).await? else { return Ok(()) };
    let event = DrawEvent::VisitCounted { draw: visit.draw, visit: visit.visit, year };
    Ok(work.apply(&mut draw, &[event]).await?)
}

pub async fn cancelled(work: &mut Work, event: VisitEvent) -> Result<(), Unable> {
    let VisitEvent::Cancelled { draw, position, .. } = event else { return Ok(()) };
    ledger::release(work, &draw.to_string(), position).await?;
    Ok(())
}
