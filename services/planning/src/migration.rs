//! The shape of planning's database.

mod m0001_planning;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_planning::STEP];
