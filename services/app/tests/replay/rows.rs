//! Tables as text, to be compared row for row.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{FromQueryResult, JsonValue};
use store::{Database, sql};

/// What every service has besides its own tables.
const BASE: [&str; 15] = [
    "journal",
    "untold",
    "outbox",
    "published",
    "inbox",
    "dead_letter",
    "parked",
    "waiting",
    "idempotency",
    "reader",
    "number",
    "lease",
    "artefact",
    "seaql_migrations",
    "sqlite_sequence",
];

/// Tables with their rows.
pub type Tables = BTreeMap<String, Vec<String>>;

/// The rows of a table, sorted.
pub async fn rows(database: &Database, table: &str) -> Vec<String> {
    let found = sql::all::<JsonValue, _>(database.read(), &format!("SELECT * FROM {table}"), vec![]).await;
    let mut rows: Vec<_> = found.unwrap().iter().map(ToString::to_string).collect();
    rows.sort();
    rows
}

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

async fn names(database: &Database, text: &str) -> Vec<String> {
    let found = sql::all::<Name, _>(database.read(), text, vec![]).await.unwrap();
    found.into_iter().map(|row| row.name).collect()
}

/// The service's own tables with their rows.
pub async fn own(database: &Database) -> Tables {
    let mut all = Tables::new();
    for table in names(database, "SELECT name FROM sqlite_master WHERE type = 'table'").await {
        if !BASE.contains(&table.as_str()) {
            all.insert(table.clone(), rows(database, &table).await);
        }
    }
    all
}

/// Rows that are in one and not in the other, each with its table.
pub fn difference(one: &Tables, other: &Tables) -> Vec<String> {
    let rows = |tables: &Tables| -> BTreeSet<String> {
        let named =
            tables.iter().flat_map(|(table, rows)| rows.iter().map(move |row| format!("{table} {row}")));
        named.collect()
    };
    rows(one).symmetric_difference(&rows(other)).cloned().collect()
}

/// The tables that `schema::aggregate_table` made: nothing else has both columns.
pub async fn of_aggregates(database: &Database) -> Vec<String> {
    let text = "SELECT t.name FROM sqlite_master t WHERE t.type = 'table'
                AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'updated_us')
                AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'version') ORDER BY t.name";
    names(database, text).await
}
