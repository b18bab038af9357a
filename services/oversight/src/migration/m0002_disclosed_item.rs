//! What was disclosed, by kind of result.

use store::Migration;

pub const STEP: Migration = Migration { name: "oversight_0002_disclosed_item", sql };

fn sql() -> String {
    "CREATE TABLE disclosed_item (
        duty {text} NOT NULL,
        item {text} NOT NULL,
        region {text} NOT NULL,
        result {text} NOT NULL,
        day {text} NOT NULL,
        PRIMARY KEY (duty, item)
    )
    --
    CREATE INDEX disclosed_item_by_day ON disclosed_item (region, day)
    --
    "
    .to_owned()
}
