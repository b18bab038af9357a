//! The draw (随机抽取, art. 15): opened, frozen, committed, revealed, drawn, each step in the public log before the next.
//!
//! The protocol itself is `sortition`; this service gives it storage, order and secrecy. What is sealed (pool rows, salts,
//! shares, lists) lies in tables that no list or search reads, and leaves only by digest to a service, or in a receipt.
//!
//! Invariants: gap-free `seq` per region; a drawn list never changes; nothing here names an object or a person to anybody
//! but the circle's services and auditors.
//!
//! Not here yet: voids, expiry, the opening to the public, skips of concurrent draws, tiles of the log over HTTP.

mod compose;
mod domain;
mod http;
mod jobs;
mod keys;
mod log;
mod migration;
mod reactions;
mod sealed_state;
mod store;

use runtime::Module;

/// The service as the runtime sees it.
pub fn module() -> Module {
    Module {
        name: "draw",
        migrations: migration::STEPS,
        routes: http::routes,
        openapi: http::openapi,
        publishes: &[
            "suiji.draw.requested.v1",
            "suiji.draw.snapshot-noted.v1",
            "suiji.draw.opened.v1",
            "suiji.draw.frozen.v1",
            "suiji.draw.share-committed.v1",
            "suiji.draw.committed.v1",
            "suiji.draw.share-revealed.v1",
            "suiji.draw.revealed.v1",
            "suiji.draw.objects-drawn.v1",
            "suiji.draw.teams-drawn.v1",
            "suiji.draw.impossible.v1",
        ],
        subscriptions: &["suiji.planning.task-released.v1", "suiji.pool.snapshot-frozen.v1"],
        react: reactions::react,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
