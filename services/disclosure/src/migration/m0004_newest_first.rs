use store::Migration;

pub const STEP: Migration = Migration { name: "disclosure_0004_newest_first", sql };

/// The public reads the newest results of a region first; the day stands in the state. As `sql::json_text` writes it.
fn sql() -> String {
    "{sqlite}CREATE INDEX duty_by_disclosure ON duty (region, json_extract(body, '$.disclosed.disclosed_on'), id)
    --
    {postgres}CREATE INDEX duty_by_disclosure ON duty (region, (body::json #>> '{disclosed,disclosed_on}'), id)
    --
    "
    .to_owned()
}
