//! Dead letters: facts that could not take effect. They are kept with their reason until a person has them tried again;
//! while one lies here, later facts of its aggregate lie behind it, so that order holds after the redrive.

use bus::Delivery;
use contracts::Fact;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use crate::{
    Context, React, StoreError, Work,
    consume::{self, Unable, source},
    sql,
    work::Who,
};

/// A letter as the page for operators shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, FromQueryResult)]
pub struct DeadLetter {
    pub event: String,
    pub region: String,
    /// The service whose aggregate it is.
    pub source: String,
    pub aggregate: String,
    /// Its place among the facts of its aggregate.
    pub version: i64,
    /// Event type.
    pub kind: String,
    pub reason: String,
    /// `failed`, `behind` (waits for a failed one of its aggregate) or `resolved`.
    pub state: String,
    /// When it was laid down, in microseconds.
    #[serde(skip)]
    pub recorded_us: i64,
}

/// Lays a delivery down. An undecodable one has no fact; its message id names it.
pub(crate) async fn lay(
    context: &Context,
    delivery: &Delivery,
    fact: Option<&Fact>,
    reason: &str,
) -> Result<(), StoreError> {
    let transaction = context.database.begin().await?;
    let body = String::from_utf8_lossy(&delivery.message.body).into_owned();
    let letter = DeadLetter {
        event: fact.map_or_else(|| delivery.message.id.clone(), |fact| fact.id.to_string()),
        region: fact.map_or_else(String::new, |fact| fact.region.to_string()),
        source: fact.map_or_else(String::new, |fact| source(fact).to_owned()),
        aggregate: fact.map_or_else(String::new, |fact| fact.subject.clone()),
        version: fact.map_or(0, |fact| fact.sequence.cast_signed()),
        kind: fact.map_or_else(|| delivery.message.subject.clone(), |fact| fact.kind().to_owned()),
        reason: reason.to_owned(),
        state: "failed".to_owned(),
        recorded_us: context.clock.now().timestamp_micros(),
    };
    insert(&transaction, &letter, &body).await?;
    let text = "DELETE FROM waiting WHERE event = ?";
    sql::execute(&transaction, text, vec![letter.event.as_str().into()]).await?;
    transaction.commit().await?;
    tracing::error!(
        service = context.service,
        event = letter.event,
        kind = letter.kind,
        "laid among the dead letters"
    );
    Ok(())
}

/// Lays a fact behind a failed one of its aggregate.
pub(crate) async fn lay_behind(work: &Work, fact: &Fact) -> Result<(), StoreError> {
    let letter = DeadLetter {
        event: fact.id.to_string(),
        region: fact.region.to_string(),
        source: source(fact).to_owned(),
        aggregate: fact.subject.clone(),
        version: fact.sequence.cast_signed(),
        kind: fact.kind().to_owned(),
        reason: String::new(),
        state: "behind".to_owned(),
        recorded_us: work.now().timestamp_micros(),
    };
    insert(work.tx(), &letter, &serde_json::to_string(fact)?).await
}

/// Whether an unresolved letter of the same aggregate, other than this fact itself, holds it up.
pub(crate) async fn blocks<C: ConnectionTrait>(on: &C, fact: &Fact) -> Result<bool, StoreError> {
    let text = "SELECT count(*) AS number FROM dead_letter
                WHERE aggregate = ? AND source = ? AND state <> 'resolved' AND event <> ?";
    let values = vec![fact.subject.as_str().into(), source(fact).into(), fact.id.to_string().into()];
    Ok(sql::number(on, text, values).await? > 0)
}

/// Which letters a page asks for; all filters narrow.
#[derive(Debug, Clone, Default)]
pub struct LetterQuery {
    /// `failed` or `behind`.
    pub state: Option<String>,
    /// Event type.
    pub kind: Option<String>,
    /// The letter after which the page begins.
    pub after: Option<String>,
    /// Letters per page, 1 to 500.
    pub limit: u64,
}

/// Letters and how many there are in all.
#[derive(Debug, Clone)]
pub struct Letters {
    pub items: Vec<DeadLetter>,
    pub total: u64,
    /// The letter to ask the next page after.
    pub next: Option<String>,
}

const COLUMNS: &str = "event, region, source, aggregate, version, kind, reason, state, recorded_us";

/// Unresolved letters of a region, with those that could not be read: of these only the subject says which region they are
/// of, where it does.
const OF_REGION: &str = "state <> 'resolved' AND (region = ? OR (region = '' AND
    (kind LIKE 'suiji.' || ? || '.%' OR kind NOT LIKE 'suiji.%')))";

