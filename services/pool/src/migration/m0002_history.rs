//! Periods of validity, imports with their refused rows, and what lists filter by. Rows that stood before get a period
//! without a beginning.

use store::Migration;

pub const STEP: Migration = Migration { name: "pool_0002_history", sql };

fn sql() -> String {
    columns() + periods() + imports() + keys()
}

fn columns() -> String {
    "ALTER TABLE object ADD COLUMN risk {text} NOT NULL DEFAULT 'Unrated'
    --
    ALTER TABLE object ADD COLUMN approved_by {text}
    --
    ALTER TABLE object ADD COLUMN phone TEXT
    --
    ALTER TABLE object ADD COLUMN phone_mark {text} NOT NULL DEFAULT ''
    --
    ALTER TABLE inspector ADD COLUMN state {text} NOT NULL DEFAULT 'active'
    --
    ALTER TABLE inspector ADD COLUMN sealed_certificate TEXT
    --
    ALTER TABLE inspector ADD COLUMN name_mark {text} NOT NULL DEFAULT ''
    --
    CREATE INDEX inspector_by_department ON inspector (region, department, id)
    --
    "
    .to_owned()
}

fn periods() -> &'static str {
    "CREATE TABLE object_period (
        region {text} NOT NULL,
        id {text} NOT NULL,
        version BIGINT NOT NULL,
        from_us BIGINT NOT NULL,
        until_us BIGINT,
        body TEXT NOT NULL,
        PRIMARY KEY (region, id, version)
    )
    --
    INSERT INTO object_period (region, id, version, from_us, until_us, body) SELECT region, id, 0, 0, NULL, body FROM object
    --
    CREATE TABLE inspector_period (
        region {text} NOT NULL,
        id {text} NOT NULL,
        version BIGINT NOT NULL,
        from_us BIGINT NOT NULL,
        until_us BIGINT,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (region, id, version)
    )
    --
    INSERT INTO inspector_period (region, id, version, from_us, until_us, name, body)
        SELECT region, id, 0, 0, NULL, name, body FROM inspector
    --
    "
}

fn imports() -> &'static str {
    "CREATE TABLE library_import (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        department {text} NOT NULL,
        body TEXT NOT NULL
    )
    --
    CREATE TABLE rejected_row (
        region {text} NOT NULL,
        import {text} NOT NULL,
        line BIGINT NOT NULL,
        field TEXT NOT NULL,
        code {text} NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (region, import, line)
    )
    --
    CREATE TABLE library_mark (
        region {text} NOT NULL,
        part {text} NOT NULL,
        version BIGINT NOT NULL,
        PRIMARY KEY (region, part)
    )
    --
    "
}

fn keys() -> &'static str {
    "ALTER TABLE person_key ADD COLUMN region {text} NOT NULL DEFAULT ''
    --
    CREATE TABLE matching_key (
        region {text} PRIMARY KEY,
        key {text} NOT NULL
    )
    --
    "
}
