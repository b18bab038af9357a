//! The shape of draw's database.

mod m0001_draw;
mod m0002_reservation;
mod m0003_substitution;
mod m0004_by_due;

use store::Migration;

pub const STEPS: &[Migration] =
    &[m0001_draw::STEP, m0002_reservation::STEP, m0003_substitution::STEP, m0004_by_due::STEP];
