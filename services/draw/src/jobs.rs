//! The draw's own steps: the freeze after the opening, the drawing once every share is there, the end of its time, and the
//! opening to the public.

mod close;
mod draw;
mod freeze;
mod publish;

use std::time::Duration;

use runtime::Job;

pub const ALL: &[Job] = &[
    Job { name: "draw-freeze", every: Duration::from_secs(5), on_commit: true, run: freeze::run },
    Job { name: "draw-objects", every: Duration::from_secs(5), on_commit: true, run: draw::run },
    Job { name: "draw-close", every: Duration::from_secs(60), on_commit: false, run: close::run },
    Job { name: "draw-publish", every: Duration::from_secs(60), on_commit: true, run: publish::run },
];
