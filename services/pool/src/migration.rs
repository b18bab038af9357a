//! The shape of pool's database.

mod m0001_pool;
mod m0002_history;
mod m0003_item_version;
mod m0004_recorded;
mod m0005_references;
mod m0006_by_due;

use store::Migration;

pub const STEPS: &[Migration] = &[
    m0001_pool::STEP,
    m0002_history::STEP,
    m0003_item_version::STEP,
    m0004_recorded::STEP,
    m0005_references::STEP,
    m0006_by_due::STEP,
];
