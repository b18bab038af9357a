//! The shape of disclosure's database.

mod m0001_disclosure;
mod m0002_by_due;
mod m0003_correction;
mod m0004_newest_first;

use store::Migration;

pub const STEPS: &[Migration] =
    &[m0001_disclosure::STEP, m0002_by_due::STEP, m0003_correction::STEP, m0004_newest_first::STEP];
