//! Facts of one aggregate keep their order behind one that waits; a version that comes late is late and not lost.

use store::consume::Consumed;

use super::on_both;
use crate::{database::Kind, hearing::Hearing};

on_both!(
    later_versions_wait_behind_one_that_waits,
    who_waits_is_remembered_by_the_next_process_too,
    a_version_that_was_overtaken_still_takes_effect,
    another_services_aggregate_of_the_same_id_does_not_wait,
);

const NOTHING: Consumed = Consumed { done: 0, duplicates: 0, retried: 0, dead: 0 };

async fn later_versions_wait_behind_one_that_waits(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let (a, b) = (hearing.slip("a").await, hearing.slip("b").await);
    hearing.deafen("a", "retry").await;
    hearing.publish(&[&a[0], &a[1], &b[0], &b[1]]).await;
    assert_eq!(hearing.step().await, Consumed { done: 2, retried: 2, ..NOTHING });
    assert_eq!(hearing.heard().await, ["b 1", "b 2"]);
    assert_eq!(hearing.step().await, NOTHING, "not before its time");

    hearing.heal("a").await;
    hearing.wait();
    assert_eq!(hearing.step().await, Consumed { done: 2, ..NOTHING });
    assert_eq!(hearing.heard().await, ["b 1", "b 2", "a 1", "a 2"]);
    assert_eq!(hearing.listener.count("SELECT count(*) AS number FROM waiting").await, 0);
}

/// The second version comes alone, when nothing but the database knows of the first.
async fn who_waits_is_remembered_by_the_next_process_too(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let a = hearing.slip("a").await;
    hearing.deafen("a", "retry").await;
    hearing.publish(&[&a[0]]).await;
    assert_eq!(hearing.step().await, Consumed { retried: 1, ..NOTHING });
    hearing.heal("a").await;
    hearing.publish(&[&a[1]]).await;
    assert_eq!(hearing.step().await, Consumed { retried: 1, ..NOTHING });
    assert_eq!(hearing.heard().await, [""; 0]);
    hearing.wait();
    assert_eq!(hearing.step().await, Consumed { done: 2, ..NOTHING });
    assert_eq!(hearing.heard().await, ["a 1", "a 2"]);
}

async fn a_version_that_was_overtaken_still_takes_effect(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let a = hearing.slip("a").await;
    hearing.publish(&[&a[1], &a[0]]).await;
    assert_eq!(hearing.step().await, Consumed { done: 2, ..NOTHING });
    assert_eq!(hearing.heard().await, ["a 2", "a 1"]);
}

/// A task and its confirmation have the same id, the one in planning and the other in pool.
async fn another_services_aggregate_of_the_same_id_does_not_wait(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let a = hearing.slip("a").await;
    let other = hearing.of_another_service(&a[0]);
    hearing.deafen("a", "retry").await;
    hearing.publish(&[&a[0]]).await;
    assert_eq!(hearing.step().await, Consumed { retried: 1, ..NOTHING });
    hearing.heal("a").await;
    hearing.publish(&[&other]).await;
    assert_eq!(hearing.step().await, Consumed { done: 1, ..NOTHING }, "not behind planning's");

    hearing.deafen("a", "reject").await;
    hearing.wait();
    assert_eq!(hearing.step().await, Consumed { dead: 1, ..NOTHING });
    hearing.heal("a").await;
    let second = hearing.of_another_service(&a[1]);
    hearing.publish(&[&second]).await;
    assert_eq!(hearing.step().await, Consumed { done: 1, ..NOTHING }, "nor behind its dead letter");
}
