//! The shape of disclosure's database.

mod m0001_disclosure;
mod m0002_newest_first;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_disclosure::STEP, m0002_newest_first::STEP];
