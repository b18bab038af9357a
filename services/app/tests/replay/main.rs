//! What is kept follows from what was said: after a whole campaign every aggregate of every service is rebuilt from its
//! journal, oversight from the stream, and to be told everything again changes nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

mod accounts;
mod campaign;
#[path = "../city/city.rs"]
mod city;
#[path = "../../../../tests/articles/drive.rs"]
#[allow(dead_code, reason = "the articles' tests use the rest")]
mod drive;
#[path = "../../../../tests/articles/field.rs"]
#[allow(dead_code, reason = "the articles' tests use the rest")]
mod field;
mod journal;
mod recorded;
mod rows;
mod stream;
