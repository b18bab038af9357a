//! The two libraries (两库, art. 11): inspection objects and inspectors, their imports and confirmations, and the frozen
//! pool of a task.
//!
//! Invariants: a malformed row is reported and never repaired; a snapshot holds what the departments confirmed, and a
//! library that moved after its confirmation has to be confirmed again; names and certificates are ciphertext under a
//! key of the person's own.
//!
//! Not here yet: validity-period history of rows, reports as XLSX, shredding of keys by request.

mod domain;
mod freeze;
mod http;
mod migration;
mod reactions;
mod store;

use runtime::Module;

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "pool",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.pool.objects-changed.v1",
            "suiji.pool.inspectors-changed.v1",
            "suiji.pool.confirmation-asked.v1",
            "suiji.pool.library-confirmed.v1",
            "suiji.pool.task-noted.v1",
            "suiji.pool.snapshot-frozen.v1",
        ],
        subscriptions: &[
            "suiji.planning.department-registered.v1",
            "suiji.planning.catalogue-published.v1",
            "suiji.planning.scheme-agreed.v1",
            "suiji.planning.task-released.v1",
        ],
        react: reactions::react,
        jobs: &[],
    }
}
