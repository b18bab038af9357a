//! What was journalled once is still understood: `recorded/<service>.json` keeps the journal of a whole small campaign as it
//! was written then, with what its events did not tell (`untold`) and what stood in the tables afterwards. Today's code
//! makes the same of it, or an event has changed its meaning.
//!
//! A state may grow by a field, so that more than what was recorded may stand there, and nothing less or other.
//! `SUIJI_GOLDEN_UPDATE=1 cargo test -p suiji --test replay` records a service that has no file yet. Of one that has, the
//! journal is never written anew: only what today's code makes of it, for a reviewer to see what that changes. Whoever
//! wants another campaign in it takes the file away, and loses the proof for what was written before.

use std::{fs, path::PathBuf};

use bus::Message;
use contracts::Fact;
use runtime::Module;
use sea_orm::JsonValue;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Database, sql};
use testkit::App;
use tokio::sync::Mutex;

use crate::{
    accounts, campaign,
    city::{CONTEXTS, City},
    rows,
};

const UPDATE: &str = "SUIJI_GOLDEN_UPDATE";
/// Columns that hold JSON, which is kept open so that a difference can be read.
const OPEN: [&str; 3] = ["envelope", "fields", "body"];

type Row = Map<String, Value>;

#[derive(Serialize, Deserialize, Clone)]
struct Recorded {
    journal: Vec<Row>,
    untold: Vec<Row>,
    /// Rows by table: the aggregates and their readers; of oversight, what it has read from all journals.
    stands: Map<String, Value>,
}

impl Recorded {
    fn path(service: &str) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/replay/recorded/{service}.json"))
    }

    fn read(service: &str) -> Option<Self> {
        let text = fs::read_to_string(Self::path(service)).ok()?;
        Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("recorded/{service}.json: {error}")))
    }

    fn write(&self, service: &str) {
        fs::write(Self::path(service), serde_json::to_string_pretty(self).unwrap() + "\n").unwrap();
    }

    /// What a running service has journalled.
    async fn of(database: &Database) -> Self {
        let journal = table(database, "SELECT * FROM journal ORDER BY recorded_us, aggregate, version").await;
        let untold = table(database, "SELECT * FROM untold ORDER BY aggregate, version").await;
        Self { journal, untold, stands: Map::new() }
    }

    /// What today's code makes of it; of all journals, where oversight reads them.
    async fn stands_now(
        &self,
        app: &App,
        module: Module,
        journals: &[Self],
    ) -> Result<Map<String, Value>, String> {
        let mut stands = self.replayed(app, module).await?;
        if module.name == "oversight" {
            stands.extend(read_by_oversight(app, journals).await);
        }
        Ok(stands)
    }

    /// What today's code makes of the journal alone.
    async fn replayed(&self, app: &App, module: Module) -> Result<Map<String, Value>, String> {
        let (from, into) = (app.beside(module).await, app.beside(module).await);
        let (from, into) = (&from.service.database, &into.service.database);
        let transaction = from.begin().await.unwrap();
        for (name, rows) in [("journal", &self.journal), ("untold", &self.untold)] {
            for row in rows {
                insert(&transaction, name, row).await;
            }
        }
        transaction.commit().await.unwrap();
        let transaction = into.begin().await.unwrap();
        for replay in module.aggregates {
            replay.run(from, &transaction).await.map_err(|error| format!("{}: {error}", replay.table))?;
        }
        transaction.commit().await.unwrap();
        let mut stands = Map::new();
        for name in module.aggregates.iter().map(|replay| replay.table).chain(["reader"]) {
            stands.insert(name.to_owned(), everything(into, name).await);
        }
        Ok(stands)
    }
}

async fn table(database: &Database, text: &str) -> Vec<Row> {
    let mut rows = sql::all::<JsonValue, _>(database.read(), text, vec![]).await.unwrap();
    for row in &mut rows {
        for (_, value) in
            row.as_object_mut().unwrap().iter_mut().filter(|(name, _)| OPEN.contains(&name.as_str()))
        {
            if let Some(open) = value.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok()) {
                *value = open;
            }
        }
    }
    rows.into_iter().map(|row| row.as_object().unwrap().clone()).collect()
}

async fn everything(database: &Database, name: &str) -> Value {
    let mut rows = table(database, &format!("SELECT * FROM {name}")).await;
    rows.sort_by_cached_key(|row| serde_json::to_string(row).unwrap());
    rows.into_iter().map(Value::Object).collect()
}

async fn insert(on: &sea_orm::DatabaseTransaction, name: &str, row: &Row) {
    let columns: Vec<_> = row.keys().map(String::as_str).collect();
    let values = row.iter().map(|(column, value)| match value {
        Value::String(text) if !OPEN.contains(&column.as_str()) => text.as_str().into(),
        Value::Number(number) => number.as_i64().into(),
        Value::Null => None::<String>.into(),
        open => open.to_string().into(),
    });
    let text = format!("INSERT INTO {name} ({}) VALUES ({})", columns.join(", "), sql::marks(columns.len()));
    sql::execute(on, &text, values.collect()).await.unwrap();
}

/// Whether all that was recorded is there still; what has come since may be there besides.
fn covers(now: &Value, then: &Value) -> bool {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => {
            then.iter().all(|(key, value)| now.get(key).is_some_and(|now| covers(now, value)))
        }
        (Value::Array(now), Value::Array(then)) => {
            now.len() == then.len() && now.iter().zip(then).all(|(now, then)| covers(now, then))
        }
        (now, then) => now == then,
    }
}

