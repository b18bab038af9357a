//! The shape of inspection's database.

mod m0001_inspection;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_inspection::STEP];
