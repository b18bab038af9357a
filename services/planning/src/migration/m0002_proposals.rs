//! Proposals of departments, and the region's plan.

use store::{Migration, schema::aggregate_table};

pub const STEP: Migration = Migration { name: "planning_0002_proposals", sql };

fn sql() -> String {
    aggregate_table("city_plan") + &aggregate_table("proposal")
}
