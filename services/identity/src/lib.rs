//! Accounts, grants, sessions and token keys: who somebody is, and as what they may act.
//!
//! Words: an *account* is a person or a machine; a *grant* gives it one role in one region, most of them within one
//! department, for a period; a *session* is opened with a password and hands out short-lived *tokens*, each for exactly
//! one grant. Everybody else holds public keys only.
//!
//! Invariants: grants are added and ended, never edited; no secret reaches journal, log or saved answer; the
//! administrator gives roles and has none in the business.
//!
//! A powerful role (office, leader, principal, administrator) is asked for by one administrator and given by another or by
//! the office; only where a region has a single administrator does that one act alone. A token ends before its time with
//! its grant or its session: at once in this process, within two seconds elsewhere.
//!
//! Not here yet: OpenID Connect.

pub mod admin;
mod domain;
mod http;
mod migration;
mod password;
mod store;
mod token_keys;
mod waiting;

use runtime::{Module, module::no_reaction};

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "identity",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.identity.account-opened.v1",
            "suiji.identity.password-changed.v1",
            "suiji.identity.grant-added.v1",
            "suiji.identity.grant-ended.v1",
            "suiji.identity.grant-asked.v1",
            "suiji.identity.grant-approved.v1",
            "suiji.identity.grant-refused.v1",
            "suiji.identity.key-rotated.v1",
            "suiji.identity.session-opened.v1",
            "suiji.identity.session-closed.v1",
        ],
        subscriptions: &[],
        react: no_reaction,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: &[],
    }
}
