//! Marks of tokens that are good no longer, until the last of them has ended by itself.

use ::store::{StoreError, Work, sql};
use sea_orm::{ConnectionTrait, FromQueryResult};
use web::token::{Revoked, RevokedSet};

pub async fn insert(work: &Work, set: &RevokedSet) -> Result<(), StoreError> {
    let over = "DELETE FROM revoked WHERE until_s <= ?";
    sql::execute(work.tx(), over, vec![work.now().timestamp().into()]).await?;
    let text = "INSERT INTO revoked (mark, until_s) VALUES (?, ?) ON CONFLICT (mark) DO NOTHING";
    for Revoked { mark, until } in &set.revoked {
        sql::execute(work.tx(), text, vec![mark.as_str().into(), (*until).into()]).await?;
    }
    Ok(())
}

/// Those that matter at `now_s`, seconds since 1970.
pub async fn at<C: ConnectionTrait>(on: &C, now_s: i64) -> Result<RevokedSet, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        mark: String,
        until_s: i64,
    }
    let text = "SELECT mark, until_s FROM revoked WHERE until_s > ? ORDER BY mark";
    let rows = sql::all::<Row, _>(on, text, vec![now_s.into()]).await?;
    let revoked = rows.into_iter().map(|row| Revoked { mark: row.mark, until: row.until_s });
    Ok(RevokedSet { revoked: revoked.collect() })
}
