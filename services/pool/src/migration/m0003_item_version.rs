use store::Migration;

pub const STEP: Migration = Migration { name: "pool_0003_item_version", sql };

/// The catalogue version that an item's name is of.
fn sql() -> String {
    "ALTER TABLE item ADD COLUMN version BIGINT NOT NULL DEFAULT 0
    --
    "
    .to_owned()
}
