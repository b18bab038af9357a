//! Which rows a caller may see, as SQL: the same reader sets that `access` decides by.

use std::collections::BTreeSet;

use access::Reader;
use sea_orm::{ConnectionTrait, Value};

use crate::{StoreError, sql};

/// `<column> IN (…)`: true where the aggregate named by `column` is visible to one who is all of `held`.
pub fn predicate(column: &str, held: &[Reader]) -> (String, Vec<Value>) {
    let text =
        format!("{column} IN (SELECT aggregate FROM reader WHERE subject IN ({}))", sql::marks(held.len()));
    (text, held.iter().map(|reader| reader.to_string().into()).collect())
}

/// Whether the aggregate is visible to one who is all of `held`.
pub async fn to<C: ConnectionTrait>(on: &C, aggregate: &str, held: &[Reader]) -> Result<bool, StoreError> {
    let text = format!(
        "SELECT count(*) AS number FROM reader WHERE aggregate = ? AND subject IN ({})",
        sql::marks(held.len())
    );
    let mut values = vec![Value::from(aggregate)];
    values.extend(held.iter().map(|reader| Value::from(reader.to_string())));
    Ok(sql::number(on, &text, values).await? > 0)
}

/// Replaces the readers of an aggregate, writing only what differs.
pub(crate) async fn set<C: ConnectionTrait>(
    on: &C,
    aggregate: &str,
    before: &BTreeSet<String>,
    after: &BTreeSet<String>,
) -> Result<(), StoreError> {
    for gone in before.difference(after) {
        let values = vec![aggregate.into(), gone.as_str().into()];
        sql::execute(on, "DELETE FROM reader WHERE aggregate = ? AND subject = ?", values).await?;
    }
    let added: Vec<_> = after.difference(before).collect();
    if added.is_empty() {
        return Ok(());
    }
    let rows = vec!["(?, ?)"; added.len()].join(", ");
    let values =
        added.iter().flat_map(|subject| [Value::from(aggregate), Value::from(subject.as_str())]).collect();
    sql::execute(on, &format!("INSERT INTO reader (aggregate, subject) VALUES {rows}"), values).await?;
    Ok(())
}
