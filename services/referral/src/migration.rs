//! The shape of referral's database, one step per file.

mod m0001_referral;

use store::Migration;

pub const STEPS: &[Migration] = &[m0001_referral::STEP];
