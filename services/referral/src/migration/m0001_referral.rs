use store::{
    Migration, copy,
    schema::{aggregate_table, append_only},
};

pub const STEP: Migration = Migration { name: "referral_0001_referral", sql };

fn sql() -> String {
    aggregate_table("referral")
        + "CREATE UNIQUE INDEX referral_by_finding ON referral (parent)
        --
        CREATE TABLE delivery (
            department {text} NOT NULL,
            delivery BIGINT NOT NULL,
            region {text} NOT NULL,
            referral {text} NOT NULL,
            digest {text} NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (department, delivery)
        )
        --
        CREATE TABLE rules (
            region {text} NOT NULL,
            version BIGINT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (region, version)
        )
        --
        "
        + copy::department::SQL
        + copy::calendar::SQL
        + &append_only("delivery")
        + &append_only("rules")
}
