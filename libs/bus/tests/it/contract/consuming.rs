use std::{collections::BTreeSet, time::Duration};

use tokio::time::timeout;

use super::on_both;
use crate::backend::{Backend, Kind, LONG, ids, is_empty, message, message_on, messages, read};

on_both!(
    readers_of_one_durable_share_the_work,
    each_durable_gets_everything,
    filters_choose_by_token,
    overlapping_filters_deliver_once,
    a_reader_is_woken_by_a_publish,
    a_reader_waits_no_longer_than_told,
    at_most_the_wanted_number_comes,
    a_restart_keeps_what_was_acknowledged,
    filters_may_change_later,
);

async fn readers_of_one_durable_share_the_work(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut first = backend.reader().await;
    let mut second = backend.reader().await;
    backend.publisher().publish(&messages(100)).await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..5 {
        let (left, right) = tokio::join!(read(&mut *first, 10), read(&mut *second, 10));
        seen.extend(left.into_iter().chain(right).map(|delivery| delivery.sequence));
    }
    assert_eq!(seen.len(), 100);
    assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), (1..=100).collect());
    assert!(is_empty(&mut *first).await && is_empty(&mut *second).await);
}

async fn each_durable_gets_everything(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut early = backend.consumer("early", &["suiji.>"]).await;
    backend.publisher().publish(&messages(5)).await.unwrap();
    let mut late = backend.consumer("late", &["suiji.>"]).await;
    assert_eq!(ids(&read(&mut *early, 5).await), ids(&read(&mut *late, 5).await));
}

async fn filters_choose_by_token(kind: Kind) {
    let backend = Backend::start(kind).await;
    let sent = [
        message_on("suiji.410400.referral.issued.v1.market-supervision", "market"),
        message_on("suiji.410400.referral.issued.v1.fire", "fire"),
        message_on("suiji.410400.referral.issued.v2.fire", "second-version"),
        message_on("suiji.410411.referral.issued.v1._", "other-region"),
        message_on("suiji.410400.draw.opened.v1._", "draw"),
    ];
    backend.publisher().publish(&sent).await.unwrap();
    let cases: [(&str, &[&str], &[&str]); 4] = [
        ("one-type", &["suiji.*.referral.issued.v1.>"], &["market", "fire", "other-region"]),
        ("one-department", &["suiji.*.referral.*.*.fire"], &["fire", "second-version"]),
        ("two-filters", &["suiji.*.draw.>", "suiji.410411.referral.>"], &["other-region", "draw"]),
        ("all", &["suiji.>"], &["market", "fire", "second-version", "other-region", "draw"]),
    ];
    for (durable, filters, expected) in cases {
        let mut consumer = backend.consumer(durable, filters).await;
        assert_eq!(ids(&read(&mut *consumer, expected.len()).await), expected, "{durable}");
        assert!(is_empty(&mut *consumer).await, "{durable}");
    }
}

async fn overlapping_filters_deliver_once(kind: Kind) {
    let backend = Backend::start(kind).await;
    let filters = ["suiji.*.referral.issued.v1.>", "suiji.*.referral.>", "suiji.*.referral.>"];
    let mut consumer = backend.consumer("reader", &filters).await;
    backend.publisher().publish(&messages(2)).await.unwrap();
    read(&mut *consumer, 2).await;
    assert!(is_empty(&mut *consumer).await);
}

async fn a_reader_is_woken_by_a_publish(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut reader = backend.reader().await;
    let waiting = tokio::spawn(async move { reader.next(10, Duration::from_secs(600)).await.unwrap() });
    tokio::task::yield_now().await;
    backend.publisher().publish(&[message("a")]).await.unwrap();
    let woken = timeout(LONG, waiting).await.expect("long before its ten minutes are over").unwrap();
    assert_eq!(ids(&woken), ["a"]);
}

async fn a_reader_waits_no_longer_than_told(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut reader = backend.reader().await;
    for wait in [Duration::ZERO, Duration::from_millis(50)] {
        let nothing = timeout(LONG, reader.next(10, wait)).await.expect("an answer in time").unwrap();
        assert!(nothing.is_empty());
    }
    backend.publisher().publish(&[message("a")]).await.unwrap();
    assert_eq!(ids(&reader.next(10, Duration::ZERO).await.unwrap()), ["a"], "without waiting");
}

async fn at_most_the_wanted_number_comes(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&messages(5)).await.unwrap();
    assert_eq!(ids(&reader.next(2, LONG).await.unwrap()), ["m0", "m1"]);
    assert_eq!(ids(&reader.next(1, LONG).await.unwrap()), ["m2"]);
    assert_eq!(ids(&reader.next(10, LONG).await.unwrap()), ["m3", "m4"]);
}

async fn a_restart_keeps_what_was_acknowledged(kind: Kind) {
    let mut backend = Backend::with_ack_wait(kind, Duration::from_secs(2)).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&messages(3)).await.unwrap();
    let given = reader.next(3, LONG).await.unwrap();
    reader.ack(&given[..1]).await.unwrap();
    reader.ack(&given[2..]).await.unwrap();
    // An acknowledgement is on its way without an answer: the next request comes after it on the same connection.
    assert!(is_empty(&mut *reader).await);
    drop(reader);
    backend.restart().await;
    backend.publisher().publish(&[message("after")]).await.unwrap();
    let mut reader = backend.reader().await;
    let mut again = Vec::new();
    while !["after", "m1"].iter().all(|wanted| again.iter().any(|id| id == wanted)) {
        let some = reader.next(5, LONG).await.unwrap();
        again.extend(ids(&some).into_iter().map(str::to_owned));
        reader.ack(&some).await.unwrap();
    }
    // A server killed at once may forget an acknowledgement, and then delivers again what it forgot: the inbox knows it.
    let forgotten = again.iter().any(|id| id == "m0" || id == "m2");
    assert!(!forgotten || kind == Kind::Nats, "{again:?}");
}

async fn filters_may_change_later(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut narrow = backend.consumer("reader", &["suiji.*.draw.>"]).await;
    backend.publisher().publish(&[message_on("suiji.1.draw.opened.v1._", "draw")]).await.unwrap();
    read(&mut *narrow, 1).await;
    drop(narrow);
    let mut wide = backend.consumer("reader", &["suiji.*.draw.>", "suiji.*.referral.>"]).await;
    backend.publisher().publish(&[message("referral")]).await.unwrap();
    assert_eq!(ids(&read(&mut *wide, 1).await), ["referral"]);
}
