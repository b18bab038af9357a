use actix_web::{get, web::Path};
use contracts::api::draw::LeafOpening;
use kernel::RegionCode;
use sortition::{
    receipt::{RECEIPT, RESULT, Receipt},
    sealed::{Kind, Rows},
};
use store::StoreError;
use web::{Answer, Call, Problem, problem::from_store, shown};

use super::read_public::find;
use crate::{
    keys::fault,
    store::{ledger, receipt},
};

/// A visit that has ended is opened alone: its object's leaf, while the rest of the list stays sealed. Of an object whose
/// visit is still to come, and of one that was never drawn, the answer is the same.
#[utoipa::path(
    tag = "draw",
    params(("region" = RegionCode, Path), ("seq" = u64, Path), ("object" = String, Path)),
    responses((status = 200, body = LeafOpening))
)]
#[get("/api/draw/v1/receipts/{region}/{seq}/openings/{object}")]
pub async fn read_opening(call: Call, path: Path<(RegionCode, u64, String)>) -> Answer {
    let (region, seq, object) = path.into_inner();
    let draw = find(&call, &region, seq).await?;
    let id = draw.draw.to_string();
    let ended = ledger::is_counted(call.context().database.read(), &id, &object).await.map_err(from_store)?;
    if !ended && draw.published.is_none() {
        return Err(Problem::not_found());
    }
    let opening = open(&call, &id, &object).await.map_err(from_store)?;
    shown(None, &opening.ok_or_else(Problem::not_found)?)
}

async fn open(call: &Call, draw: &str, object: &str) -> Result<Option<LeafOpening>, StoreError> {
    let part = async |name: &str| {
        let found = receipt::file(call.context().database.read(), draw, name).await?;
        found.ok_or(StoreError::NotFound)
    };
    let signed: Receipt = serde_json::from_slice(&part(RECEIPT).await?)?;
    let seed = signed.seed.ok_or_else(|| fault("the whole receipt has no seed"))?;
    let rows = Rows::from_csv(Kind::Objects, &part(RESULT).await?).map_err(fault)?;
    let index = rows.rows.iter().position(|row| row[2] == object);
    Ok(index.and_then(|index| rows.open(&seed, index)).map(|opening| LeafOpening {
        kind: opening.kind.as_str().to_owned(),
        index: opening.index,
        size: opening.size,
        salt: opening.salt.to_string(),
        row: opening.row,
        path: opening.path.iter().map(ToString::to_string).collect(),
    }))
}
