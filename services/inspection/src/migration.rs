//! The shape of inspection's database.

mod m0001_inspection;
mod m0002_copies;
mod m0003_catalogue_item;
mod m0004_by_due;

use store::Migration;

pub const STEPS: &[Migration] =
    &[m0001_inspection::STEP, m0002_copies::STEP, m0003_catalogue_item::STEP, m0004_by_due::STEP];
