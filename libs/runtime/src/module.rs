//! A service as data: what the runtime needs to run it. A service's `module()` is its whole surface.

use std::time::Duration;

use actix_web::web::ServiceConfig;
use futures_util::future::BoxFuture;
use store::{Migration, React, Replay, StoreError};
use web::{Service, waiting::Waits};

/// One bounded context.
#[derive(Debug, Clone, Copy)]
pub struct Module {
    /// A subject token; also the second segment of its paths.
    pub name: &'static str,
    pub migrations: &'static [Migration],
    /// Registers its endpoints (`/api/<name>/v1/…`).
    pub routes: fn(&mut ServiceConfig),
    /// The endpoints' document, before `web::openapi::finish`.
    pub openapi: fn() -> utoipa::openapi::OpenApi,
    /// Event types that it publishes; asyncapi and the README's table come from here.
    pub publishes: &'static [&'static str],
    /// Event types that it reacts to.
    pub subscriptions: &'static [&'static str],
    pub react: React,
    /// What of its things waits for a caller.
    pub waits: Waits,
    /// Its kinds of aggregate, each rebuilt from the journal alone.
    pub aggregates: &'static [Replay],
    pub jobs: &'static [Job],
}

/// Work that time or state calls for: run every so often, and some of it as soon as something was committed.
#[derive(Debug, Clone, Copy)]
pub struct Job {
    /// Stable, for metrics and logs.
    pub name: &'static str,
    pub every: Duration,
    /// Whether a commit of its service may give it something to do at once; a clock's job has no need to be told.
    pub on_commit: bool,
    /// One step. Returns how many things it moved; more than 0 runs it again at once.
    pub run: for<'a> fn(&'a Service) -> BoxFuture<'a, Result<u64, JobError>>,
}

/// Why a job's step did not go through; it is tried again at the next turn.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Peer(#[from] web::peers::PeerError),
    #[error("{0}")]
    Other(String),
}

impl From<sea_orm::DbErr> for JobError {
    fn from(error: sea_orm::DbErr) -> Self {
        JobError::Store(error.into())
    }
}

/// A reaction for a service that subscribes to nothing.
pub fn no_reaction<'a>(
    _: &'a mut store::Work,
    _: &'a contracts::Fact,
) -> BoxFuture<'a, Result<(), store::Unable>> {
    Box::pin(async { Ok(()) })
}
