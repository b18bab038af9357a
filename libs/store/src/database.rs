//! One service's database: a SQLite file or a Postgres database.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, FromQueryResult,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::sql;

/// Where the database is and how many connections it may take.
#[derive(Debug, Clone)]
pub struct DatabaseSettings {
    /// `sqlite:///path/file.sqlite` or `postgres://…`.
    pub url: String,
    pub max_connections: u32,
}

/// Reading SQLite is processor work of this process, so that many connections gain nothing, and each has a thread and a page
/// cache of 2 MB to itself, for every service.
const SQLITE_READERS: u32 = 4;

/// Writers and readers. On SQLite there is one writer, whose every transaction begins IMMEDIATE, since a deferred one
/// that turns into a writer fails under load; readers see the last commit (WAL).
#[derive(Debug, Clone)]
pub struct Database {
    write: DatabaseConnection,
    read: DatabaseConnection,
}

impl Database {
    pub async fn connect(settings: &DatabaseSettings) -> Result<Self, DbErr> {
        if settings.url.starts_with("sqlite:") {
            let write = sea_orm::Database::connect(sqlite(&settings.url, 1)).await?;
            let readers = settings.max_connections.clamp(1, SQLITE_READERS);
            let read = sea_orm::Database::connect(sqlite(&settings.url, readers)).await?;
            return Ok(Self { write, read });
        }
        let mut options = quiet(&settings.url);
        options.max_connections(settings.max_connections).acquire_timeout(Duration::from_secs(10));
        let write = sea_orm::Database::connect(options).await?;
        Ok(Self { read: write.clone(), write })
    }

    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Begins a writing transaction.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        self.write.begin_with_options(options).await
    }

    /// Takes what was deleted out of the files, where the pages of a write-ahead log would keep it for a while. On Postgres it
    /// goes with vacuum and with the archive of the log, which are the operator's.
    pub async fn scrub(&self) -> Result<(), DbErr> {
        if self.backend() == DbBackend::Postgres {
            return Ok(());
        }
        #[derive(FromQueryResult)]
        struct Row {
            busy: i64,
        }
        match sql::one::<Row, _>(&self.write, "PRAGMA wal_checkpoint(TRUNCATE)", vec![]).await? {
            Some(row) if row.busy == 0 => Ok(()),
            _ => Err(DbErr::Custom("somebody still reads what was deleted".to_owned())),
        }
    }

    /// Readiness: the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }
}

/// Statements never reach a log or a span: they may carry what is sealed.
fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).record_stmt_in_spans(false);
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = quiet(url);
    options.max_connections(connections).map_sqlx_sqlite_opts(|options| {
        options
            .create_if_missing(true)
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            // What is deleted is overwritten, keys of persons above all.
            .pragma("secure_delete", "ON")
            .pragma("journal_size_limit", "67108864")
            .busy_timeout(Duration::from_secs(10))
    });
    options
}
