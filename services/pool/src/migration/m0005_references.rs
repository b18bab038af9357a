//! Where rows of the libraries stand outside (ext_1). The journal keeps what stood before.

use store::Migration;

pub const STEP: Migration = Migration { name: "pool_0005_references", sql };

fn sql() -> String {
    "CREATE TABLE external_reference (
        region {text} NOT NULL,
        row_id {text} NOT NULL,
        system {text} NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (region, row_id, system)
    )
    --
    "
    .to_owned()
}
