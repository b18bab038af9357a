use sea_orm::ConnectionTrait;

use super::log::{Log, statement};
use crate::BusError;

/// Messages are never changed or deleted. `sequence` grows by one writer at a time, so no lower one appears later:
/// a consumer may follow by it (tables with several writers may not be followed so). Nothing being deleted, the next one is the
/// highest plus one, without gaps; AUTOINCREMENT would leave one for each duplicate.
const TABLES: [&str; 6] = [
    "CREATE TABLE IF NOT EXISTS log (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        identity TEXT NOT NULL
    ) STRICT",
    "CREATE TABLE IF NOT EXISTS message (
        sequence INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        subject TEXT NOT NULL,
        traceparent TEXT,
        body BLOB NOT NULL
    ) STRICT",
    "CREATE TRIGGER IF NOT EXISTS message_is_not_changed BEFORE UPDATE ON message
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER IF NOT EXISTS message_is_not_deleted BEFORE DELETE ON message
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TABLE IF NOT EXISTS consumer (
        durable TEXT PRIMARY KEY,
        cursor INTEGER NOT NULL,
        filters TEXT NOT NULL
    ) STRICT, WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS pending (
        durable TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        not_before_ms INTEGER NOT NULL,
        PRIMARY KEY (durable, sequence)
    ) STRICT, WITHOUT ROWID",
];

/// Creates what is missing. The identity is drawn once per file.
pub(super) async fn create(log: &Log) -> Result<(), BusError> {
    let tx = log.begin().await?;
    for table in TABLES {
        tx.execute_unprepared(table).await?;
    }
    let identity = log.new_identity();
    let insert = "INSERT INTO log (only_row, identity) VALUES (1, ?) ON CONFLICT DO NOTHING";
    tx.execute_raw(statement(insert, [identity.into()])).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kernel::{MonotonicTimer, SeededEntropy};

    use super::*;
    use crate::EmbeddedOptions;

    #[tokio::test]
    async fn messages_are_neither_changed_nor_deleted() {
        let directory = tempfile::tempdir().unwrap();
        let options =
            EmbeddedOptions::new(Arc::new(MonotonicTimer::start()), Arc::new(SeededEntropy::new(1)));
        let log = Log::open(&directory.path().join("bus.sqlite"), options).await.unwrap();
        create(&log).await.unwrap();
        let tx = log.begin().await.unwrap();
        tx.execute_unprepared("INSERT INTO message (id, subject, body) VALUES ('a', 's', x'00')")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for change in ["UPDATE message SET body = x'01'", "DELETE FROM message"] {
            let tx = log.begin().await.unwrap();
            let refused = tx.execute_unprepared(change).await.unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{refused}");
        }
    }
}
