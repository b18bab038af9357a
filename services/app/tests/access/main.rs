//! Every operation of every OpenAPI document, asked by those who may not and by those who may; with rubbish; and by
//! another department and another region for rows that are not theirs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod bad_input;
#[path = "../city/city.rs"]
mod city;
mod documents;
mod foreign;
mod held;
mod roles;
