//! Aggregates as rows: a few indexed columns, the state as JSON, and beside them whom it is visible to.

use std::collections::BTreeSet;

use access::Reader;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, FromQueryResult, Value};

use crate::{Aggregate, Loaded, StoreError, sql, visible};

/// Writes the row of an aggregate that has none yet, and whom it is visible to.
pub(crate) async fn insert<A: Aggregate>(
    on: &DatabaseTransaction,
    loaded: &Loaded<A>,
    at_us: i64,
) -> Result<(), StoreError> {
    let region = loaded.state.index().region;
    let mut values = vec![Value::from(loaded.id.as_str()), region.as_str().into()];
    values.extend(columns(loaded, at_us));
    let text = format!(
        "INSERT INTO {} (id, region, department, parent, state, due, title, version, body, updated_us)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        A::TABLE
    );
    sql::execute(on, &text, values).await.map_err(StoreError::on_conflict)?;
    visible::set(on, &loaded.id, &BTreeSet::new(), &subjects(&loaded.state)).await
}

/// Saves a state over version `from`, with whom it is visible to now; `before` is whom it was visible to.
pub(crate) async fn update<A: Aggregate>(
    on: &DatabaseTransaction,
    loaded: &Loaded<A>,
    from: u64,
    before: &BTreeSet<String>,
    at_us: i64,
) -> Result<(), StoreError> {
    let mut values = columns(loaded, at_us);
    values.extend([Value::from(loaded.id.as_str()), from.cast_signed().into()]);
    let text = format!(
        "UPDATE {} SET department = ?, parent = ?, state = ?, due = ?, title = ?, version = ?, body = ?, updated_us = ?
         WHERE id = ? AND version = ?",
        A::TABLE
    );
    if sql::execute(on, &text, values).await? != 1 {
        return Err(StoreError::SameTime);
    }
    visible::set(on, &loaded.id, before, &subjects(&loaded.state)).await
}

fn columns<A: Aggregate>(loaded: &Loaded<A>, at_us: i64) -> Vec<Value> {
    let index = loaded.state.index();
    vec![
        index.department.map(String::from).into(),
        index.parent.into(),
        index.state.into(),
        index.due.map(|date| date.to_string()).into(),
        index.title.into(),
        loaded.version.cast_signed().into(),
        loaded.saved.as_str().into(),
        at_us.into(),
    ]
}

/// Whoever comes second waits for the first one's commit and looks at what it left; SQLite has one writer anyway. A
/// statement of its own: one that had to wait would judge permission by what it saw before.
pub(crate) async fn lock<A: Aggregate>(on: &DatabaseTransaction, id: &str) -> Result<(), StoreError> {
    if on.get_database_backend() == DbBackend::Postgres {
        let text = format!("SELECT id FROM {} WHERE id = ? FOR UPDATE", A::TABLE);
        sql::execute(on, &text, vec![id.into()]).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
pub(crate) struct Row {
    pub id: String,
    version: i64,
    body: String,
}

pub(crate) async fn find<A: Aggregate, C: ConnectionTrait>(
    on: &C,
    id: &str,
) -> Result<Option<Loaded<A>>, StoreError> {
    let text = format!("SELECT id, version, body FROM {} WHERE id = ?", A::TABLE);
    sql::one::<Row, _>(on, &text, vec![id.into()]).await?.map(Row::load).transpose()
}

/// Look and permission in one statement: between two, the one could change what the other allowed.
pub(crate) async fn find_visible<A: Aggregate, C: ConnectionTrait>(
    on: &C,
    id: &str,
    held: &[Reader],
) -> Result<Loaded<A>, StoreError> {
    let (seen, readers) = visible::predicate("id", held);
    let text = format!("SELECT id, version, body FROM {} WHERE id = ? AND {seen}", A::TABLE);
    let values = std::iter::once(id.into()).chain(readers).collect();
    sql::one::<Row, _>(on, &text, values).await?.ok_or(StoreError::NotFound)?.load()
}

impl Row {
    pub fn load<A: Aggregate>(self) -> Result<Loaded<A>, StoreError> {
        let state = serde_json::from_str(&self.body)?;
        Ok(Loaded { id: self.id, version: self.version.unsigned_abs(), state, saved: self.body })
    }
}

/// Whom a state is visible to, as the table of readers has it.
pub(crate) fn subjects<A: Aggregate>(state: &A) -> BTreeSet<String> {
    state.readers().iter().map(ToString::to_string).collect()
}
