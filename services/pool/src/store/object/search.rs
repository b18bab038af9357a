//! The library as a list.

use ::store::{StoreError, sql};
use kernel::{
    DepartmentId, RegionCode,
    codes::{ObjectKind, RiskClass},
};
use sea_orm::{ConnectionTrait, Value};

use super::{ObjectRow, word};

/// What a list asks for; all filters narrow.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Text in name or id.
    pub text: String,
    pub kind: Option<ObjectKind>,
    pub place: Option<String>,
    pub risk: Option<RiskClass>,
    /// What the trade code begins with.
    pub trade: Option<String>,
    pub approved_by: Option<DepartmentId>,
    pub active: Option<bool>,
    /// The id after which the page begins.
    pub after: String,
    pub limit: u64,
}

impl Search {
    fn filter(&self, region: &RegionCode) -> Result<(String, Vec<Value>), StoreError> {
        let mut wheres = vec!["region = ?"];
        let mut values = vec![Value::from(region.as_str())];
        let mut and = |condition, value: Option<Value>| {
            if let Some(value) = value {
                wheres.push(condition);
                values.push(value);
            }
        };
        and("kind = ?", self.kind.map(|kind| word(&kind)).transpose()?.map(Value::from));
        and("place = ?", self.place.clone().map(Value::from));
        and("risk = ?", self.risk.map(|risk| word(&risk)).transpose()?.map(Value::from));
        and(
            "trade LIKE ? ESCAPE '!'",
            self.trade.as_ref().map(|trade| format!("{}%", escaped(trade)).into()),
        );
        and("approved_by = ?", self.approved_by.clone().map(|id| String::from(id).into()));
        and("active = ?", self.active.map(|active| i64::from(active).into()));
        if !self.text.is_empty() {
            let pattern = format!("%{}%", escaped(&self.text));
            // By itself SQLite's LIKE passes over the case of letters and Postgres's does not.
            wheres.push("(lower(name) LIKE lower(?) ESCAPE '!' OR lower(id) LIKE lower(?) ESCAPE '!')");
            values.extend([pattern.clone().into(), pattern.into()]);
        }
        Ok((wheres.join(" AND "), values))
    }
}

/// `text` as a LIKE pattern that stands for itself.
pub(super) fn escaped(text: &str) -> String {
    text.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}

/// A page of rows by id, and how many there are in all.
pub async fn page<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    search: &Search,
) -> Result<(Vec<ObjectRow>, u64), StoreError> {
    let (filter, mut values) = search.filter(region)?;
    let count = format!("SELECT count(*) AS number FROM object WHERE {filter}");
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    let text = format!(
        "SELECT id, body, phone, phone_mark FROM object WHERE {filter} AND id > ? ORDER BY id LIMIT ?"
    );
    values.extend([Value::from(search.after.as_str()), search.limit.cast_signed().into()]);
    Ok((sql::all(on, &text, values).await?, total))
}
