//! The inspection in the field (art. 17–21): visits by their teams, results per item and department, signatures, and the
//! findings that must be referred.
//!
//! Invariants: before its end a visit is visible to its circle alone; only a team member with a valid certificate
//! starts, records and signs; a department's result is formed by its inspectors' signatures and does not change after; a
//! visit ends when every department's result is formed and the object has signed, or its refusal is noted.
//!
//! Not here yet: pre-check, notice, measures, substitutions, cancellation, dossiers, the presumed end.

mod domain;
mod http;
mod jobs;
mod migration;
mod reactions;
mod store;

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
            "suiji.inspection.visit-started.v1",
            "suiji.inspection.inspector-checked-in.v1",
            "suiji.inspection.refusal-noted.v1",
            "suiji.inspection.evidence-added.v1",
            "suiji.inspection.item-recorded.v1",
            "suiji.inspection.inspector-signed.v1",
            "suiji.inspection.object-signed.v1",
            "suiji.inspection.result-formed.v1",
            "suiji.inspection.visit-ended.v1",
            "suiji.inspection.finding-raised.v1",
            "suiji.inspection.finding-closed.v1",
        ],
        subscriptions: &[
            "suiji.planning.task-released.v1",
            "suiji.planning.catalogue-published.v1",
            "suiji.draw.objects-drawn.v1",
            "suiji.draw.teams-drawn.v1",
            "suiji.referral.concluded.v1",
        ],
        react: reactions::react,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
