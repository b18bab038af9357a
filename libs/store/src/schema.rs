//! Migrations: portable SQL, one per file, each in a transaction, expand before contract.

mod base;

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{
    MigrationName, MigrationTrait, SchemaManager, async_trait, migrator::MigratorTraitSelf, sea_orm,
};

use crate::{Database, list::Sort};

/// One step of a database's shape. In its SQL `{text}` is a text column compared bytewise, `{serial}` a growing
/// integer key, `{blob}` bytes; statements are separated by a line with `--`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub name: &'static str,
    pub sql: fn() -> String,
}

impl MigrationName for Migration {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let backend = connection.get_database_backend();
        for statement in for_backend(&(self.sql)(), backend) {
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

struct Steps(&'static [Migration]);

impl MigratorTraitSelf for Steps {
    fn migrations(&self) -> Vec<Box<dyn MigrationTrait>> {
        base::STEPS.iter().chain(self.0).map(|step| Box::new(*step) as Box<dyn MigrationTrait>).collect()
    }
}

/// Brings a database up to date. May run twice and at the same time: the whole run holds one lock.
pub async fn migrate(database: &Database, steps: &'static [Migration]) -> Result<(), DbErr> {
    let transaction = database.begin().await?;
    if database.backend() == DbBackend::Postgres {
        transaction.execute_unprepared("SELECT pg_advisory_xact_lock(7303014)").await?;
    }
    Steps(steps).up(&transaction, None).await?;
    transaction.commit().await
}

/// The table of one kind of aggregate: columns that lists filter and sort by, the state itself in `body` (JSON).
pub fn aggregate_table(table: &str) -> String {
    format!(
        "CREATE TABLE {table} (
            id {{text}} PRIMARY KEY,
            region {{text}} NOT NULL,
            department {{text}},
            parent {{text}},
            state {{text}} NOT NULL,
            due {{text}},
            title TEXT NOT NULL DEFAULT '',
            version BIGINT NOT NULL,
            body TEXT NOT NULL,
            updated_us BIGINT NOT NULL,
            legal_hold INTEGER NOT NULL DEFAULT 0,
            retain_until {{text}}
        )
        --
        CREATE INDEX {table}_by_state ON {table} (region, state, due, id)
        --
        CREATE INDEX {table}_by_department ON {table} (department, state, due, id)
        --
        CREATE INDEX {table}_by_parent ON {table} (parent)
        --
        "
    )
}

/// The index of a table of aggregates by what is due first in a region (`Sort::Due`).
pub fn due_index(table: &str) -> String {
    format!("CREATE INDEX {table}_by_due ON {table} (region, ({}), id)\n--\n", Sort::DUE)
}

/// Triggers under which rows of `table` can neither change nor go, whoever asks.
pub fn append_only(table: &str) -> String {
    ["UPDATE", "DELETE"]
        .map(|verb| {
            let name = format!("{table}_no_{}", verb.to_lowercase());
            format!(
                "{{sqlite}}CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
                --
                {{postgres}}CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()
                --
                "
            )
        })
        .concat()
        + &format!(
            "{{postgres}}CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()
            --
            "
        )
}

fn for_backend(text: &str, backend: DbBackend) -> Vec<String> {
    let postgres = backend == DbBackend::Postgres;
    text.split("\n")
        .map(str::trim)
        .collect::<Vec<_>>()
        .split(|line| *line == "--")
        .map(|lines| lines.join("\n").trim().to_owned())
        .filter(|statement| !statement.is_empty())
        .filter(|statement| !statement.starts_with(if postgres { "{sqlite}" } else { "{postgres}" }))
        .map(|statement| {
            statement
                .replace("{sqlite}", "")
                .replace("{postgres}", "")
                .replace("{text}", if postgres { "TEXT COLLATE \"C\"" } else { "TEXT" })
                .replace("{blob}", if postgres { "BYTEA" } else { "BLOB" })
                .replace(
                    "{serial}",
                    if postgres {
                        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
                    } else {
                        "INTEGER PRIMARY KEY AUTOINCREMENT"
                    },
                )
        })
        .collect()
}
