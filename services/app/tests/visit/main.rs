//! One visit from its assignment to its file, each step over HTTP by those who may and by those who may not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

#[path = "../city/city.rs"]
mod city;
mod close;
mod measures;
mod prepare;
mod referred;
mod scene;
mod substitution;
mod waiting;
