//! However often an event is delivered, it takes effect once.

use store::consume::Consumed;

use super::on_both;
use crate::{database::Kind, hearing::Hearing};

on_both!(
    an_event_that_concerns_two_departments_takes_effect_once,
    an_event_published_again_takes_effect_once,
    an_event_that_two_processes_hold_takes_effect_once,
    a_batch_in_which_one_waits_still_takes_effect_for_the_others,
);

const NOTHING: Consumed = Consumed { done: 0, duplicates: 0, retried: 0, dead: 0 };

async fn an_event_that_concerns_two_departments_takes_effect_once(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let slip = hearing.slip("a").await;
    assert_eq!(slip.len(), 3);
    hearing.publish(&[&slip[0], &slip[1], &slip[2]]).await;
    assert_eq!(hearing.step().await, Consumed { done: 2, duplicates: 1, ..NOTHING });
    assert_eq!(hearing.heard().await, ["a 1", "a 2"]);
}

async fn an_event_published_again_takes_effect_once(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let mut first = hearing.slip("a").await.remove(0);
    hearing.publish(&[&first]).await;
    assert_eq!(hearing.step().await, Consumed { done: 1, ..NOTHING });
    // As from a stream that has forgotten the message id.
    first.id.push_str("-again");
    hearing.publish(&[&first]).await;
    assert_eq!(hearing.step().await, Consumed { duplicates: 1, ..NOTHING });
    assert_eq!(hearing.heard().await, ["a 1"]);
    assert_eq!(hearing.listener.count("SELECT count(*) AS number FROM inbox").await, 1);
}

async fn an_event_that_two_processes_hold_takes_effect_once(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    for title in ["a", "b", "c", "d", "e", "f"] {
        let first = hearing.slip(title).await.remove(0);
        hearing.publish(&[&first]).await;
    }
    hearing.step_twice_at_once().await;
    assert_eq!(hearing.heard().await, ["a 1", "b 1", "c 1", "d 1", "e 1", "f 1"]);
}

async fn a_batch_in_which_one_waits_still_takes_effect_for_the_others(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let (a, b, c) = (hearing.slip("a").await, hearing.slip("b").await, hearing.slip("c").await);
    hearing.deafen("b", "retry").await;
    hearing.publish(&[&a[0], &b[0], &c[0]]).await;
    assert_eq!(hearing.step().await, Consumed { done: 2, retried: 1, ..NOTHING });
    assert_eq!(
        hearing.heard().await,
        ["a 1", "c 1"],
        "and nothing of b, which had written before it gave up"
    );
}
