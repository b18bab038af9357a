//! The consumer: takes events from the stream, and has each take effect once.
//!
//! Inbox row and effect are one transaction; the acknowledgement follows the commit. Facts of one aggregate keep their
//! order: while one waits to be tried again or lies among the dead letters, the later ones of that aggregate wait behind
//! it, and every other aggregate goes on.

use std::time::Duration;

use bus::{Consumer, Delivery};
use contracts::Fact;
use futures_util::future::BoxFuture;
use sea_orm::{FromQueryResult, Value};
use tracing::Instrument;

use crate::{Context, StoreError, Work, dead_letter, inbox, killpoint, sql, trace, work::Who};

/// Attempts before a fact that keeps answering `Retry` is laid among the dead letters.
const ATTEMPTS: u64 = 40;
/// Facts taken into one transaction.
const BATCH: usize = 64;

/// What a service does about a fact: effects go into `Work`, which commits them with the inbox row. Safe to run twice.
pub type React = for<'a> fn(&'a mut Work, &'a Fact) -> BoxFuture<'a, Result<(), Unable>>;

/// Why a reaction did not take effect.
#[derive(Debug, thiserror::Error)]
pub enum Unable {
    /// A fact that must come first has not come yet.
    #[error("not yet: {0}")]
    Retry(String),
    /// It can never take effect as it is: to the dead letters, where a person looks at it.
    #[error("rejected: {0}")]
    Reject(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for Unable {
    fn from(error: sea_orm::DbErr) -> Self {
        Unable::Store(error.into())
    }
}
impl From<serde_json::Error> for Unable {
    fn from(error: serde_json::Error) -> Self {
        Unable::Reject(error.to_string())
    }
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Consumed {
    pub done: usize,
    pub duplicates: usize,
    pub retried: usize,
    pub dead: usize,
}

enum Outcome {
    Done,
    Duplicate,
    Retry,
    Dead,
}

/// One step: takes a batch, waiting up to `wait` for the first fact.
pub async fn step(
    context: &Context,
    consumer: &mut dyn Consumer,
    react: React,
    wait: Duration,
) -> Result<Consumed, StoreError> {
    let deliveries = consumer.next(BATCH, wait).await.map_err(|e| StoreError::Bus(e.to_string()))?;
    if deliveries.is_empty() {
        return Ok(Consumed::default());
    }
    // The common case first: the whole batch in one commit. Whatever hinders one fact hinders only itself.
    let outcomes = match together(context, &deliveries, react).await {
        Ok(outcomes) => outcomes,
        Err(_) => one_by_one(context, &deliveries, react).await,
    };
    settle(context, consumer, &deliveries, outcomes).await
}

async fn together(context: &Context, deliveries: &[Delivery], react: React) -> Result<Vec<Outcome>, Unable> {
    let facts = deliveries.iter().map(decode).collect::<Result<Vec<_>, _>>().map_err(Unable::Reject)?;
    let Some(first) = facts.first() else { return Ok(Vec::new()) };
    let mut work = Work::begin(context, who(first), None).await?;
    let mut outcomes = Vec::with_capacity(facts.len());
    for fact in &facts {
        outcomes.push(take_effect(&mut work, fact, react).await?);
    }
    work.commit().await?;
    Ok(outcomes)
}

async fn one_by_one(context: &Context, deliveries: &[Delivery], react: React) -> Vec<Outcome> {
    let mut outcomes = Vec::with_capacity(deliveries.len());
    for delivery in deliveries {
        outcomes.push(alone(context, delivery, react).await);
    }
    outcomes
}

async fn alone(context: &Context, delivery: &Delivery, react: React) -> Outcome {
    let fact = match decode(delivery) {
        Ok(fact) => fact,
        Err(reason) => return bury(context, delivery, None, &reason).await,
    };
    let result = async {
        let mut work = Work::begin(context, who(&fact), None).await?;
        let outcome = take_effect(&mut work, &fact, react).await?;
        work.commit().await?;
        Ok::<_, Unable>(outcome)
    };
    match result.await {
        Ok(outcome) => outcome,
        Err(Unable::Reject(reason)) => bury(context, delivery, Some(&fact), &reason).await,
        Err(unable) if delivery.attempt >= ATTEMPTS => {
            bury(context, delivery, Some(&fact), &unable.to_string()).await
        }
        Err(unable) => {
            tracing::info!(service = context.service, kind = fact.kind(), attempt = delivery.attempt, %unable, "will try again");
            if let Err(error) = park(context, &fact).await {
                tracing::warn!(service = context.service, %error, "could not be parked");
            }
            Outcome::Retry
        }
    }
}

/// Inbox and effect, in a span of the trace that the fact came of.
pub(crate) async fn take_effect_of(work: &mut Work, fact: &Fact, react: React) -> Result<(), Unable> {
    if !inbox::take_in(work, fact).await? {
        return Ok(());
    }
    let span = tracing::info_span!("react", service = work.context().service, kind = fact.kind());
    if let Some(traceparent) = &fact.traceparent {
        trace::set_parent(&span, traceparent);
    }
    async {
        work.caused_by(who(fact));
        react(work, fact).await
    }
    .instrument(span)
    .await
}

async fn take_effect(work: &mut Work, fact: &Fact, react: React) -> Result<Outcome, Unable> {
    let id = fact.id.to_string();
    if inbox::knows(work, &id).await? {
        return Ok(Outcome::Duplicate);
    }
    if dead_letter::blocks(work.tx(), fact).await? {
        dead_letter::lay_behind(work, fact).await?;
        return Ok(Outcome::Dead);
    }
    if let Some(parked) = parked(work, fact).await? {
        if parked != id {
            return Err(Unable::Retry(format!("waits behind {parked}")));
        }
        let text = "DELETE FROM waiting WHERE source = ? AND aggregate = ?";
        sql::execute(work.tx(), text, aggregate_of(fact).into()).await?;
    }
    take_effect_of(work, fact, react).await?;
    Ok(Outcome::Done)
}

#[derive(FromQueryResult)]
struct Parked {
    event: String,
}

async fn parked(work: &Work, fact: &Fact) -> Result<Option<String>, StoreError> {
    let text = "SELECT event FROM waiting WHERE source = ? AND aggregate = ?";
    Ok(sql::one::<Parked, _>(work.tx(), text, aggregate_of(fact).into()).await?.map(|row| row.event))
}

/// The service whose aggregate a fact is of. What was decoded came from that service.
pub(crate) fn source(fact: &Fact) -> &str {
    fact.kind().split('.').nth(1).unwrap_or_default()
}

/// By its service too: two services may give theirs the same id.
fn aggregate_of(fact: &Fact) -> [Value; 2] {
    [source(fact).into(), fact.subject.as_str().into()]
}

/// Remembers that this aggregate waits for this fact; the first to be parked stays.
async fn park(context: &Context, fact: &Fact) -> Result<(), StoreError> {
    let transaction = context.database.begin().await?;
    let text = "INSERT INTO waiting (source, aggregate, event) VALUES (?, ?, ?) ON CONFLICT (source, aggregate) DO NOTHING";
    let mut values = Vec::from(aggregate_of(fact));
    values.push(fact.id.to_string().into());
    sql::execute(&transaction, text, values).await?;
    transaction.commit().await?;
    Ok(())
}

async fn bury(context: &Context, delivery: &Delivery, fact: Option<&Fact>, reason: &str) -> Outcome {
    match dead_letter::lay(context, delivery, fact, reason).await {
        Ok(()) => Outcome::Dead,
        // Not laid down safely, so not acknowledged either.
        Err(_) => Outcome::Retry,
    }
}

async fn settle(
    context: &Context,
    consumer: &mut dyn Consumer,
    deliveries: &[Delivery],
    outcomes: Vec<Outcome>,
) -> Result<Consumed, StoreError> {
    killpoint::reach(context.service, "before-acknowledge");
    let mut consumed = Consumed::default();
    let mut settled = Vec::with_capacity(deliveries.len());
    for (delivery, outcome) in deliveries.iter().zip(outcomes) {
        match outcome {
            Outcome::Done => consumed.done += 1,
            Outcome::Duplicate => consumed.duplicates += 1,
            Outcome::Dead => consumed.dead += 1,
            Outcome::Retry => {
                consumed.retried += 1;
                consumer
                    .retry(delivery, pause(delivery.attempt))
                    .await
                    .map_err(|e| StoreError::Bus(e.to_string()))?;
                continue;
            }
        }
        settled.push(delivery.clone());
    }
    consumer.ack(&settled).await.map_err(|e| StoreError::Bus(e.to_string()))?;
    Ok(consumed)
}

/// Growing pauses: 50 ms, doubled each time, at most 10 s.
fn pause(attempt: u64) -> Duration {
    Duration::from_millis(50 << attempt.min(8)).min(Duration::from_secs(10))
}

/// An event is believed only where its source is the service that its subject names.
fn decode(delivery: &Delivery) -> Result<Fact, String> {
    let fact: Fact = serde_json::from_slice(&delivery.message.body).map_err(|e| e.to_string())?;
    let publisher = bus::subject::service_of(&delivery.message.subject).unwrap_or_default();
    let claimed = format!("/suiji/{}/{publisher}", fact.region);
    if fact.source != claimed || source(&fact) != publisher {
        return Err(format!("source {} does not publish {}", fact.source, delivery.message.subject));
    }
    Ok(fact)
}

fn who(fact: &Fact) -> Who {
    let mut who = Who::system(&fact.region);
    who.cause = Some(fact.id);
    who.traceparent = trace::current_traceparent().or_else(|| fact.traceparent.clone());
    who
}
