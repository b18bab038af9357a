//! The draw (随机抽取, art. 15): opened, frozen, committed, revealed, drawn, each step in the public log before the next.
//!
//! The protocol itself is `sortition`; this service gives it storage, order and secrecy. What is sealed (pool rows, salts,
//! shares, lists) lies in tables that no list or search reads, and leaves only by digest to a service, or in a receipt.
//!
//! Invariants: gap-free `seq` per region; a drawn list never changes; nothing here names an object or a person to anybody
//! but the circle's services and auditors.
//!
//! How a draw ends: in a list; void (作废), asked for by the office and approved by the initiating department's principal,
//! with a reason of a fixed list in public and the note in the journal alone; or expired. A draw without a list keeps its
//! number, and the task gets another try at once. A list stays sealed until its last visit is over or its last day
//! has come; then the whole receipt is public. It can be, since nothing in it is secret by then: people stand under ids of
//! that draw, strata under names of that draw, and a draw whose ledger shows a sealed one's reservations waits for it.

mod compose;
mod domain;
mod ending;
mod http;
mod jobs;
mod keys;
mod log;
mod migration;
mod reactions;
mod sealed_state;
mod skips;
mod store;
mod waiting;

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
            "suiji.draw.void-asked.v1",
            "suiji.draw.voided.v1",
            "suiji.draw.expired.v1",
            "suiji.draw.opened-to-the-public.v1",
            "suiji.draw.visit-counted.v1",
        ],
        subscriptions: &[
            "suiji.planning.task-released.v1",
            "suiji.pool.snapshot-frozen.v1",
            "suiji.inspection.visit-ended.v1",
            "suiji.inspection.visit-cancelled.v1",
            "suiji.inspection.inspector-replaced.v1",
        ],
        react: reactions::react,
        waits: waiting::waits,
        aggregates: store::AGGREGATES,
        jobs: jobs::ALL,
    }
}
