//! Dead letters: facts that could not take effect. They are kept with their reason until a person has them tried again;
//! while one lies here, later facts of its aggregate lie behind it, so that order holds after the redrive.

use bus::Delivery;
use contracts::Fact;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::Serialize;
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
    pub version: i64,
    /// Event type.
    pub kind: String,
    pub reason: String,
    /// `failed`, `behind` (waits for a failed one of its aggregate) or `resolved`.
    pub state: String,
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
    };
    insert(&transaction, &letter, &body, context.clock.now().timestamp_micros()).await?;
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
    };
    insert(work.tx(), &letter, &serde_json::to_string(fact)?, work.now().timestamp_micros()).await
}

/// Whether an unresolved letter of the same aggregate, other than this fact itself, holds it up.
pub(crate) async fn blocks<C: ConnectionTrait>(on: &C, fact: &Fact) -> Result<bool, StoreError> {
    let text = "SELECT count(*) AS number FROM dead_letter
                WHERE aggregate = ? AND source = ? AND state <> 'resolved' AND event <> ?";
    let values = vec![fact.subject.as_str().into(), source(fact).into(), fact.id.to_string().into()];
    Ok(sql::number(on, text, values).await? > 0)
}

/// Unresolved letters of a region and those that could not be read at all, oldest first.
pub async fn list(context: &Context, region: &str) -> Result<Vec<DeadLetter>, StoreError> {
    let text = "SELECT event, region, source, aggregate, version, kind, reason, state FROM dead_letter
                WHERE state <> 'resolved' AND (region = ? OR region = '') ORDER BY recorded_us, event LIMIT 500";
    Ok(sql::all(context.database.read(), text, vec![region.into()]).await?)
}

/// How many letters wait, in all regions.
pub async fn count(context: &Context) -> Result<u64, StoreError> {
    let text = "SELECT count(*) AS number FROM dead_letter WHERE state <> 'resolved'";
    Ok(sql::number(context.database.read(), text, vec![]).await?.unsigned_abs())
}

/// Tries a letter again, and after it everything that waits behind it, in order, in one transaction.
pub async fn redrive(context: &Context, event: &str, region: &str, react: React) -> Result<u64, Unable> {
    #[derive(FromQueryResult)]
    struct Row {
        source: String,
        aggregate: String,
        body: String,
    }
    let text = "SELECT source, aggregate, body FROM dead_letter WHERE event = ? AND region = ? AND state <> 'resolved'";
    let values = vec![event.into(), region.into()];
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
    work.commit().await?;
    Ok(rows.len() as u64)
}

async fn insert<C: ConnectionTrait>(
    on: &C,
    letter: &DeadLetter,
    body: &str,
    now_us: i64,
) -> Result<(), StoreError> {
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
            now_us.into(),
        ],
    )
    .await?;
    Ok(())
}
