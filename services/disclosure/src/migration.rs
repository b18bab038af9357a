//! The shape of disclosure's database.

mod m0001_disclosure;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_disclosure::STEP];