/// A page of a region's unresolved letters, as they were laid down.
pub async fn page(context: &Context, region: &str, query: &LetterQuery) -> Result<Letters, StoreError> {
    let mut wheres = vec![OF_REGION];
    let mut values: Vec<Value> = vec![region.into(), region.into()];
    for (narrowed, value) in [("state = ?", &query.state), ("kind = ?", &query.kind)] {
        if let Some(value) = value {
            wheres.push(narrowed);
            values.push(value.as_str().into());
        }
    }
    let on = context.database.read();
    let count = format!("SELECT count(*) AS number FROM dead_letter WHERE {}", wheres.join(" AND "));
    let total = sql::number(on, &count, values.clone()).await?.unsigned_abs();
    if let Some(after) = &query.after {
        wheres.push(
            "(recorded_us, event) > (SELECT d.recorded_us, d.event FROM dead_letter d WHERE d.event = ?)",
        );
        values.push(after.as_str().into());
    }
    let limit = query.limit.clamp(1, 500);
    values.push((limit + 1).cast_signed().into());
    let narrowed = wheres.join(" AND ");
    let text =
        format!("SELECT {COLUMNS} FROM dead_letter WHERE {narrowed} ORDER BY recorded_us, event LIMIT ?");
    let mut items = sql::all::<DeadLetter, _>(on, &text, values).await?;
    let more = items.len() as u64 > limit;
    items.truncate(usize::try_from(limit).unwrap_or(500));
    let next = items.last().filter(|_| more).map(|letter| letter.event.clone());
    Ok(Letters { items, total, next })
}

/// All of them. What lies behind a failed one goes with it.
pub async fn list(context: &Context, region: &str) -> Result<Vec<DeadLetter>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM dead_letter WHERE {OF_REGION} ORDER BY recorded_us, event");
    Ok(sql::all(context.database.read(), &text, vec![region.into(), region.into()]).await?)
}

/// How many letters wait, in all regions.
pub async fn count(context: &Context) -> Result<u64, StoreError> {
    let text = "SELECT count(*) AS number FROM dead_letter WHERE state <> 'resolved'";
    Ok(sql::number(context.database.read(), text, vec![]).await?.unsigned_abs())
}

/// Tries a letter of the region of `by` again, and after it everything that waits behind it, in order, in one transaction.
/// That `by` had it tried stands on the trail.
pub async fn redrive(context: &Context, event: &str, by: Who, react: React) -> Result<u64, Unable> {
    #[derive(FromQueryResult)]
    struct Row {
        source: String,
        aggregate: String,
        body: String,
    }
    let text = "SELECT source, aggregate, body FROM dead_letter WHERE event = ? AND region = ? AND state <> 'resolved'";
    let values = vec![event.into(), by.actor.region.as_str().into()];
    let first =
        sql::one::<Row, _>(context.database.read(), text, values).await?.ok_or(StoreError::NotFound)?;
    let fact: Fact = serde_json::from_str(&first.body)?;
    let mut work = Work::begin(context, Who::system(&fact.region), None).await?;
    let own = || vec![first.aggregate.as_str().into(), first.source.as_str().into()];
    let text = "SELECT source, aggregate, body FROM dead_letter
                WHERE aggregate = ? AND source = ? AND state <> 'resolved' ORDER BY version";
    let rows = sql::all::<Row, _>(work.tx(), text, own()).await?;
    for row in &rows {
        consume::take_effect_of(&mut work, &serde_json::from_str(&row.body)?, react).await?;
    }
    let text = "UPDATE dead_letter SET state = 'resolved' WHERE aggregate = ? AND source = ?";
    sql::execute(work.tx(), text, own()).await?;
    work.caused_by(by);
    work.note(&fact.region, event, "dead-letter-redriven", json!({"redriven": rows.len()})).await?;
    work.commit().await?;
    Ok(rows.len() as u64)
}

async fn insert<C: ConnectionTrait>(on: &C, letter: &DeadLetter, body: &str) -> Result<(), StoreError> {
    sql::execute(
        on,
        "INSERT INTO dead_letter (event, region, source, aggregate, version, kind, reason, state, body, recorded_us)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event) DO NOTHING",
        vec![
            letter.event.as_str().into(),
            letter.region.as_str().into(),
            letter.source.as_str().into(),
            letter.aggregate.as_str().into(),
            letter.version.into(),
            letter.kind.as_str().into(),
            letter.reason.as_str().into(),
            letter.state.as_str().into(),
            body.into(),
            letter.recorded_us.into(),
        ],
    )
    .await?;
    Ok(())
}
