//! What a durable has been given and has not acknowledged.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Value};

use super::{
    consumer::Look,
    log::{Log, sequences_json, statement},
};
use crate::BusError;

/// A message given to a reader, and for which time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Taken {
    pub(super) sequence: i64,
    pub(super) attempt: u64,
}

impl Taken {
    fn again(row: &QueryResult) -> Result<Self, DbErr> {
        let attempt: i64 = row.try_get_by("attempt")?;
        Ok(Self { sequence: row.try_get_by("sequence")?, attempt: attempt.unsigned_abs() })
    }
}

/// Takes deliveries whose time is up, to be due again at `again_ms`.
pub(super) async fn take_due(
    tx: &DatabaseTransaction,
    durable: &str,
    max: usize,
    now_ms: i64,
    again_ms: i64,
) -> Result<Vec<Taken>, DbErr> {
    let update = "UPDATE pending SET attempt = attempt + 1, not_before_ms = ?
        WHERE durable = ? AND sequence IN (SELECT sequence FROM pending
            WHERE durable = ? AND not_before_ms <= ? ORDER BY sequence LIMIT ?)
        RETURNING sequence, attempt";
    let limit = i64::try_from(max).unwrap_or(i64::MAX);
    let values = [again_ms.into(), durable.into(), durable.into(), now_ms.into(), limit.into()];
    let rows = tx.query_all_raw(statement(update, values)).await?;
    let mut due = rows.iter().map(Taken::again).collect::<Result<Vec<_>, _>>()?;
    due.sort_unstable(); // RETURNING promises no order
    Ok(due)
}

/// Takes what no other reader has taken since the look, and moves the durable's cursor behind it.
pub(super) async fn take_fresh(
    tx: &DatabaseTransaction,
    durable: &str,
    look: &Look,
    room: usize,
    again_ms: i64,
) -> Result<Vec<Taken>, DbErr> {
    let row = tx
        .query_one_raw(statement("SELECT cursor FROM consumer WHERE durable = ?", [durable.into()]))
        .await?;
    let cursor: i64 = row.ok_or_else(|| DbErr::RecordNotFound(durable.to_owned()))?.try_get_by("cursor")?;
    let open: Vec<i64> = look.fresh.iter().copied().filter(|sequence| *sequence > cursor).collect();
    let fresh = &open[..room.min(open.len())];
    let Some(last) = fresh.last() else { return Ok(Vec::new()) };
    let passed = if fresh.len() == open.len() { look.looked_to } else { *last };
    let insert = "INSERT INTO pending (durable, sequence, attempt, not_before_ms)
        SELECT ?, value, 1, ? FROM json_each(?)";
    let list = sequences_json(fresh.iter().copied());
    tx.execute_raw(statement(insert, [durable.into(), again_ms.into(), list])).await?;
    let update = "UPDATE consumer SET cursor = ? WHERE durable = ?";
    tx.execute_raw(statement(update, [passed.into(), durable.into()])).await?;
    Ok(fresh.iter().map(|sequence| Taken { sequence: *sequence, attempt: 1 }).collect())
}

/// Acknowledged: never due again.
pub(super) async fn forget(log: &Log, durable: &str, sequences: Value) -> Result<(), BusError> {
    let delete = "DELETE FROM pending WHERE durable = ? AND sequence IN (SELECT value FROM json_each(?))";
    let tx = log.begin().await?;
    tx.execute_raw(statement(delete, [durable.into(), sequences])).await?;
    tx.commit().await?;
    Ok(())
}

/// Due again at `due_ms`; the bell tells sleepers that their alarm may have moved.
pub(super) async fn postpone(log: &Log, durable: &str, sequence: i64, due_ms: i64) -> Result<(), BusError> {
    let update = "UPDATE pending SET not_before_ms = ? WHERE durable = ? AND sequence = ?";
    let tx = log.begin().await?;
    tx.execute_raw(statement(update, [due_ms.into(), durable.into(), sequence.into()])).await?;
    tx.commit().await?;
    log.ring();
    Ok(())
}
