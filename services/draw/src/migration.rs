//! The shape of draw's database.

mod m0001_draw;
mod m0002_reservation;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_draw::STEP, m0002_reservation::STEP];
