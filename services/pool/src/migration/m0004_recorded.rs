//! When each period was written down: what is reported later may hold from an earlier day.

use store::Migration;

pub const STEP: Migration = Migration { name: "pool_0004_recorded", sql };

fn sql() -> String {
    ["object_period", "inspector_period"]
        .map(|table| {
            format!(
                "ALTER TABLE {table} ADD COLUMN recorded_us BIGINT NOT NULL DEFAULT 0
                --
                UPDATE {table} SET recorded_us = from_us
                --
                "
            )
        })
        .concat()
}
