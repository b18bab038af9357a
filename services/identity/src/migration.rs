//! The shape of identity's database.

mod m0001_identity;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_identity::STEP];
