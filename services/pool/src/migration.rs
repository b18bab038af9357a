//! The shape of pool's database.

mod m0001_pool;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_pool::STEP];
