//! Planning: who inspects what and when. Regions and departments, the working calendar, the catalogue of items, annual
//! and ad-hoc plans with their amendments, proposals of departments, and tasks with their schemes, up to the release of a task and on
//! through the five steps of art. 14, until nothing of it is open.
//!
//! Invariants: a task covers only items of a published catalogue version; a joint task has at least two departments; a
//! task is released only when every participant has agreed, confirmed its libraries and had the inspection approved by
//! its principal; the office never initiates; a department has one annual plan a year.
//!
//! Not here yet: the dispatch of a draw to the level below (art. 13).

mod domain;
mod http;
mod migration;
mod reactions;
mod store;
mod waiting;

use runtime::Module;

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "planning",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.planning.region-opened.v1",
            "suiji.planning.department-registered.v1",
            "suiji.planning.calendar-published.v1",
            "suiji.planning.catalogue-drafted.v1",
            "suiji.planning.catalogue-published.v1",
            "suiji.planning.plan-submitted.v1",
            "suiji.planning.plan-confirmed.v1",
            "suiji.planning.plan-returned.v1",
            "suiji.planning.plan-resubmitted.v1",
            "suiji.planning.plan-published.v1",
            "suiji.planning.plan-amendment-proposed.v1",
            "suiji.planning.plan-amendment-confirmed.v1",
            "suiji.planning.plan-amendment-returned.v1",
            "suiji.planning.plan-amended.v2",
            "suiji.planning.city-plan-published.v1",
            "suiji.planning.proposal-submitted.v1",
            "suiji.planning.proposal-handled.v1",
            "suiji.planning.scheme-drafted.v1",
            "suiji.planning.scheme-confirmed.v1",
            "suiji.planning.scheme-objected.v1",
            "suiji.planning.scheme-revised.v1",
            "suiji.planning.scheme-agreed.v1",
            "suiji.planning.library-noted.v1",
            "suiji.planning.task-approved.v1",
            "suiji.planning.task-released.v1",
            "suiji.planning.draw-noted.v1",
            "suiji.planning.draw-void-noted.v1",
            "suiji.planning.step-reached.v1",
            "suiji.planning.task-closed.v1",
        ],
        subscriptions: &[
            "suiji.pool.library-confirmed.v1",
            "suiji.draw.objects-drawn.v1",
            "suiji.draw.teams-drawn.v1",
            "suiji.draw.voided.v1",
            "suiji.inspection.result-formed.v1",
            "suiji.inspection.visit-ended.v1",
            "suiji.inspection.visit-cancelled.v1",
            "suiji.inspection.finding-raised.v1",
            "suiji.inspection.finding-closed.v1",
            "suiji.disclosure.result-disclosed.v1",
        ],
        react: reactions::react,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: &[],
    }
}
