//! Aggregates that may wait for somebody: few rows by their state, seen only where the caller is concerned. What exactly
//! waits, the domain decides from the loaded state.

use access::Reader;
use kernel::{DepartmentId, RegionCode};
use sea_orm::Value;

use crate::{Aggregate, Context, Loaded, StoreError, row::Row, sql, visible};

/// Which aggregates; everything narrows.
#[derive(Debug, Clone)]
pub struct Pick<'a> {
    region: &'a RegionCode,
    held: &'a [Reader],
    states: &'a [&'a str],
    department: Option<&'a DepartmentId>,
    having: &'a [&'a [&'a str]],
}

impl<'a> Pick<'a> {
    /// Those of a region that one who is all of `held` sees otherwise than by their being public.
    pub fn new(region: &'a RegionCode, held: &'a [Reader], states: &'a [&'a str]) -> Self {
        Self { region, held, states, department: None, having: &[] }
    }

    /// Only those that the index gives to this department.
    #[must_use]
    pub fn of(mut self, department: &'a DepartmentId) -> Self {
        self.department = Some(department);
        self
    }

    /// Only those whose state has something at one of these paths: a long past is not read for the few things open in it.
    #[must_use]
    pub fn having(mut self, paths: &'a [&'a [&'a str]]) -> Self {
        self.having = paths;
        self
    }

    /// All of them, by id, in one query.
    pub async fn all<A: Aggregate>(&self, context: &Context) -> Result<Vec<Loaded<A>>, StoreError> {
        let on = context.database.read();
        let held: Vec<_> = self.held.iter().filter(|reader| **reader != Reader::Public).cloned().collect();
        let (seen, readers) = visible::predicate("id", &held);
        let mut wheres =
            vec!["region = ?".to_owned(), format!("state IN ({})", sql::marks(self.states.len()))];
        let mut values = vec![Value::from(self.region.as_str())];
        values.extend(self.states.iter().map(|&state| Value::from(state)));
        if let Some(department) = self.department {
            wheres.push("department = ?".to_owned());
            values.push(department.as_str().into());
        }
        if !self.having.is_empty() {
            let there = |path: &&[&str]| {
                format!("{} IS NOT NULL", sql::json_text(context.database.backend(), "body", path))
            };
            wheres.push(format!("({})", self.having.iter().map(there).collect::<Vec<_>>().join(" OR ")));
        }
        wheres.push(seen);
        values.extend(readers);
        let text =
            format!("SELECT id, version, body FROM {} WHERE {} ORDER BY id", A::TABLE, wheres.join(" AND "));
        let rows = sql::all::<Row, _>(on, &text, values).await?;
        rows.into_iter().map(Row::load).collect()
    }
}
