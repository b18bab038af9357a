use store::{
    Migration, copy,
    schema::{aggregate_table, append_only},
};

pub const STEP: Migration = Migration { name: "disclosure_0001_disclosure", sql };

fn sql() -> String {
    aggregate_table("duty")
        + "CREATE TABLE formed (
            visit {text} NOT NULL,
            department {text} NOT NULL,
            region {text} NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (visit, department)
        )
        --
        CREATE TABLE disclosed (
            duty {text} PRIMARY KEY,
            region {text} NOT NULL,
            digest {text} NOT NULL,
            body TEXT NOT NULL
        )
        --
        "
        + copy::calendar::SQL
        + &append_only("disclosed")
}
