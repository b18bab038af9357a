//! The shape of oversight's database.

mod m0001_oversight;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_oversight::STEP];
