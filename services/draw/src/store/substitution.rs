//! Drawn inspectors who were replaced: one row each, public once the visit has ended.

use ::store::{StoreError, Work, sql};
use kernel::{
    DepartmentId, InspectorId, RegionCode,
    codes::SubstitutionReason,
    ids::{DrawId, VisitId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;

/// How often a department replaced for one reason in one draw.
#[derive(Debug, FromQueryResult)]
pub struct CountRow {
    pub draw: String,
    pub department: String,
    pub reason: String,
    pub number: i64,
}

pub async fn keep(
    work: &Work,
    visit: VisitId,
    drawn: InspectorId,
    draw: DrawId,
    department: &DepartmentId,
    reason: SubstitutionReason,
) -> Result<(), StoreError> {
    let text = "INSERT INTO substitution (visit, drawn, region, draw, department, reason, ended)
                VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (visit, drawn) DO NOTHING";
    let values = vec![
        visit.to_string().into(),
        drawn.to_string().into(),
        department.region().as_str().into(),
        draw.to_string().into(),
        department.as_str().into(),
        word(reason)?.into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// The visit has ended: its rows count in public from now on.
pub async fn publish(work: &Work, visit: VisitId) -> Result<(), StoreError> {
    let text = "UPDATE substitution SET ended = 1 WHERE visit = ?";
    sql::execute(work.tx(), text, vec![visit.to_string().into()]).await?;
    Ok(())
}

pub async fn counts<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<Vec<CountRow>, StoreError> {
    let text = "SELECT draw, department, reason, count(*) AS number FROM substitution
                WHERE region = ? AND ended = 1 GROUP BY draw, department, reason
                ORDER BY draw, department, reason";
    Ok(sql::all(on, text, vec![region.as_str().into()]).await?)
}

/// The code as the API writes it.
fn word(reason: SubstitutionReason) -> Result<String, StoreError> {
    match serde_json::to_value(reason)? {
        Value::String(word) => Ok(word),
        other => Ok(other.to_string()),
    }
}
