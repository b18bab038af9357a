use store::{Migration, copy, schema::aggregate_table};

pub const STEP: Migration = Migration { name: "planning_0001_planning", sql };

fn sql() -> String {
    [
        aggregate_table("catalogue"),
        aggregate_table("plan"),
        aggregate_table("task"),
        copy::department::SQL.to_owned(),
        copy::calendar::SQL.to_owned(),
    ]
    .concat()
}
