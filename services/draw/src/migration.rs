//! The shape of draw's database.

mod m0001_draw;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_draw::STEP];
