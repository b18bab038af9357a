use store::{
    Migration,
    schema::{aggregate_table, append_only},
};

pub const STEP: Migration = Migration { name: "draw_0001_draw", sql };

fn sql() -> String {
    aggregate_table("draw")
        + "CREATE TABLE sealed (
            draw {text} NOT NULL,
            name {text} NOT NULL,
            content {blob} NOT NULL,
            PRIMARY KEY (draw, name)
        )
        --
        CREATE TABLE receipt (
            draw {text} NOT NULL,
            file {text} NOT NULL,
            content {blob} NOT NULL,
            PRIMARY KEY (draw, file)
        )
        --
        CREATE TABLE visit_ledger (
            region {text} NOT NULL,
            object {text} NOT NULL,
            year BIGINT NOT NULL,
            counted BIGINT NOT NULL,
            reserved BIGINT NOT NULL,
            PRIMARY KEY (region, object, year)
        )
        --
        CREATE TABLE log_head (
            region {text} PRIMARY KEY,
            size BIGINT NOT NULL,
            state TEXT NOT NULL,
            last_open {text} NOT NULL
        )
        --
        CREATE TABLE log_node (
            region {text} NOT NULL,
            level BIGINT NOT NULL,
            place BIGINT NOT NULL,
            hash {text} NOT NULL,
            PRIMARY KEY (region, level, place)
        )
        --
        CREATE TABLE log_entry (
            region {text} NOT NULL,
            place BIGINT NOT NULL,
            content {blob} NOT NULL,
            PRIMARY KEY (region, place)
        )
        --
        "
        + &append_only("sealed")
        + &append_only("receipt")
        + &append_only("log_node")
        + &append_only("log_entry")
}
