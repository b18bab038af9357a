//! The shape of identity's database.

mod m0001_identity;
mod m0002_grants;
mod m0003_sealed_keys;
mod m0004_acting;

use store::Migration;

pub const STEPS: &[Migration] =
    &[m0001_identity::STEP, m0002_grants::STEP, m0003_sealed_keys::STEP, m0004_acting::STEP];
