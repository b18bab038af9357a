//! The shape of oversight's database.

mod m0001_oversight;
mod m0002_disclosed_item;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_oversight::STEP, m0002_disclosed_item::STEP];
