//! Migrations run once, however often and by however many they are begun, and whole or not at all.

use store::{Migration, schema, sql};

use super::on_both;
use crate::{
    database::{Kind, TestDatabase},
    slip::STEPS,
};

on_both!(
    a_migrated_database_stays_as_it_is,
    many_may_migrate_at_the_same_time,
    a_step_that_fails_leaves_the_database_as_it_was,
);

const DONE: &str = "SELECT count(*) AS number FROM seaql_migrations";
const BROKEN: &[Migration] = &[
    Migration { name: "test_0001_slip", sql: || schema::aggregate_table("slip") },
    Migration {
        name: "test_0002_broken",
        sql: || "CREATE TABLE half (id BIGINT)\n--\nCREATE TABLE\n".to_owned(),
    },
];

async fn a_migrated_database_stays_as_it_is(kind: Kind) {
    let database = TestDatabase::new(kind).await;
    let connected = database.connect().await;
    schema::migrate(&connected, STEPS).await.unwrap();
    let done = sql::number(connected.read(), DONE, vec![]).await.unwrap();
    schema::migrate(&connected, STEPS).await.unwrap();
    assert!(done >= 5);
    assert_eq!(sql::number(connected.read(), DONE, vec![]).await.unwrap(), done);
}

async fn many_may_migrate_at_the_same_time(kind: Kind) {
    let database = TestDatabase::new(kind).await;
    let mut migrating = Vec::new();
    for _ in 0..4 {
        let connected = database.connect().await;
        migrating.push(tokio::spawn(async move { schema::migrate(&connected, STEPS).await }));
    }
    for migrated in migrating {
        migrated.await.unwrap().unwrap();
    }
    let connected = database.connect().await;
    assert_eq!(
        sql::number(connected.read(), "SELECT count(*) AS number FROM slip", vec![]).await.unwrap(),
        0
    );
}

async fn a_step_that_fails_leaves_the_database_as_it_was(kind: Kind) {
    let database = TestDatabase::new(kind).await;
    let connected = database.connect().await;
    assert!(schema::migrate(&connected, BROKEN).await.is_err());
    let half = sql::number(connected.read(), "SELECT count(*) AS number FROM half", vec![]).await;
    assert!(half.is_err(), "half a step is there");
    schema::migrate(&connected, STEPS).await.unwrap();
}
