//! The shape of referral's database, one step per file.

mod m0001_referral;
mod m0002_by_due;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_referral::STEP, m0002_by_due::STEP];
