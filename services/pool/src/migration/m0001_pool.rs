use store::{Migration, copy, schema::aggregate_table};

pub const STEP: Migration = Migration { name: "pool_0001_pool", sql };

fn sql() -> String {
    aggregate_table("confirmation")
        + "CREATE TABLE object (
            region {text} NOT NULL,
            id {text} NOT NULL,
            name TEXT NOT NULL,
            kind {text} NOT NULL,
            place {text} NOT NULL,
            trade {text} NOT NULL,
            active BIGINT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (region, id)
        )
        --
        CREATE TABLE inspector (
            id {text} PRIMARY KEY,
            region {text} NOT NULL,
            department {text} NOT NULL,
            certificate {text} NOT NULL,
            name TEXT NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (region, certificate)
        )
        --
        CREATE TABLE person_key (
            person {text} PRIMARY KEY,
            key {text} NOT NULL
        )
        --
        CREATE TABLE recusal (
            region {text} NOT NULL,
            object {text} NOT NULL,
            inspector {text} NOT NULL,
            PRIMARY KEY (region, object, inspector)
        )
        --
        CREATE TABLE item (
            region {text} NOT NULL,
            code {text} NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (region, code)
        )
        --
        "
        + copy::department::SQL
}
