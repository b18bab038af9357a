//! The shape of pool's database.

mod m0001_pool;
mod m0002_history;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_pool::STEP, m0002_history::STEP];
