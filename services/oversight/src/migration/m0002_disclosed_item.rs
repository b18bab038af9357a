//! What was disclosed, by kind of result, and the correction that came last (by the version of its duty).

use store::Migration;

pub const STEP: Migration = Migration { name: "oversight_0002_disclosed_item", sql };

fn sql() -> String {
    "CREATE TABLE disclosed_item (
        duty {text} NOT NULL,
        item {text} NOT NULL,
        region {text} NOT NULL,
        disclosed {text},
        day {text},
        corrected {text},
        version BIGINT NOT NULL DEFAULT 0,
        PRIMARY KEY (duty, item)
    )
    --
    CREATE INDEX disclosed_item_by_day ON disclosed_item (region, day)
    --
    "
    .to_owned()
}
