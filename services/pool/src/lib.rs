//! The two libraries (两库, art. 11): inspection objects and inspectors, their imports and confirmations, and the frozen
//! pool of a task.
//!
//! Invariants: a malformed row is reported with its line and never repaired; what the library held of an object or
//! inspector at any moment can still be read (periods of validity); a snapshot holds what the departments concerned
//! confirmed, and where a library moved after its confirmation they confirm again; contacts, names and certificate numbers
//! are ciphertext under a key of the person's own, which an administrator can delete.
//!
//! Deliberately absent: any word on whether an object is drawn or visited. A list of the library reads the same before and
//! after every draw.
//!
//! To know another heading or place: `data/headings.tsv`, `data/places.tsv`. To keep another column: `domain/intake`, then
//! `store::object::Kept` with a default, then the view in `contracts::api::pool`.

mod commands;
mod domain;
mod http;
mod jobs;
mod migration;
mod reactions;
mod report;
mod store;
pub mod survey;
mod waiting;

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
            "suiji.pool.object-referenced.v1",
            "suiji.pool.inspector-referenced.v1",
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
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
