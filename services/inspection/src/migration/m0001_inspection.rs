use store::{Migration, schema::aggregate_table};

pub const STEP: Migration = Migration { name: "inspection_0001_inspection", sql };

fn sql() -> String {
    aggregate_table("visit")
        + &aggregate_table("finding")
        + "CREATE TABLE assignment (
            task {text} PRIMARY KEY,
            region {text} NOT NULL,
            body TEXT NOT NULL,
            objects {text},
            teams {text},
            done BIGINT NOT NULL
        )
        --
        CREATE TABLE item (
            region {text} NOT NULL,
            code {text} NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (region, code)
        )
        --
        "
}
