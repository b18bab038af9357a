//! The loops that move a service: relay, consumer, jobs. Each step is a function elsewhere; here is only when to take it.

use std::{sync::Arc, time::Duration};

use store::consume::Consumed;
use tokio::task::JoinHandle;

use crate::{
    host::Unit,
    metrics::{Metrics, Outcome},
    shutdown::Shutdown,
};

/// Pause after a step that failed.
const BACK_OFF: Duration = Duration::from_millis(500);
/// How often the relay looks whether the stream has forgotten something, and looks for rows it was not told of.
const LOOK_AGAIN: Duration = Duration::from_secs(20);
/// How often what is kept for a time only is looked through.
const FORGET: Duration = Duration::from_secs(3600);
/// How long a token outlives its grant or session in a process without identity.
const REVOKED: Duration = Duration::from_secs(2);
/// Commits that come together wake the jobs once.
const GATHER: Duration = Duration::from_millis(20);

/// Starts the loops of one service, apart from its relay. They end after a soft shutdown.
pub fn start(unit: Arc<Unit>, metrics: Metrics, shutdown: Shutdown) -> Vec<JoinHandle<()>> {
    vec![
        tokio::spawn(consumer(unit.clone(), metrics, shutdown.clone())),
        tokio::spawn(jobs(unit.clone(), shutdown.clone())),
        tokio::spawn(revocations(unit.clone(), shutdown.clone())),
        tokio::spawn(forgetting(unit, shutdown)),
    ]
}

/// Starts the relay of one service. It ends after a soft shutdown once its outbox is empty, so give it one that comes after
/// all who write have ended: what they commit last goes out too.
pub fn start_relay(unit: Arc<Unit>, metrics: Metrics, shutdown: Shutdown) -> JoinHandle<()> {
    tokio::spawn(relay(unit, metrics, shutdown))
}

async fn relay(unit: Arc<Unit>, metrics: Metrics, shutdown: Shutdown) {
    let (name, context) = (unit.module.name, &unit.service.context);
    let mut relay = unit.relay();
    let mut look = true;
    loop {
        if look {
            match relay.reconcile().await {
                Ok(forgotten) => metrics.republished(name, forgotten),
                Err(error) => tracing::warn!(service = name, %error, "the stream cannot be compared"),
            }
        }
        look = false;
        match relay.step().await {
            Ok(0) if shutdown.soft.is_cancelled() => {
                if let Err(error) = relay.give_back().await {
                    tracing::warn!(service = name, %error, "the lease was not given back");
                }
                return;
            }
            Ok(0) => tokio::select! {
                () = context.committed.notified() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => look = true,
                () = shutdown.soft.cancelled() => {}
            },
            Ok(count) => metrics.published(name, count as u64),
            Err(error) => {
                tracing::warn!(service = name, %error, "publishing failed; the rows stay");
                look = true;
                tokio::select! {
                    () = tokio::time::sleep(BACK_OFF) => {}
                    () = shutdown.hard.cancelled() => return,
                }
            }
        }
        if shutdown.hard.is_cancelled() {
            return;
        }
    }
}

async fn consumer(unit: Arc<Unit>, metrics: Metrics, shutdown: Shutdown) {
    let name = unit.module.name;
    while !shutdown.soft.is_cancelled() {
        let failure = match unit.consumer().await {
            Ok(None) => return,
            Ok(Some(consumer)) => consume_until_failure(&unit, consumer, &metrics, &shutdown).await,
            Err(error) => error.to_string(),
        };
        if !shutdown.soft.is_cancelled() {
            tracing::warn!(service = name, error = failure, "consuming failed; trying again");
            tokio::select! {
                () = tokio::time::sleep(BACK_OFF) => {}
                () = shutdown.soft.cancelled() => {}
            }
        }
    }
}

async fn consume_until_failure(
    unit: &Unit,
    mut consumer: Box<dyn bus::Consumer>,
    metrics: &Metrics,
    shutdown: &Shutdown,
) -> String {
    loop {
        // A step that has begun is finished: only the waiting for a first message is broken off.
        match unit.consume(&mut *consumer, Duration::from_secs(1)).await {
            Ok(consumed) => count(metrics, unit.module.name, consumed),
            Err(error) => return error.to_string(),
        }
        if shutdown.soft.is_cancelled() {
            return String::new();
        }
    }
}

fn count(metrics: &Metrics, name: &str, consumed: Consumed) {
    let outcomes = [
        (Outcome::Done, consumed.done),
        (Outcome::Duplicate, consumed.duplicates),
        (Outcome::Retried, consumed.retried),
        (Outcome::Dead, consumed.dead),
    ];
    for (outcome, times) in outcomes {
        (0..times).for_each(|_| metrics.consumed(name, outcome));
    }
}

async fn jobs(unit: Arc<Unit>, shutdown: Shutdown) {
    let jobs = unit.module.jobs;
    let Some(shortest) = jobs.iter().map(|job| job.every).min() else { return };
    let timer = &unit.service.timer;
    let mut due = vec![Duration::ZERO; jobs.len()];
    let mut committed = true;
    while !shutdown.soft.is_cancelled() {
        for (job, due) in jobs.iter().zip(&mut due) {
            if timer.elapsed() < *due && !(committed && job.on_commit) {
                continue;
            }
            *due = timer.elapsed() + job.every;
            if let Err(error) = unit.run_job(job).await {
                tracing::warn!(service = unit.module.name, job = job.name, %error, "a job's step failed");
                *due = timer.elapsed() + BACK_OFF;
            }
        }
        let next = due.iter().min().map_or(shortest, |due| due.saturating_sub(timer.elapsed()));
        committed = tokio::select! {
            () = unit.service.context.work_waits.notified() => {
                tokio::time::sleep(GATHER).await;
                true
            }
            () = tokio::time::sleep(next) => false,
            () = shutdown.soft.cancelled() => false,
        };
    }
}

async fn revocations(unit: Arc<Unit>, shutdown: Shutdown) {
    while !shutdown.soft.is_cancelled() {
        if let Err(error) = unit.learn_revoked().await {
            tracing::debug!(service = unit.module.name, %error, "what is revoked cannot be asked");
        }
        tokio::select! {
            () = tokio::time::sleep(REVOKED) => {}
            () = shutdown.soft.cancelled() => {}
        }
    }
}

/// What has to be forgotten is, once an hour.
async fn forgetting(unit: Arc<Unit>, shutdown: Shutdown) {
    while !shutdown.soft.is_cancelled() {
        if let Err(error) = unit.forget().await {
            tracing::warn!(service = unit.module.name, %error, "old idempotency keys could not be forgotten");
        }
        tokio::select! {
            () = tokio::time::sleep(FORGET) => {}
            () = shutdown.soft.cancelled() => {}
        }
    }
}
