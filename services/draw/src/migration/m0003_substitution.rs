use store::Migration;

pub const STEP: Migration = Migration { name: "draw_0003_substitution", sql };

fn sql() -> String {
    "CREATE TABLE substitution (
        visit {text} NOT NULL,
        drawn {text} NOT NULL,
        region {text} NOT NULL,
        draw {text} NOT NULL,
        department {text} NOT NULL,
        reason {text} NOT NULL,
        ended BIGINT NOT NULL,
        PRIMARY KEY (visit, drawn)
    )
    --
    CREATE INDEX substitution_by_region ON substitution (region, ended)
    --
    "
    .to_owned()
}
