//! Draw and pool together: from imported libraries to a receipt that a stranger can verify.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod bench;
mod city;
mod ends;
mod public;
mod side_by_side;
mod substitutions;
mod tiles;
mod waiting;
mod whole;
mod wrong;
