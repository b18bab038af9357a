//! Requests of powerful roles, ends of grants, and tokens that are good no longer.

use store::{
    Migration,
    schema::{aggregate_table, append_only},
};

pub const STEP: Migration = Migration { name: "identity_0002_grants", sql };

fn sql() -> String {
    let tables = "CREATE TABLE grant_end (
        id {text} PRIMARY KEY,
        ended_us BIGINT NOT NULL
    )
    --
    CREATE TABLE revoked (
        mark {text} PRIMARY KEY,
        until_s BIGINT NOT NULL
    )
    --
    CREATE INDEX role_grant_by_region ON role_grant (region, seq)
    --
    CREATE INDEX session_by_account ON session (account)
    --
    CREATE INDEX account_by_region ON account (region, id)
    --
    ";
    aggregate_table("grant_request") + tables + &append_only("grant_end")
}
