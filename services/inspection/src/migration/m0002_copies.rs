use store::{Migration, copy};

pub const STEP: Migration = Migration { name: "inspection_0002_copies", sql };

/// What planning says of departments and of working days.
fn sql() -> String {
    copy::department::SQL.to_owned() + copy::calendar::SQL
}
