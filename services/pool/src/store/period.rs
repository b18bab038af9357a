//! Periods of validity: what the library held of a row, from when until when, and when that was written down. Objects and
//! inspectors have a table of periods each, of the same shape.
//!
//! What is reported later may hold from an earlier day, but never from before the period that it ends: then that period
//! is left without length, which is how a correction looks.

use std::collections::HashMap;

use ::store::{StoreError, Work, sql};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// From when and by which library version something is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    pub version: u64,
    /// Microseconds since 1970.
    pub from_us: i64,
}

/// Ends the open periods of these rows, and tells where the next one of each begins where that is later than `since`.
pub async fn end(
    work: &Work,
    table: &str,
    region: &RegionCode,
    since: Since,
    ids: &[&str],
) -> Result<HashMap<String, i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Open {
        id: String,
        from_us: i64,
    }
    let marks = sql::marks(ids.len());
    let of = || std::iter::once(Value::from(region.as_str())).chain(ids.iter().map(|id| Value::from(*id)));
    let text =
        format!("SELECT id, from_us FROM {table} WHERE region = ? AND until_us IS NULL AND id IN ({marks})");
    let open = sql::all::<Open, _>(work.tx(), &text, of().collect()).await?;
    let text = format!(
        "UPDATE {table} SET until_us = CASE WHEN from_us > ? THEN from_us ELSE ? END
         WHERE region = ? AND until_us IS NULL AND id IN ({marks})"
    );
    let values = [Value::from(since.from_us), since.from_us.into()].into_iter().chain(of()).collect();
    sql::execute(work.tx(), &text, values).await?;
    Ok(open.into_iter().map(|open| (open.id, open.from_us.max(since.from_us))).collect())
}

/// The condition for a period to be in force at a moment, and its two values.
fn in_force(at_us: i64) -> (&'static str, [Value; 2]) {
    ("p.from_us <= ? AND (p.until_us IS NULL OR p.until_us > ?)", [at_us.into(), at_us.into()])
}

/// Periods of one row, the first one first; only the one in force at a moment where that is given. `select` calls the table
/// of periods `p`.
pub async fn of<T: FromQueryResult, C: ConnectionTrait>(
    on: &C,
    select: &str,
    region: &RegionCode,
    id: &str,
    at_us: Option<i64>,
) -> Result<Vec<T>, StoreError> {
    let mut wheres = "p.region = ? AND p.id = ?".to_owned();
    let mut values = vec![Value::from(region.as_str()), id.into()];
    if let Some((condition, at)) = at_us.map(in_force) {
        wheres = format!("{wheres} AND {condition}");
        values.extend(at);
    }
    Ok(sql::all(on, &format!("{select} WHERE {wheres} ORDER BY p.version"), values).await?)
}

/// A page of a library as it was at a moment, by id after `after`.
#[derive(Debug, Clone, Copy)]
pub struct PageAt<'a> {
    pub at_us: i64,
    pub after: &'a str,
    pub limit: u64,
}

/// The page's rows, and how many there were in all. `select` as above.
pub async fn page_at<T: FromQueryResult, C: ConnectionTrait>(
    on: &C,
    (table, select): (&str, &str),
    region: &RegionCode,
    page: PageAt<'_>,
) -> Result<(Vec<T>, u64), StoreError> {
    let (condition, at) = in_force(page.at_us);
    let mut values: Vec<_> = std::iter::once(Value::from(region.as_str())).chain(at).collect();
    let count = format!("SELECT count(*) AS number FROM {table} p WHERE p.region = ? AND {condition}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    values.extend([Value::from(page.after), page.limit.cast_signed().into()]);
    let text = format!("{select} WHERE p.region = ? AND {condition} AND p.id > ? ORDER BY p.id LIMIT ?");
    Ok((sql::all(on, &text, values).await?, total))
}
