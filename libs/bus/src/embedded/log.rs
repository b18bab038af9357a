use std::{path::Path, time::Duration};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    QueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
    sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tokio::sync::watch;

use super::{EmbeddedOptions, Synchronous};
use crate::{BusError, Message};

/// Readers beside the one writer.
const READERS: u32 = 4;

/// The file: its connections, and the bell that wakes consumers.
#[derive(Debug)]
pub(super) struct Log {
    writer: DatabaseConnection,
    pub(super) readers: DatabaseConnection,
    /// Counts every change that may make a message due.
    changes: watch::Sender<u64>,
    options: EmbeddedOptions,
}

impl Log {
    pub(super) async fn open(path: &Path, options: EmbeddedOptions) -> Result<Self, BusError> {
        // The writer comes first: it creates the file and turns it to WAL.
        let writer = connect(path, options.synchronous, 1).await?;
        let readers = connect(path, options.synchronous, READERS).await?;
        Ok(Self { writer, readers, changes: watch::Sender::new(0), options })
    }

    pub(super) async fn close(&self) -> Result<(), BusError> {
        self.readers.close_by_ref().await?;
        Ok(self.writer.close_by_ref().await?)
    }

    /// A transaction that holds the write lock from its first statement.
    pub(super) async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let immediate = Some(SqliteTransactionMode::Immediate);
        self.writer
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: immediate,
                ..Default::default()
            })
            .await
    }

    pub(super) fn now_ms(&self) -> i64 {
        millis(self.options.timer.elapsed())
    }

    pub(super) fn ack_wait(&self) -> Duration {
        self.options.ack_wait
    }

    pub(super) fn new_identity(&self) -> String {
        let mut bytes = [0; 16];
        self.options.entropy.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    pub(super) fn ring(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    pub(super) fn listen(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The timer counts from the start of the process: times in the file mean nothing to the next one.
    pub(super) async fn make_pending_due(&self) -> Result<(), BusError> {
        self.writer.execute_unprepared("UPDATE pending SET not_before_ms = 0").await?;
        Ok(())
    }

    pub(super) async fn ping(&self) -> Result<(), BusError> {
        self.readers.query_one_raw(statement("SELECT 1 FROM log", [])).await?;
        Ok(())
    }
}

async fn connect(
    path: &Path,
    synchronous: Synchronous,
    connections: u32,
) -> Result<DatabaseConnection, DbErr> {
    let file = path.to_owned();
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(connections).min_connections(1).sqlx_logging(false).record_stmt_in_spans(false);
    options.idle_timeout(None).max_lifetime(None);
    options.map_sqlx_sqlite_opts(move |sqlite| on_file(sqlite, &file, synchronous));
    Database::connect(options).await
}

fn on_file(_memory: SqliteConnectOptions, file: &Path, synchronous: Synchronous) -> SqliteConnectOptions {
    use sea_orm::sqlx::ConnectOptions as _;
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(match synchronous {
            Synchronous::Normal => SqliteSynchronous::Normal,
            Synchronous::Full => SqliteSynchronous::Full,
        })
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging()
}

pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

pub(super) fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)
}

/// Sequences as one JSON parameter for `json_each`, so that the statement stays the same for any number.
pub(super) fn sequences_json(sequences: impl Iterator<Item = i64>) -> Value {
    serde_json::Value::from(sequences.collect::<Vec<_>>()).to_string().into()
}

/// A row's sequence as the ports count it.
pub(super) fn sequence_of(row: &QueryResult) -> Result<u64, DbErr> {
    Ok(row.try_get_by::<i64, _>("sequence")?.unsigned_abs())
}

pub(super) fn message_of(row: &QueryResult) -> Result<Message, DbErr> {
    Ok(Message {
        id: row.try_get_by("id")?,
        subject: row.try_get_by("subject")?,
        traceparent: row.try_get_by("traceparent")?,
        body: row.try_get_by("body")?,
    })
}
