//! Leases: one holder at a time for work that must not run twice side by side. Claimed by a conditional UPDATE, the same
//! SQL on both databases, since row locks vanish silently on SQLite.

use std::time::Duration;

use crate::{Context, StoreError, sql};

/// Takes or renews `name` for `holder`. False where somebody else holds it.
pub async fn take(
    context: &Context,
    name: &str,
    holder: &str,
    for_how_long: Duration,
) -> Result<bool, StoreError> {
    let now = context.clock.now().timestamp_micros();
    let until = now + i64::try_from(for_how_long.as_micros()).unwrap_or(i64::MAX / 2);
    let transaction = context.database.begin().await?;
    let taken = sql::execute(
        &transaction,
        "INSERT INTO lease (name, holder, until_us) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_us = excluded.until_us
         WHERE lease.holder = excluded.holder OR lease.until_us < ?",
        vec![name.into(), holder.into(), until.into(), now.into()],
    )
    .await?;
    transaction.commit().await?;
    Ok(taken == 1)
}
