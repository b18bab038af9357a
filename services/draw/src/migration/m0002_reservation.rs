use store::{Migration, schema::append_only};

pub const STEP: Migration = Migration { name: "draw_0002_reservation", sql };

/// What each drawn object reserves of the yearly caps: the visit's end or its cancellation settles it. And the numbers by
/// which the public asks for a receipt, with the place of each result in the log.
fn sql() -> String {
    "CREATE TABLE reservation (
        draw {text} NOT NULL,
        place BIGINT NOT NULL,
        region {text} NOT NULL,
        object {text} NOT NULL,
        first_year BIGINT NOT NULL,
        last_year BIGINT NOT NULL,
        state {text} NOT NULL,
        PRIMARY KEY (draw, place)
    )
    --
    CREATE INDEX reservation_by_year ON reservation (region, last_year, first_year)
    --
    CREATE INDEX reservation_by_state ON reservation (draw, state)
    --
    CREATE TABLE drawn_seq (
        region {text} NOT NULL,
        seq BIGINT NOT NULL,
        draw {text} NOT NULL,
        result_place BIGINT NOT NULL,
        PRIMARY KEY (region, seq)
    )
    --
    "
    .to_owned()
        + &append_only("drawn_seq")
}
