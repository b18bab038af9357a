//! Acceptance, article by article: each rule of the policy is seen to hold, and to refuse what would break it, over HTTP
//! alone and by the roles that the policy names. `table` says which article has which tests and how far they go.
//!
//! To add an article: its file, named like its id, its tests, whose names begin with it and of which each sees at least one
//! refusal, and its line in `table`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod art01;
mod art02;
mod art05;
mod art07;
mod art11;
mod art12;
mod art14;
mod art15;
mod art16;
mod art17;
mod art18;
mod art19;
mod art20_1;
mod art20_2;
mod art20_3;
mod art20_4;
mod art21;
mod art22;
mod art23;
mod art25;
#[path = "../../services/app/tests/city/city.rs"]
mod city;
mod drive;
mod ext_1;
mod field;
mod n54_1;
mod n54_2;
mod table;
