//! The shape of planning's database.

mod m0001_planning;
mod m0002_proposals;
mod m0003_progress;
mod m0004_registry;
mod m0005_lists;

use store::Migration;

pub const STEPS: &[Migration] = &[
    m0001_planning::STEP,
    m0002_proposals::STEP,
    m0003_progress::STEP,
    m0004_registry::STEP,
    m0005_lists::STEP,
];
