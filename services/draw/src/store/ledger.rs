//! The visit ledger: joint visits counted and reserved per object and year (art. 10).
//!
//! A drawn object reserves its visit in each year of the window, since nobody knows yet which it will be. The end of the
//! visit makes one count of it, in its own year; a cancellation gives it back. Each happens once, however often told.

use ::store::{StoreError, Work, sql};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

#[derive(Debug, FromQueryResult)]
pub struct LedgerLine {
    pub object: String,
    pub year: i64,
    pub counted: i64,
    pub reserved: i64,
}

/// First and last year of an inspection's window.
pub type Years = [i32; 2];

pub async fn of_years(work: &Work, region: &RegionCode, years: Years) -> Result<Vec<LedgerLine>, StoreError> {
    let text = "SELECT object, year, counted, reserved FROM visit_ledger
                WHERE region = ? AND year BETWEEN ? AND ? ORDER BY object, year";
    let values = vec![region.as_str().into(), i64::from(years[0]).into(), i64::from(years[1]).into()];
    Ok(sql::all(work.tx(), text, values).await?)
}

/// A drawn object, by its place in the drawn list (from 0), reserves its visit.
pub async fn reserve(
    work: &Work,
    region: &RegionCode,
    (draw, place): (&str, u64),
    object: &str,
    years: Years,
) -> Result<(), StoreError> {
    let text = "INSERT INTO reservation (draw, place, region, object, first_year, last_year, state)
                VALUES (?, ?, ?, ?, ?, ?, 'reserved')";
    let mut values: Vec<Value> = vec![draw.into(), place.cast_signed().into()];
    values.extend([region.as_str().into(), object.into()]);
    values.extend(years.map(|year| Value::from(i64::from(year))));
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    for year in years[0]..=years[1] {
        change(work, region, object, year.into(), [0, 1]).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Held {
    place: i64,
    region: String,
    object: String,
    first_year: i64,
    last_year: i64,
}

/// The visit to a drawn object has ended: it counts in the year of its end. False where it was settled before.
pub async fn count(work: &Work, draw: &str, object: &str, year: i32) -> Result<bool, StoreError> {
    let Some(held) = held(work, draw, "object", object.into()).await? else { return Ok(false) };
    settle(work, draw, &held, "counted").await?;
    change(work, &region(&held)?, &held.object, year.into(), [1, 0]).await?;
    Ok(true)
}

/// What a draw has reserved: the object, the draw, and the place of that draw's result in the log.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Filling {
    pub object: String,
    pub draw: String,
    pub result_place: i64,
}

/// Reservations in these years by draws whose results were logged at `place` or after it.
pub async fn reserved_since(
    work: &Work,
    region: &RegionCode,
    years: Years,
    place: u64,
) -> Result<Vec<Filling>, StoreError> {
    let text = "SELECT r.object AS object, r.draw AS draw, d.result_place AS result_place
                FROM reservation r JOIN drawn_seq d ON d.draw = r.draw
                WHERE r.region = ? AND r.last_year >= ? AND r.first_year <= ? AND r.state <> 'released'
                AND d.region = ? AND d.result_place >= ? ORDER BY r.object, d.result_place";
    let values = vec![
        region.as_str().into(),
        i64::from(years[0]).into(),
        i64::from(years[1]).into(),
        region.as_str().into(),
        place.cast_signed().into(),
    ];
    Ok(sql::all(work.tx(), text, values).await?)
}

/// Whether the visit to this object, drawn by this draw, has ended.
pub async fn is_counted<C: ConnectionTrait>(on: &C, draw: &str, object: &str) -> Result<bool, StoreError> {
    let text =
        "SELECT count(*) AS number FROM reservation WHERE draw = ? AND object = ? AND state = 'counted'";
    Ok(sql::number(on, text, vec![draw.into(), object.into()]).await? > 0)
}

/// The visit to the object at this place of the drawn list will not be: the cap is free again. False as above.
pub async fn release(work: &Work, draw: &str, place: u64) -> Result<bool, StoreError> {
    let Some(held) = held(work, draw, "place", place.cast_signed().into()).await? else { return Ok(false) };
    settle(work, draw, &held, "released").await?;
    Ok(true)
}

async fn held(work: &Work, draw: &str, by: &str, key: Value) -> Result<Option<Held>, StoreError> {
    let text = format!(
        "SELECT place, region, object, first_year, last_year FROM reservation
         WHERE draw = ? AND {by} = ? AND state = 'reserved'"
    );
    Ok(sql::one::<Held, _>(work.tx(), &text, vec![draw.into(), key]).await?)
}

async fn settle(work: &Work, draw: &str, held: &Held, state: &str) -> Result<(), StoreError> {
    let text = "UPDATE reservation SET state = ? WHERE draw = ? AND place = ? AND state = 'reserved'";
    if sql::execute(work.tx(), text, vec![state.into(), draw.into(), held.place.into()]).await? != 1 {
        return Err(StoreError::SameTime);
    }
    for year in held.first_year..=held.last_year {
        change(work, &region(held)?, &held.object, year, [0, -1]).await?;
    }
    Ok(())
}

fn region(held: &Held) -> Result<RegionCode, StoreError> {
    held.region.parse().map_err(crate::keys::fault)
}

/// Adds to counted and reserved.
async fn change(
    work: &Work,
    region: &RegionCode,
    object: &str,
    year: i64,
    [counted, reserved]: [i64; 2],
) -> Result<(), StoreError> {
    let text = "INSERT INTO visit_ledger (region, object, year, counted, reserved) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (region, object, year) DO UPDATE SET
                counted = visit_ledger.counted + excluded.counted,
                reserved = visit_ledger.reserved + excluded.reserved";
    let values = vec![region.as_str().into(), object.into(), year.into(), counted.into(), reserved.into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}
