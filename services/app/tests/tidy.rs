//! The architecture's invariants, read off the source tree: each file of `tidy/` is one rule.
//!
//! A rule is a function `broken(&Tree) -> Vec<String>` that names every place where it does not hold. It is asked of the
//! workspace, where it must find nothing, and of a small tree in memory that breaks it, where it must find just that.
//!
//! Deliberately absent: what the compiler and clippy hold already, and anything that would need the code to run.
//!
//! To add a rule: a file here with `broken` and its two tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[path = "tidy/clock_and_chance.rs"]
mod clock_and_chance;
#[path = "tidy/code.rs"]
mod code;
#[path = "tidy/dependencies.rs"]
mod dependencies;
#[path = "tidy/events.rs"]
mod events;
#[path = "tidy/finished.rs"]
mod finished;
#[path = "tidy/golden.rs"]
mod golden;
#[path = "tidy/length.rs"]
mod length;
#[path = "tidy/links.rs"]
mod links;
#[path = "tidy/made.rs"]
mod made;
#[path = "tidy/messages.rs"]
mod messages;
#[path = "tidy/ports.rs"]
mod ports;
#[path = "tidy/pure_domain.rs"]
mod pure_domain;
#[path = "tidy/readme.rs"]
mod readme;
#[path = "tidy/tree.rs"]
mod tree;
