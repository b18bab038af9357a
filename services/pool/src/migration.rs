//! The shape of pool's database.

mod m0001_pool;
mod m0002_history;
mod m0003_recorded;
mod m0004_references;

use store::Migration;

pub const STEPS: &[Migration] =
    &[m0001_pool::STEP, m0002_history::STEP, m0003_recorded::STEP, m0004_references::STEP];
