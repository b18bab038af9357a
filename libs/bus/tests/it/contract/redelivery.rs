use std::time::Duration;

use kernel::{MonotonicTimer, Timer};

use super::on_both;
use crate::backend::{Backend, Kind, LONG, SHORT, ids, message, messages, read};

on_both!(
    a_retried_message_comes_again_after_its_pause,
    a_retry_does_not_hold_back_the_others,
    an_unacknowledged_message_comes_again,
    an_acknowledged_message_does_not_come_again,
    a_late_acknowledgement_still_counts,
    one_reader_takes_over_from_another,
);

async fn a_retried_message_comes_again_after_its_pause(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&[message("a")]).await.unwrap();
    for attempt in 1..=3 {
        let timer = MonotonicTimer::start();
        let given = reader.next(10, LONG).await.unwrap();
        assert_eq!((given[0].message.id.as_str(), given[0].attempt), ("a", attempt));
        assert!(attempt == 1 || timer.elapsed() >= Duration::from_millis(150), "{:?}", timer.elapsed());
        reader.retry(&given[0], Duration::from_millis(200)).await.unwrap();
    }
}

async fn a_retry_does_not_hold_back_the_others(kind: Kind) {
    let backend = Backend::start(kind).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&messages(3)).await.unwrap();
    let first = reader.next(1, LONG).await.unwrap();
    reader.retry(&first[0], Duration::from_secs(600)).await.unwrap();
    assert_eq!(ids(&read(&mut *reader, 2).await), ["m1", "m2"]);
}

async fn an_unacknowledged_message_comes_again(kind: Kind) {
    let backend = Backend::with_ack_wait(kind, SHORT).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&messages(2)).await.unwrap();
    let first = reader.next(10, LONG).await.unwrap();
    reader.ack(&first[1..]).await.unwrap();
    let again = reader.next(10, LONG).await.unwrap();
    assert_eq!((ids(&again), again[0].attempt), (vec!["m0"], 2));
    assert_eq!(again[0].sequence, first[0].sequence);
}

async fn an_acknowledged_message_does_not_come_again(kind: Kind) {
    let backend = Backend::with_ack_wait(kind, SHORT).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&messages(2)).await.unwrap();
    read(&mut *reader, 2).await;
    assert!(reader.next(10, SHORT * 3).await.unwrap().is_empty());
}

async fn a_late_acknowledgement_still_counts(kind: Kind) {
    let backend = Backend::with_ack_wait(kind, SHORT).await;
    let mut reader = backend.reader().await;
    backend.publisher().publish(&[message("a")]).await.unwrap();
    let first = reader.next(10, LONG).await.unwrap();
    reader.next(10, LONG).await.unwrap();
    reader.ack(&first).await.unwrap();
    assert!(reader.next(10, SHORT * 3).await.unwrap().is_empty());
}

async fn one_reader_takes_over_from_another(kind: Kind) {
    let backend = Backend::with_ack_wait(kind, SHORT).await;
    let mut first = backend.reader().await;
    let mut second = backend.reader().await;
    backend.publisher().publish(&[message("a")]).await.unwrap();
    first.next(10, LONG).await.unwrap();
    drop(first);
    assert_eq!(ids(&read(&mut *second, 1).await), ["a"]);
}
