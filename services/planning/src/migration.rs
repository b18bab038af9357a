//! The shape of planning's database.

mod m0001_planning;
mod m0002_proposals;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_planning::STEP, m0002_proposals::STEP];
