use store::{Migration, schema::append_only};

pub const STEP: Migration = Migration { name: "identity_0001_identity", sql };

fn sql() -> String {
    "CREATE TABLE account (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        login {text} NOT NULL UNIQUE,
        name TEXT NOT NULL,
        password {text} NOT NULL,
        failures BIGINT NOT NULL DEFAULT 0,
        locked_until_us BIGINT NOT NULL DEFAULT 0
    )
    --
    CREATE TABLE person_key (
        account {text} PRIMARY KEY,
        key {text} NOT NULL
    )
    --
    CREATE TABLE role_grant (
        seq {serial},
        id {text} NOT NULL UNIQUE,
        account {text} NOT NULL,
        region {text} NOT NULL,
        body TEXT NOT NULL
    )
    --
    CREATE INDEX role_grant_by_account ON role_grant (account, seq)
    --
    CREATE TABLE session (
        refresh {text} PRIMARY KEY,
        account {text} NOT NULL,
        expires_us BIGINT NOT NULL
    )
    --
    CREATE TABLE token_key (
        kid {text} PRIMARY KEY,
        seed {text} NOT NULL,
        made_us BIGINT NOT NULL
    )
    --
    CREATE TABLE first_code (
        code {text} PRIMARY KEY,
        expires_us BIGINT NOT NULL
    )
    --
    "
    .to_owned()
        + &append_only("role_grant")
}
