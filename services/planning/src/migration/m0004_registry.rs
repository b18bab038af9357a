//! Regions and departments as they were registered, so that they can be named.

use store::Migration;

pub const STEP: Migration = Migration { name: "planning_0004_registry", sql };

/// Those registered before this step stand in the journal.
fn sql() -> String {
    let known =
        [("region", "region-opened"), ("department", "department-registered")].map(|(kind, event)| {
            let rows = |data: &str| {
                format!(
                    "INSERT INTO registry (id, kind, region, body) SELECT aggregate, '{kind}', region, {data}
                 FROM journal WHERE kind = 'suiji.planning.{event}.v1'"
                )
            };
            let (sqlite, postgres) =
                (rows("json_extract(envelope, '$.data')"), rows("envelope::json ->> 'data'"));
            format!("{{sqlite}}{sqlite}\n--\n{{postgres}}{postgres}\n--\n")
        });
    "CREATE TABLE registry (
        id {text} PRIMARY KEY,
        kind {text} NOT NULL,
        region {text} NOT NULL,
        body TEXT NOT NULL
    )
    --
    CREATE INDEX registry_by_kind ON registry (kind, region, id)
    --
    "
    .to_owned()
        + &known.concat()
}
