//! Lines and links. A line knows its aggregate only; which task and visit that belongs to may become known later.

use ::store::{StoreError, Work, sql};
use chrono::DateTime;
use contracts::{Fact, api::oversight::LineView};
use kernel::{RegionCode, Role, ids::TaskId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;

/// Keeps one line; the same event again changes nothing.
pub async fn keep(work: &Work, fact: &Fact, sentence: &str) -> Result<(), StoreError> {
    let text = "INSERT INTO line (event, region, service, kind, aggregate, version, occurred_us, role, department, sentence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event) DO NOTHING";
    let values = vec![
        fact.id.to_string().into(),
        fact.region.as_str().into(),
        service(fact).into(),
        fact.kind().into(),
        fact.subject.as_str().into(),
        fact.sequence.cast_signed().into(),
        fact.time.timestamp_micros().into(),
        serde_json::to_string(&fact.actorrole)?.into(),
        fact.actordepartment.clone().map(String::from).into(),
        sentence.into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// Keeps what the event tells of its aggregate's place. An event of a visit, or of what comes of one, names the visit;
/// draws and tasks belong to none, whatever visit they may speak of.
pub async fn link(work: &Work, fact: &Fact) -> Result<(), StoreError> {
    let named = |field: &str| fact.event.data[field].as_str().map(str::to_owned);
    let of_visit = matches!(service(fact), "inspection" | "disclosure" | "referral");
    let (task, visit) = (named("task"), if of_visit { named("visit") } else { None });
    if task.is_none() && visit.is_none() {
        return Ok(());
    }
    let text = "INSERT INTO link (aggregate, region, task, visit) VALUES (?, ?, ?, ?)
                ON CONFLICT (aggregate) DO UPDATE SET task = COALESCE(link.task, excluded.task),
                visit = COALESCE(link.visit, excluded.visit)";
    let values = vec![fact.subject.as_str().into(), fact.region.as_str().into(), task.into(), visit.into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    event: String,
    service: String,
    kind: String,
    aggregate: String,
    occurred_us: i64,
    role: String,
    department: Option<String>,
    sentence: String,
}

/// A task's lines, oldest first; those of a visit that has not ended are left out.
pub async fn of_task<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    task: TaskId,
) -> Result<Vec<LineView>, StoreError> {
    let text =
        "SELECT l.event, l.service, l.kind, l.aggregate, l.occurred_us, l.role, l.department, l.sentence
         FROM line l JOIN link k ON k.aggregate = l.aggregate LEFT JOIN link v ON v.aggregate = k.visit
         WHERE l.region = ? AND COALESCE(k.task, v.task) = ?
         AND (k.visit IS NULL OR k.visit IN (SELECT u.visit FROM unsealed u WHERE u.region = l.region))
         ORDER BY l.occurred_us, l.aggregate, l.version, l.event";
    let values = vec![region.as_str().into(), task.to_string().into()];
    sql::all::<Row, _>(on, text, values).await?.into_iter().map(Row::view).collect()
}

impl Row {
    fn view(self) -> Result<LineView, StoreError> {
        let role: Role = serde_json::from_str(&self.role)?;
        Ok(LineView {
            event: serde_json::from_value(self.event.into())?,
            occurred: DateTime::from_timestamp_micros(self.occurred_us).unwrap_or_default(),
            service: self.service,
            kind: self.kind,
            aggregate: self.aggregate,
            role,
            role_name: role.name().to_owned(),
            department: serde_json::from_value(self.department.map_or(Value::Null, Value::from))?,
            sentence: self.sentence,
        })
    }
}

/// The service that an event's type names; the consumer has checked that it is the publisher.
fn service(fact: &Fact) -> &str {
    fact.kind().split('.').nth(1).unwrap_or_default()
}
