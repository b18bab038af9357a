use store::Migration;

pub const STEP: Migration = Migration { name: "disclosure_0003_correction", sql };

/// What waits for a signature stands apart, so that it is found without reading every duty.
fn sql() -> String {
    "CREATE TABLE correction_asked (
        duty {text} PRIMARY KEY,
        region {text} NOT NULL
    )
    --
    INSERT INTO correction_asked (duty, region)
        SELECT id, region FROM duty WHERE body LIKE '%\"asked\":{%'
    --
    "
    .to_owned()
}
