//! Databases of the tests' own: one per test, empty, gone when dropped.

use std::{env, thread};

use kernel::{Clock, Id, OsEntropy, time::SystemClock};
use sea_orm::ConnectionTrait;
use store::{Database, DatabaseSettings};
use tempfile::TempDir;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

pub struct TestDatabase {
    pub url: String,
    _kept: Kept,
}

/// What goes with the database.
enum Kept {
    File { _directory: TempDir },
    Postgres { _database: PostgresDatabase },
}

struct PostgresDatabase {
    server: String,
    name: String,
}

impl TestDatabase {
    pub async fn new(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => {
                let directory = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}/service.sqlite", directory.path().display());
                Self { url, _kept: Kept::File { _directory: directory } }
            }
            Kind::Postgres => {
                let database = PostgresDatabase::create(server()).await;
                let (address, _) = database.server.rsplit_once('/').unwrap();
                Self {
                    url: format!("{address}/{}", database.name),
                    _kept: Kept::Postgres { _database: database },
                }
            }
        }
    }

    pub async fn connect(&self) -> Database {
        Database::connect(&DatabaseSettings { url: self.url.clone(), max_connections: 4 }).await.unwrap()
    }
}

impl PostgresDatabase {
    async fn create(server: String) -> Self {
        let id = Id::<()>::new(SystemClock.now(), &OsEntropy::new().unwrap());
        let name = format!("suiji_store_{}", id.uuid().simple());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        Self { server, name }
    }
}

impl Drop for PostgresDatabase {
    /// On a thread of its own, since a drop cannot wait in the test's runtime.
    fn drop(&mut self) {
        let server = self.server.clone();
        let text = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&server, &text));
        });
        assert!(dropping.join().is_ok() || thread::panicking(), "{} could not be dropped", self.name);
    }
}

async fn run(server: &str, text: &str) {
    let connection = sea_orm::Database::connect(server).await.unwrap();
    connection.execute_unprepared(text).await.unwrap();
    connection.close().await.unwrap();
}

fn server() -> String {
    env::var("SUIJI_TEST_POSTGRES").expect(
        "SUIJI_TEST_POSTGRES is not set: it must be the URL of a Postgres database whose user may create others \
         (`./tests/run with cargo test -p suiji-store` sets one up)",
    )
}
