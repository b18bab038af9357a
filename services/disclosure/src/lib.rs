//! Disclosure (公示, art. 20(4) and 22): each department discloses its own results within 20 working days of the end of
//! the inspection; what is disclosed never changes, and is corrected only by the principal's signature, in public view.
//!
//! Words: a *duty* is one department's obligation for one visit; a *disclosed result* is what the public sees.
//!
//! Not here yet: exemptions (art. 4), the credit feed (art. 24).

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
        name: "disclosure",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.disclosure.duty-opened.v1",
            "suiji.disclosure.result-received.v1",
            "suiji.disclosure.result-disclosed.v1",
            "suiji.disclosure.correction-asked.v1",
            "suiji.disclosure.correction-refused.v1",
            "suiji.disclosure.result-corrected.v1",
            "suiji.disclosure.due-soon.v1",
            "suiji.disclosure.overdue.v1",
            "suiji.disclosure.due-recomputed.v1",
        ],
        subscriptions: &[
            "suiji.inspection.result-formed.v1",
            "suiji.inspection.visit-ended.v1",
            "suiji.planning.calendar-published.v1",
        ],
        react: reactions::react,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
