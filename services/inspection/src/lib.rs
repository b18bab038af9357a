//! The inspection in the field (art. 17–21): visits by their teams, results per item and department, signatures, and the
//! findings that must be referred.
//!
//! Invariants: before its end a visit is visible to its circle alone; only a team member with a valid certificate
//! starts, records and signs; a department's result is formed by its inspectors' signatures and does not change after; a
//! visit ends when every department's result is formed and the object has signed, or its refusal is noted; one that
//! nobody ends is taken to have ended. From its end on what was recorded is sealed in a dossier.
//!
//! To let a visit do something more: a method in one of `domain/visit/`'s files that decides, an event or, for what must
//! not travel, a field of `domain/visit/facts.rs`, and one endpoint file in `http/`.

mod document;
mod domain;
mod dossier;
mod http;
mod jobs;
mod media;
mod migration;
mod reactions;
mod store;
mod waiting;

use runtime::Module;

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "inspection",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.inspection.visit-assigned.v1",
            "suiji.inspection.pre-checked.v1",
            "suiji.inspection.visit-scheduled.v1",
            "suiji.inspection.notice-given.v1",
            "suiji.inspection.substitution-asked.v1",
            "suiji.inspection.inspector-replaced.v1",
            "suiji.inspection.substitution-rejected.v1",
            "suiji.inspection.visit-started.v1",
            "suiji.inspection.inspector-checked-in.v1",
            "suiji.inspection.refusal-noted.v1",
            "suiji.inspection.evidence-added.v1",
            "suiji.inspection.measure-taken.v1",
            "suiji.inspection.item-recorded.v1",
            "suiji.inspection.inspector-signed.v1",
            "suiji.inspection.object-signed.v1",
            "suiji.inspection.result-formed.v1",
            "suiji.inspection.visit-ended.v1",
            "suiji.inspection.visit-end-presumed.v1",
            "suiji.inspection.dossier-sealed.v1",
            "suiji.inspection.correction-noted.v1",
            "suiji.inspection.cancellation-asked.v1",
            "suiji.inspection.visit-cancelled.v1",
            "suiji.inspection.finding-raised.v1",
            "suiji.inspection.finding-closed.v1",
        ],
        subscriptions: &[
            "suiji.planning.department-registered.v1",
            "suiji.planning.calendar-published.v1",
            "suiji.planning.task-released.v1",
            "suiji.planning.catalogue-published.v1",
            "suiji.draw.objects-drawn.v1",
            "suiji.draw.teams-drawn.v1",
            "suiji.disclosure.result-corrected.v1",
            "suiji.referral.concluded.v1",
        ],
        react: reactions::react,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