/// Rows that are not what they were, each with its table.
fn changed(then: &Map<String, Value>, now: &Map<String, Value>) -> Vec<String> {
    let mut changed = Vec::new();
    for (name, rows) in then {
        let (then, none) = (rows.as_array().unwrap(), Vec::new());
        let now = now.get(name).and_then(Value::as_array).unwrap_or(&none);
        let gone = then.iter().filter(|row| !now.iter().any(|now| covers(now, row)));
        changed.extend(gone.map(|row| format!("{name}: {row}")));
        if now.len() != then.len() {
            changed.push(format!("{name}: {} rows were {}", now.len(), then.len()));
        }
    }
    changed
}

/// The facts of all journals, as oversight hears them.
fn facts(journals: &[Recorded]) -> Vec<Message> {
    let hears = oversight::module().subscriptions;
    let rows = journals.iter().flat_map(|recorded| &recorded.journal);
    let facts = rows.map(|row| serde_json::from_value::<Fact>(row["envelope"].clone()).unwrap());
    let mut facts: Vec<_> = facts.filter(|fact| hears.contains(&fact.kind())).collect();
    facts.sort_by_key(|fact| (fact.recordedtime, fact.sequence));
    let message = |fact: &Fact| Message {
        id: format!("{}:_", fact.id),
        subject: bus::subject::from_type(fact.region.as_str(), fact.kind(), "_").unwrap(),
        traceparent: None,
        body: serde_json::to_vec(fact).unwrap(),
    };
    facts.iter().map(message).collect()
}

/// What an empty oversight keeps of the journals of all. An alert's id and moment are its own.
async fn read_by_oversight(app: &App, journals: &[Recorded]) -> Map<String, Value> {
    let mut beside = app.beside(oversight::module()).await;
    beside.hears(&facts(journals)).await;
    let database = &beside.service.database;
    assert_eq!(rows::rows(database, "dead_letter").await, [""; 0]);
    let mut stands = Map::new();
    for name in rows::own(database).await.into_keys().filter(|name| name != "alert") {
        stands.insert(name.clone(), everything(database, &name).await);
    }
    stands
}

fn modules() -> Vec<Module> {
    CONTEXTS.map(|module| module()).into_iter().chain([identity::module()]).collect()
}

/// One test at a time looks and records.
static RECORDING: Mutex<()> = Mutex::const_new(());

/// What is recorded of every service.
async fn recorded(app: &App) -> Vec<(Module, Recorded)> {
    let _alone = RECORDING.lock().await;
    let missing: Vec<_> =
        modules().iter().map(|m| m.name).filter(|name| Recorded::read(name).is_none()).collect();
    assert!(missing.is_empty() || updating(), "{missing:?} have no recorded journal: {UPDATE}=1 records it");
    if !missing.is_empty() {
        record(&missing).await;
    }
    let mut all: Vec<_> = modules().into_iter().map(|m| (m, Recorded::read(m.name).unwrap())).collect();
    if updating() {
        let journals: Vec<_> = all.iter().map(|(_, recorded)| recorded.clone()).collect();
        for (module, recorded) in &mut all {
            recorded.stands = recorded.stands_now(app, *module, &journals).await.unwrap();
            recorded.write(module.name);
        }
    }
    all
}

/// Records those who have no file yet.
async fn record(missing: &[&str]) {
    let (city, town) = (campaign::held().await, accounts::opened().await);
    for service in missing {
        let app = if *service == "identity" { &town.app } else { &city.app };
        Recorded::of(&app.context(service).database).await.write(service);
    }
}

fn updating() -> bool {
    std::env::var_os(UPDATE).is_some()
}

/// Every service, oversight's reading of the others included.
#[tokio::test]
async fn a_recorded_journal_is_still_what_it_was() {
    let app = City::of(&modules()).await.app;
    let all = recorded(&app).await;
    let journals: Vec<_> = all.iter().map(|(_, recorded)| recorded.clone()).collect();
    let mut bad = Vec::new();
    for (module, recorded) in all {
        assert!(recorded.stands.len() > module.aggregates.len(), "{}", module.name);
        let now = recorded.stands_now(&app, module, &journals).await;
        let now = now.unwrap_or_else(|why| panic!("{}: {why}", module.name));
        bad.extend(changed(&recorded.stands, &now).into_iter().map(|row| format!("{} {row}", module.name)));
    }
    assert!(bad.is_empty(), "an event that was recorded means something else now:\n{}", bad.join("\n"));
}

/// Where an event is not understood as it was, that is noticed: here the last one of each service is passed over.
#[tokio::test]
async fn an_event_that_is_understood_otherwise_is_noticed() {
    let app = City::of(&modules()).await.app;
    let mut noticed = 0;
    for (module, mut recorded) in recorded(&app).await {
        let told = |row: &Row| {
            let opening = recorded.untold.iter().find(|opening| opening["aggregate"] == row["aggregate"]);
            opening.is_some_and(|opening| opening["version"].as_u64() < row["version"].as_u64())
        };
        let Some(place) = recorded.journal.iter().rposition(told) else { continue };
        recorded.journal.remove(place);
        let now = recorded.replayed(&app, module).await;
        assert!(now.is_err() || !changed(&recorded.stands, &now.unwrap()).is_empty(), "{}", module.name);
        noticed += 1;
    }
    assert!(noticed >= 6, "{noticed} services have an event after the first");
}
