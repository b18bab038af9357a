//! Which draws are still sealed, and which of them another one's receipt would give away: a frozen ledger shows what other
//! draws have reserved, so it opens only when those have.

use ::store::{Context, StoreError, Work, sql};
use chrono::NaiveDate;
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::ledger::Years;

#[derive(FromQueryResult)]
struct Sealed {
    id: String,
    due: Option<String>,
}

async fn sealed(work: &Work, region: &RegionCode, years: Years) -> Result<Vec<Sealed>, StoreError> {
    let text = "SELECT id, due FROM draw WHERE region = ? AND state = 'drawn' AND id IN
                (SELECT draw FROM reservation WHERE region = ? AND last_year >= ? AND first_year <= ?
                 AND state <> 'released') ORDER BY id";
    let values = vec![
        region.as_str().into(),
        region.as_str().into(),
        i64::from(years[0]).into(),
        i64::from(years[1]).into(),
    ];
    Ok(sql::all(work.tx(), text, values).await?)
}

/// Sealed draws that hold reservations in these years.
pub async fn holders(work: &Work, region: &RegionCode, years: Years) -> Result<Vec<String>, StoreError> {
    Ok(sealed(work, region, years).await?.into_iter().map(|row| row.id).collect())
}

/// The last day on which one of them opens.
pub async fn latest_open_by(
    work: &Work,
    region: &RegionCode,
    years: Years,
) -> Result<Option<NaiveDate>, StoreError> {
    let rows = sealed(work, region, years).await?;
    Ok(rows.iter().filter_map(|row| row.due.as_deref()?.parse().ok()).max())
}

/// Drawn draws whose seal may end today: every visit is settled, or the day has come, or they were open from the start.
pub async fn ending(context: &Context, today: NaiveDate) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Found {
        id: String,
    }
    let text = "SELECT id FROM draw WHERE state = 'drawn' AND (due IS NULL OR due <= ? OR NOT EXISTS
                (SELECT 1 FROM reservation WHERE reservation.draw = draw.id AND reservation.state = 'reserved'))
                ORDER BY id LIMIT 500";
    let rows = sql::all::<Found, _>(context.database.read(), text, vec![today.to_string().into()]).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Whether every one of these draws is open to the public.
pub async fn are_open<C: ConnectionTrait>(on: &C, draws: &[String]) -> Result<bool, StoreError> {
    let text = format!(
        "SELECT count(*) AS number FROM draw WHERE state = 'drawn' AND id IN ({})",
        sql::marks(draws.len())
    );
    let values = draws.iter().map(|draw| draw.as_str().into()).collect();
    Ok(sql::number(on, &text, values).await? == 0)
}
