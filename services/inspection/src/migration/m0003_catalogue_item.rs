use store::Migration;

pub const STEP: Migration = Migration { name: "inspection_0003_catalogue_item", sql };

/// Items by catalogue version. Those kept without one cannot be told apart and go.
fn sql() -> String {
    "CREATE TABLE catalogue_item (
        region {text} NOT NULL,
        version BIGINT NOT NULL,
        code {text} NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (region, version, code)
    )
    --
    DROP TABLE item
    --
    "
    .to_owned()
}
