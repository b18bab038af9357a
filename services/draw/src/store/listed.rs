//! Draws as the public lists them, and when each of their stages came.

use std::collections::BTreeMap;

use ::store::{Context, StoreError, sql};
use chrono::DateTime;
use kernel::{Moment, RegionCode, ids::TaskId};
use sea_orm::{FromQueryResult, Value};

use crate::domain::{Draw, OPEN_FOR_S};

/// Which of a region's opened draws.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    pub region: &'a RegionCode,
    pub task: Option<TaskId>,
    /// Opened between these two, seconds since 1970.
    pub between: Option<(i64, i64)>,
    /// Only numbers below this one.
    pub before: Option<u64>,
    pub limit: u64,
}

/// The last opened first.
pub async fn opened(context: &Context, asked: &Asked<'_>) -> Result<Vec<Draw>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let number = |field: &str| {
        format!("CAST({} AS BIGINT)", sql::json_text(context.database.backend(), "body", &[field]))
    };
    let (seq, reveal_by) = (number("seq"), number("reveal_by"));
    let mut wheres = vec!["region = ?".to_owned(), format!("{seq} IS NOT NULL")];
    let mut values: Vec<Value> = vec![asked.region.as_str().into()];
    if let Some(task) = asked.task {
        wheres.push("parent = ?".to_owned());
        values.push(task.to_string().into());
    }
    if let Some((first, last)) = asked.between {
        // The time for shares begins with the opening.
        wheres.push(format!("{reveal_by} BETWEEN ? AND ?"));
        values.extend([first, last].map(|at| Value::from(at + OPEN_FOR_S.cast_signed())));
    }
    if let Some(before) = asked.before {
        wheres.push(format!("{seq} < ?"));
        values.push(i64::try_from(before).unwrap_or(i64::MAX).into());
    }
    values.push(asked.limit.cast_signed().into());
    let text = format!("SELECT body FROM draw WHERE {} ORDER BY {seq} DESC LIMIT ?", wheres.join(" AND "));
    let rows = sql::all::<Row, _>(context.database.read(), &text, values).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}

/// When which event of these draws was recorded, by draw and type. They are the ones that stand in the public log.
pub async fn stages(
    context: &Context,
    draws: &[Draw],
) -> Result<BTreeMap<(String, String), Moment>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        aggregate: String,
        kind: String,
        recorded_us: i64,
    }
    let text = format!(
        "SELECT aggregate, kind, recorded_us FROM journal WHERE aggregate IN ({}) AND kind IN
         ('suiji.draw.opened.v1', 'suiji.draw.committed.v1', 'suiji.draw.revealed.v1',
          'suiji.draw.objects-drawn.v1', 'suiji.draw.voided.v1', 'suiji.draw.expired.v1',
          'suiji.draw.opened-to-the-public.v1')",
        sql::marks(draws.len())
    );
    let values = draws.iter().map(|draw| draw.draw.to_string().into()).collect();
    let rows = sql::all::<Row, _>(context.database.read(), &text, values).await?;
    let at = |row: Row| {
        let at = DateTime::from_timestamp_micros(row.recorded_us)?;
        Some(((row.aggregate, row.kind), at))
    };
    Ok(rows.into_iter().filter_map(at).collect())
}
