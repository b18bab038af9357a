//! Oversight: the office's read side. It hears everything, and keeps what one may know of it: each task's timeline over
//! all services (art. 5), the board of yearly duties (art. 9), coverage (art. 4), findings against referrals, alerts.
//!
//! Words: a *line* is one event of a task in a short sentence; a *link* says which task and visit an aggregate belongs
//! to; the *tally* is what coverage counts; a visit is *unsealed* by its end.
//!
//! Invariants: what belongs to a visit is neither shown nor counted before that visit has ended; no table holds an
//! object, an account or an inspector; every effect is an upsert by the fact's own identity, so that facts may come
//! twice and in any order; an alert is raised once.
//!
//! To show a further event: its sentence in `domain::sentence`, its type in `subscriptions`. Some sentences wait there for
//! the day when their events are published.
//!
//! Not here yet: bulletins (art. 29), coverage as shares of the libraries, dead letters of the other services, lines of
//! a cancelled visit (they stay sealed).

mod domain;
mod http;
mod jobs;
mod migration;
mod reactions;
mod store;
mod waiting;

use runtime::Module;

/// Whatever the others publish of a task, and the departments.
const HEARD: &[&str] = &[
    "suiji.planning.department-registered.v1",
    "suiji.planning.scheme-drafted.v1",
    "suiji.planning.scheme-confirmed.v1",
    "suiji.planning.scheme-agreed.v1",
    "suiji.planning.task-approved.v1",
    "suiji.planning.task-released.v1",
    "suiji.planning.step-reached.v1",
    "suiji.pool.confirmation-asked.v1",
    "suiji.pool.library-confirmed.v1",
    "suiji.pool.snapshot-frozen.v1",
    "suiji.draw.requested.v1",
    "suiji.draw.opened.v1",
    "suiji.draw.frozen.v1",
    "suiji.draw.share-committed.v1",
    "suiji.draw.committed.v1",
    "suiji.draw.share-revealed.v1",
    "suiji.draw.revealed.v1",
    "suiji.draw.objects-drawn.v1",
    "suiji.draw.teams-drawn.v1",
    "suiji.draw.impossible.v1",
    "suiji.draw.void-asked.v1",
    "suiji.draw.voided.v1",
    "suiji.draw.expired.v1",
    "suiji.draw.opened-to-the-public.v1",
    "suiji.inspection.visit-assigned.v1",
    "suiji.inspection.pre-checked.v1",
    "suiji.inspection.inspector-replaced.v1",
    "suiji.inspection.visit-started.v1",
    "suiji.inspection.inspector-checked-in.v1",
    "suiji.inspection.evidence-added.v1",
    "suiji.inspection.measure-taken.v1",
    "suiji.inspection.item-recorded.v1",
    "suiji.inspection.inspector-signed.v1",
    "suiji.inspection.refusal-noted.v1",
    "suiji.inspection.object-signed.v1",
    "suiji.inspection.result-formed.v1",
    "suiji.inspection.visit-ended.v1",
    "suiji.inspection.visit-end-presumed.v1",
    "suiji.inspection.dossier-sealed.v1",
    "suiji.inspection.finding-raised.v1",
    "suiji.inspection.finding-closed.v1",
    "suiji.disclosure.duty-opened.v1",
    "suiji.disclosure.result-disclosed.v1",
    "suiji.disclosure.correction-asked.v1",
    "suiji.disclosure.correction-refused.v1",
    "suiji.disclosure.result-corrected.v1",
    "suiji.disclosure.due-soon.v1",
    "suiji.disclosure.overdue.v1",
    "suiji.disclosure.due-recomputed.v1",
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
];

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "oversight",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &["suiji.oversight.alert-raised.v1"],
        subscriptions: HEARD,
        react: reactions::react,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_heard_has_its_sentence() {
        for kind in module().subscriptions.iter().filter(|kind| !kind.ends_with("department-registered.v1")) {
            assert!(domain::sentence(kind, &serde_json::json!({})).is_some(), "{kind}");
        }
    }
}
