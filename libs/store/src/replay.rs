//! Replay: what an aggregate is, rebuilt from what was journalled of it.
//!
//! A state changes by events alone, except where an event may not say what happened: what is sealed, an event that is
//! published must not tell. The unit of work finds such fields by itself, whenever a state that it saves is not what its
//! events make of the state before, and keeps them in `untold`, append-only beside the journal row and published
//! nowhere. An aggregate's beginning is kept there whole. Journal and `untold` together are the record; the aggregate's own
//! table is what follows from them.

use std::collections::{BTreeMap, BTreeSet};

use contracts::Fact;
use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{Aggregate, Database, Loaded, StoreError, row, sql};

/// How one kind of aggregate is rebuilt. A service lists one for each of its kinds.
#[derive(Debug, Clone, Copy)]
pub struct Replay {
    pub table: &'static str,
    run: Run,
}

type Run = for<'a> fn(&'a Database, &'a DatabaseTransaction) -> BoxFuture<'a, Result<Replayed, StoreError>>;

/// What was rebuilt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    pub aggregates: u64,
    pub events: u64,
    /// Fields that an event brought about without telling, by the type of the event after which they stood.
    pub untold: BTreeMap<String, BTreeSet<String>>,
}

impl Replay {
    pub const fn of<A: Aggregate + 'static>() -> Self {
        Self { table: A::TABLE, run: |from, into| Box::pin(run::<A>(from, into)) }
    }

    /// Reads the journal of `from` and writes the table, with its readers, in `into`, where it must be empty.
    pub async fn run(&self, from: &Database, into: &DatabaseTransaction) -> Result<Replayed, StoreError> {
        (self.run)(from, into).await
    }
}

/// Keeps what events did not tell of a state at `version`.
pub(crate) async fn keep(
    on: &DatabaseTransaction,
    table: &str,
    aggregate: &str,
    version: u64,
    fields: Map<String, Value>,
) -> Result<(), StoreError> {
    if fields.is_empty() {
        return Ok(());
    }
    let text = "INSERT INTO untold (aggregate, version, kind, fields) VALUES (?, ?, ?, ?)";
    let fields = Value::Object(fields).to_string();
    let values = vec![aggregate.into(), version.cast_signed().into(), table.into(), fields.into()];
    sql::execute(on, text, values).await.map_err(StoreError::on_conflict)?;
    Ok(())
}

/// The fields of `is` that are other than in `told`.
pub(crate) fn beside(told: &Value, is: &Value) -> Map<String, Value> {
    let none = Map::new();
    let (told, is) = (told.as_object().unwrap_or(&none), is.as_object().unwrap_or(&none));
    let gone = told.keys().filter(|field| !is.contains_key(*field)).map(|field| (field, &Value::Null));
    let other = is.iter().filter(|(field, value)| told.get(*field) != Some(value));
    other.chain(gone).map(|(field, value)| (field.clone(), value.clone())).collect()
}

#[derive(FromQueryResult)]
struct Untold {
    version: i64,
    fields: String,
}

#[derive(FromQueryResult)]
struct Journalled {
    version: i64,
    recorded_us: i64,
    envelope: String,
}

async fn run<A: Aggregate>(from: &Database, into: &DatabaseTransaction) -> Result<Replayed, StoreError> {
    let (mut replayed, mut after) = (Replayed::default(), String::new());
    loop {
        let page = aggregates(from.read(), A::TABLE, &after).await?;
        let Some(last) = page.last() else { return Ok(replayed) };
        after.clone_from(last);
        for id in page {
            let (loaded, at_us) = state::<A>(from, &id, &mut replayed).await?;
            row::insert(into, &loaded, at_us).await?;
        }
    }
}

async fn aggregates<C: ConnectionTrait>(on: &C, table: &str, after: &str) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        aggregate: String,
    }
    let text =
        "SELECT DISTINCT aggregate FROM untold WHERE kind = ? AND aggregate > ? ORDER BY aggregate LIMIT 500";
    let rows = sql::all::<Row, _>(on, text, vec![table.into(), after.into()]).await?;
    Ok(rows.into_iter().map(|row| row.aggregate).collect())
}

/// One aggregate as its journal leaves it, and when that was.
async fn state<A: Aggregate>(
    from: &Database,
    id: &str,
    replayed: &mut Replayed,
) -> Result<(Loaded<A>, i64), StoreError> {
    let text = "SELECT version, fields FROM untold WHERE aggregate = ? ORDER BY version";
    let rows = sql::all::<Untold, _>(from.read(), text, vec![id.into()]).await?;
    let mut untold: BTreeMap<i64, Value> = BTreeMap::new();
    for row in rows {
        untold.insert(row.version, serde_json::from_str(&row.fields)?);
    }
    let (begun, opening) = untold.pop_first().ok_or(StoreError::NotFound)?;
    let mut state: A = serde_json::from_value(opening)?;
    let text = "SELECT version, recorded_us, envelope FROM journal WHERE aggregate = ? ORDER BY version";
    let journal = sql::all::<Journalled, _>(from.read(), text, vec![id.into()]).await?;
    for row in journal.iter().filter(|row| row.version > begun) {
        let fact: Fact = serde_json::from_str(&row.envelope)?;
        state.evolve(&fact.event_as()?);
        if let Some(fields) = untold.get(&row.version) {
            let names = fields.as_object().into_iter().flat_map(Map::keys).cloned();
            replayed.untold.entry(fact.kind().to_owned()).or_default().extend(names);
            state = with(&state, fields)?;
        }
    }
    replayed.aggregates += 1;
    replayed.events += journal.len() as u64;
    let last = journal.last().ok_or(StoreError::NotFound)?;
    let version = last.version.unsigned_abs();
    let saved = serde_json::to_string(&state)?;
    Ok((Loaded { id: id.to_owned(), version, state, saved }, last.recorded_us))
}

fn with<A: serde::Serialize + DeserializeOwned>(state: &A, fields: &Value) -> Result<A, StoreError> {
    let mut whole = serde_json::to_value(state)?;
    if let (Value::Object(whole), Value::Object(fields)) = (&mut whole, fields) {
        whole.extend(fields.clone());
    }
    Ok(serde_json::from_value(whole)?)
}
