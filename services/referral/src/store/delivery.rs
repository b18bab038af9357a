//! Deliveries by receiving department: gap-free, each naming the digest of the one before, so that a receiver can prove
//! that it missed nothing.

use contracts::{api::referral::FeedEntry, events::referral::Delivered};
use kernel::DepartmentId;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{StoreError, Work, artefact, sql};

#[derive(FromQueryResult)]
struct Row {
    digest: String,
    body: String,
}

/// Digest of the last delivery to a department; empty where there was none.
pub async fn last_digest(work: &Work, department: &DepartmentId) -> Result<String, StoreError> {
    let text = "SELECT digest, body FROM delivery WHERE department = ? ORDER BY delivery DESC LIMIT 1";
    let row = sql::one::<Row, _>(work.tx(), text, vec![department.as_str().into()]).await?;
    Ok(row.map(|row| row.digest).unwrap_or_default())
}

/// The digest is over the delivery's JSON as kept and served.
pub async fn keep(work: &Work, delivered: &Delivered) -> Result<(), StoreError> {
    let body = serde_json::to_string(delivered)?;
    sql::execute(
        work.tx(),
        "INSERT INTO delivery (department, delivery, region, referral, digest, body) VALUES (?, ?, ?, ?, ?, ?)",
        vec![
            delivered.to.as_str().into(),
            delivered.delivery.cast_signed().into(),
            delivered.to.region().as_str().into(),
            delivered.referral.to_string().into(),
            artefact::digest(body.as_bytes()).into(),
            body.into(),
        ],
    )
    .await
    .map_err(StoreError::on_conflict)?;
    Ok(())
}

/// A department's deliveries after one, at most `limit`.
pub async fn after<C: ConnectionTrait>(
    on: &C,
    department: &DepartmentId,
    after: u64,
    limit: u64,
) -> Result<Vec<FeedEntry>, StoreError> {
    let text =
        "SELECT digest, body FROM delivery WHERE department = ? AND delivery > ? ORDER BY delivery LIMIT ?";
    let values = vec![department.as_str().into(), after.cast_signed().into(), limit.cast_signed().into()];
    let rows = sql::all::<Row, _>(on, text, values).await?;
    rows.into_iter()
        .map(|row| Ok(FeedEntry { digest: row.digest, delivery: serde_json::from_str(&row.body)? }))
        .collect()
}
