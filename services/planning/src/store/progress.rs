//! What is known of a task's visits, results and findings: what closes it, and what its view counts.

use ::store::{StoreError, Work, sql};
use contracts::events::{
    disclosure::ResultDisclosed,
    inspection::{FindingRaised, ResultFormed, VisitEnded},
};
use kernel::{
    DepartmentId, RegionCode,
    ids::{FindingId, TaskId, VisitId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::domain::Progress;

/// A visit has ended; each of its departments owes a result and its disclosure.
pub async fn visit_ended(work: &Work, region: &RegionCode, ended: &VisitEnded) -> Result<(), StoreError> {
    visit(work, region, ended.task, ended.visit, "ended").await?;
    for department in &ended.departments {
        part(work, region, (ended.task, ended.visit), department, "formed = task_part.formed", (0, 0, 0))
            .await?;
    }
    Ok(())
}

pub async fn visit_cancelled(
    work: &Work,
    region: &RegionCode,
    task: TaskId,
    id: VisitId,
) -> Result<(), StoreError> {
    visit(work, region, task, id, "cancelled").await
}

async fn visit(
    work: &Work,
    region: &RegionCode,
    task: TaskId,
    id: VisitId,
    state: &str,
) -> Result<(), StoreError> {
    let text = "INSERT INTO task_visit (visit, task, region, state) VALUES (?, ?, ?, ?) ON CONFLICT (visit) DO NOTHING";
    let values = vec![id.to_string().into(), task.to_string().into(), region.as_str().into(), state.into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

pub async fn result_formed(
    work: &Work,
    region: &RegionCode,
    formed: &ResultFormed,
) -> Result<(), StoreError> {
    let of = (formed.task, formed.visit);
    let set = "formed = 1, findings = excluded.findings";
    part(work, region, of, &formed.department, set, (1, formed.findings.cast_signed(), 0)).await
}

pub async fn result_disclosed(
    work: &Work,
    region: &RegionCode,
    disclosed: &ResultDisclosed,
) -> Result<(), StoreError> {
    let of = (disclosed.task, disclosed.visit);
    part(work, region, of, &disclosed.department, "disclosed = 1", (0, 0, 1)).await
}

/// A department's part of a visit; whatever is told of it first makes the row, `set` is what it changes in one that is there.
async fn part(
    work: &Work,
    region: &RegionCode,
    (task, visit): (TaskId, VisitId),
    department: &DepartmentId,
    set: &str,
    (formed, findings, disclosed): (i64, i64, i64),
) -> Result<(), StoreError> {
    let text = format!(
        "INSERT INTO task_part (visit, department, task, region, formed, findings, disclosed) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (visit, department) DO UPDATE SET {set}"
    );
    let values = vec![
        visit.to_string().into(),
        department.as_str().into(),
        task.to_string().into(),
        region.as_str().into(),
        formed.into(),
        findings.into(),
        disclosed.into(),
    ];
    sql::execute(work.tx(), &text, values).await?;
    Ok(())
}

pub async fn finding_raised(
    work: &Work,
    region: &RegionCode,
    raised: &FindingRaised,
) -> Result<(), StoreError> {
    let text = "INSERT INTO task_finding (finding, task, region, closed) VALUES (?, ?, ?, 0) ON CONFLICT (finding) DO NOTHING";
    let values =
        vec![raised.finding.to_string().into(), raised.task.to_string().into(), region.as_str().into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// The outcome is back at a finding; the task that it belongs to, where its beginning is known.
pub async fn finding_closed(work: &Work, finding: FindingId) -> Result<Option<TaskId>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        task: String,
    }
    let text = "UPDATE task_finding SET closed = 1 WHERE finding = ? RETURNING task";
    let row = sql::one::<Row, _>(work.tx(), text, vec![finding.to_string().into()]).await?;
    Ok(row.and_then(|row| row.task.parse().ok()))
}

/// Whether something known of the task is open: a part without its disclosure, or a finding without its outcome.
pub async fn is_open(work: &Work, task: TaskId) -> Result<bool, StoreError> {
    let text = "SELECT count(*) AS number FROM
                (SELECT task FROM task_part WHERE task = ? AND disclosed = 0
                 UNION ALL SELECT task FROM task_finding WHERE task = ? AND closed = 0 LIMIT 1) left_open";
    let values = vec![task.to_string().into(), task.to_string().into()];
    Ok(sql::number(work.tx(), text, values).await? != 0)
}

#[derive(FromQueryResult)]
struct Counts {
    ended: i64,
    cancelled: i64,
    parts: i64,
    formed: i64,
    disclosed: i64,
    findings: i64,
    raised: i64,
    concluded: i64,
}

const COUNTS: &str = "SELECT
    (SELECT count(*) FROM task_visit WHERE task = ? AND state = 'ended') AS ended,
    (SELECT count(*) FROM task_visit WHERE task = ? AND state = 'cancelled') AS cancelled,
    (SELECT count(*) FROM task_part WHERE task = ?) AS parts,
    (SELECT count(*) FROM task_part WHERE task = ? AND formed = 1) AS formed,
    (SELECT count(*) FROM task_part WHERE task = ? AND disclosed = 1) AS disclosed,
    (SELECT CAST(COALESCE(SUM(findings), 0) AS BIGINT) FROM task_part WHERE task = ?) AS findings,
    (SELECT count(*) FROM task_finding WHERE task = ?) AS raised,
    (SELECT count(*) FROM task_finding WHERE task = ? AND closed = 1) AS concluded";

pub async fn of<C: ConnectionTrait>(on: &C, task: TaskId) -> Result<Progress, StoreError> {
    let values = vec![task.to_string().into(); 8];
    let counts = sql::one::<Counts, _>(on, COUNTS, values).await?;
    Ok(counts.map(Progress::from).unwrap_or_default())
}

impl From<Counts> for Progress {
    fn from(counts: Counts) -> Self {
        Self {
            visits_ended: counts.ended.unsigned_abs(),
            visits_cancelled: counts.cancelled.unsigned_abs(),
            parts: counts.parts.unsigned_abs(),
            results_formed: counts.formed.unsigned_abs(),
            results_disclosed: counts.disclosed.unsigned_abs(),
            findings: counts.findings.unsigned_abs(),
            findings_raised: counts.raised.unsigned_abs(),
            findings_concluded: counts.concluded.unsigned_abs(),
        }
    }
}
