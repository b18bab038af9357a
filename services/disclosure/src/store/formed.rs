//! Results as inspection formed them. One may come before its visit has ended, and is nobody's to see until then.

use ::store::{StoreError, Work, sql};
use contracts::events::inspection::ResultFormed;
use kernel::{DepartmentId, ids::VisitId};
use sea_orm::FromQueryResult;

pub async fn keep(work: &Work, result: &ResultFormed) -> Result<(), StoreError> {
    let text = "INSERT INTO formed (visit, department, region, body) VALUES (?, ?, ?, ?)
                ON CONFLICT (visit, department) DO NOTHING";
    let values = vec![
        result.visit.to_string().into(),
        result.department.as_str().into(),
        result.department.region().as_str().into(),
        serde_json::to_string(result)?.into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

pub async fn find(
    work: &Work,
    visit: VisitId,
    department: &DepartmentId,
) -> Result<Option<ResultFormed>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT body FROM formed WHERE visit = ? AND department = ?";
    let row = sql::one::<Row, _>(work.tx(), text, vec![visit.to_string().into(), department.as_str().into()])
        .await?;
    row.map(|row| serde_json::from_str(&row.body)).transpose().map_err(StoreError::from)
}
