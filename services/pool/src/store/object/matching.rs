//! The objects of a pool: active ones that meet a scheme's criteria.

use ::store::{StoreError, sql};
use contracts::{api::pool::SnapshotObject, events::planning::Criteria};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, Value};

use super::{Kept, ObjectRow, search::escaped, word};

/// At most `limit` of them after an id, by id: a pool may be too large for one answer.
pub async fn matching<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    criteria: &Criteria,
    after: &str,
    limit: u64,
) -> Result<Vec<SnapshotObject>, StoreError> {
    let mut wheres = vec!["region = ? AND active = 1 AND id > ?".to_owned()];
    let mut values = vec![Value::from(region.as_str()), after.into()];
    if !criteria.kinds.is_empty() {
        wheres.push(format!("kind IN ({})", sql::marks(criteria.kinds.len())));
        for kind in &criteria.kinds {
            values.push(word(kind)?.into());
        }
    }
    if !criteria.places.is_empty() {
        wheres.push(format!("place IN ({})", sql::marks(criteria.places.len())));
        values.extend(criteria.places.iter().map(|place| Value::from(place.as_str())));
    }
    if !criteria.trades.is_empty() {
        let any = vec!["trade LIKE ? ESCAPE '!'"; criteria.trades.len()].join(" OR ");
        wheres.push(format!("({any})"));
        values.extend(criteria.trades.iter().map(|trade| Value::from(format!("{}%", escaped(trade)))));
    }
    values.push(limit.cast_signed().into());
    let text = format!(
        "SELECT id, body, phone, phone_mark FROM object WHERE {} ORDER BY id LIMIT ?",
        wheres.join(" AND ")
    );
    let rows = sql::all::<ObjectRow, _>(on, &text, values).await?;
    rows.iter().map(|row| Ok(serde_json::from_str::<Kept>(&row.body)?.content)).collect()
}
