//! Referrals (移送/转办, art. 20(3) and 23): from a finding to the department that must deal with it, and the outcome
//! back.
//!
//! Words: a *referral* has a *holder* at every moment, a department or the office. It is *routed* by rules that are data,
//! *delivered* into the holder's inbox, *accepted* or *declined* with legal basis and proposed owner, *rerouted* once at
//! most, then *designated* by the office, which binds, and *concluded* with an outcome.
//!
//! Invariants: one holder at every moment; one bounce at most; a receiver never passes a case on by itself; the clock of
//! 7 working days starts on the date the result is formed and neither stops nor restarts.
//!
//! To add a routing criterion: a field of `domain::routing::Rule`, a line in `matches`, and it counts towards
//! specificity.

mod deliver;
mod domain;
mod http;
mod jobs;
mod migration;
mod reactions;
mod store;
mod waiting;

use runtime::Module;

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "referral",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.referral.issued.v1",
            "suiji.referral.delivered.v1",
            "suiji.referral.accepted.v1",
            "suiji.referral.declined.v1",
            "suiji.referral.rerouted.v1",
            "suiji.referral.with-office.v1",
            "suiji.referral.designated.v1",
            "suiji.referral.concluded.v1",
            "suiji.referral.due-soon.v1",
            "suiji.referral.overdue.v1",
            "suiji.referral.due-recomputed.v1",
            "suiji.referral.rules-published.v1",
        ],
        subscriptions: &[
            "suiji.inspection.finding-raised.v1",
            "suiji.planning.department-registered.v1",
            "suiji.planning.calendar-published.v1",
        ],
        react: reactions::react,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
