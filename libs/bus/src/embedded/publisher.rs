use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

use super::log::{Log, sequence_of, statement};
use crate::{BusError, Message, Published, Publisher, StreamPosition};

/// Rows per INSERT: few enough for SQLite's limit on parameters, and one statement for most batches.
const ROWS_PER_INSERT: usize = 100;

#[derive(Debug)]
pub(super) struct EmbeddedPublisher {
    log: Arc<Log>,
}

impl EmbeddedPublisher {
    pub(super) fn new(log: Arc<Log>) -> Self {
        Self { log }
    }

    async fn publish_batch(&self, batch: &[Message]) -> Result<Vec<Published>, BusError> {
        batch.iter().try_for_each(Message::check)?;
        if batch.is_empty() {
            return Ok(Vec::new());
        }
        let tx = self.log.begin().await?;
        let mut answers = Vec::with_capacity(batch.len());
        for rows in batch.chunks(ROWS_PER_INSERT) {
            let stored = insert(&tx, rows).await?;
            answers.extend(answers_for(&tx, rows, stored).await?);
        }
        tx.commit().await?;
        self.log.ring();
        Ok(answers)
    }

    async fn last(&self) -> Result<StreamPosition, BusError> {
        let newest = "SELECT identity, sequence, id FROM log LEFT JOIN
            (SELECT sequence, id FROM message ORDER BY sequence DESC LIMIT 1) ON true";
        let row =
            self.log.readers.query_one_raw(statement(newest, [])).await?.ok_or(BusError::Disconnected)?;
        let sequence: Option<i64> = row.try_get_by("sequence")?;
        Ok(StreamPosition {
            identity: row.try_get_by("identity")?,
            last_sequence: sequence.map_or(0, i64::unsigned_abs),
            last_message_id: row.try_get_by("id")?,
        })
    }

    async fn id_at(&self, sequence: u64) -> Result<Option<String>, BusError> {
        let Ok(sequence) = i64::try_from(sequence) else { return Ok(None) };
        let select = statement("SELECT id FROM message WHERE sequence = ?", [sequence.into()]);
        let row = self.log.readers.query_one_raw(select).await?;
        Ok(row.map(|row| row.try_get_by("id")).transpose()?)
    }
}

impl Publisher for EmbeddedPublisher {
    fn publish<'a>(&'a self, batch: &'a [Message]) -> BoxFuture<'a, Result<Vec<Published>, BusError>> {
        Box::pin(self.publish_batch(batch))
    }

    fn position(&self) -> BoxFuture<'_, Result<StreamPosition, BusError>> {
        Box::pin(self.last())
    }

    fn message_id_at(&self, sequence: u64) -> BoxFuture<'_, Result<Option<String>, BusError>> {
        Box::pin(self.id_at(sequence))
    }
}

/// Stores the rows that are new and tells their sequences by id. Known ones are left out beforehand, since a refused row
/// would use up a sequence and a gap looks like a loss.
async fn insert(tx: &DatabaseTransaction, rows: &[Message]) -> Result<HashMap<String, u64>, DbErr> {
    let mut met = known(tx, rows).await?;
    let new: Vec<&Message> = rows.iter().filter(|row| met.insert(row.id.clone())).collect();
    if new.is_empty() {
        return Ok(HashMap::new());
    }
    let places = vec!["(?, ?, ?, ?)"; new.len()].join(", ");
    let sql = format!(
        "INSERT INTO message (id, subject, traceparent, body) VALUES {places} RETURNING id, sequence"
    );
    let values: Vec<Value> = new.into_iter().flat_map(columns).collect();
    let stored = tx.query_all_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await?;
    stored.iter().map(|row| Ok((row.try_get_by("id")?, sequence_of(row)?))).collect()
}

/// Ids among `rows` that the log holds already.
async fn known(tx: &DatabaseTransaction, rows: &[Message]) -> Result<HashSet<String>, DbErr> {
    let sql = format!("SELECT id FROM message WHERE id IN ({})", vec!["?"; rows.len()].join(", "));
    let values: Vec<Value> = rows.iter().map(|row| row.id.as_str().into()).collect();
    let found = tx.query_all_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)).await?;
    found.iter().map(|row| row.try_get_by("id")).collect()
}

fn columns(message: &Message) -> [Value; 4] {
    [
        message.id.clone().into(),
        message.subject.clone().into(),
        message.traceparent.clone().into(),
        message.body.clone().into(),
    ]
}

/// The first row with an id that was just stored is new, every other is a duplicate of what the log holds.
async fn answers_for(
    tx: &DatabaseTransaction,
    rows: &[Message],
    mut stored: HashMap<String, u64>,
) -> Result<Vec<Published>, DbErr> {
    let mut answers = Vec::with_capacity(rows.len());
    for message in rows {
        answers.push(match stored.remove(&message.id) {
            Some(sequence) => Published { sequence, duplicate: false },
            None => Published { sequence: sequence_by_id(tx, &message.id).await?, duplicate: true },
        });
    }
    Ok(answers)
}

async fn sequence_by_id(tx: &DatabaseTransaction, id: &str) -> Result<u64, DbErr> {
    let select = statement("SELECT sequence FROM message WHERE id = ?", [id.into()]);
    let row = tx.query_one_raw(select).await?;
    sequence_of(&row.ok_or_else(|| DbErr::RecordNotFound(id.to_owned()))?)
}
