//! The draw's own steps: the freeze after the opening, and the drawing once every share is there.

mod draw;
mod freeze;

use std::time::Duration;

use runtime::Job;

pub const ALL: &[Job] = &[
    Job { name: "draw-freeze", every: Duration::from_secs(5), on_commit: true, run: freeze::run },
    Job { name: "draw-objects", every: Duration::from_secs(5), on_commit: true, run: draw::run },
];
