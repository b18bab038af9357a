//! What pool does by itself.

mod freeze;

use std::time::Duration;

use runtime::Job;

pub const ALL: &[Job] =
    &[Job { name: "freeze", every: Duration::from_secs(5), on_commit: true, run: freeze::run }];
