use bus::{Message, Published};

use super::on_both;
use crate::backend::{Backend, Kind, ids, is_empty, message, messages, read};

on_both!(
    batches_are_stored_in_order,
    what_travels_arrives_unchanged,
    a_repeated_message_keeps_its_first_place,
    a_batch_may_hold_what_was_stored_before,
    a_batch_may_hold_one_message_twice,
    an_empty_batch_is_no_work,
    prepare_may_run_often_and_at_the_same_time,
    ids_are_found_by_sequence,
    publishers_may_work_at_the_same_time,
);

fn places(published: &[Published]) -> Vec<(u64, bool)> {
    published.iter().map(|published| (published.sequence, published.duplicate)).collect()
}

async fn batches_are_stored_in_order(kind: Kind) {
    let backend = Backend::start(kind).await;
    let all = messages(450);
    let mut published = Vec::new();
    for batch in [&all[..1], &all[1..430], &all[430..]] {
        published.extend(backend.publisher().publish(batch).await.unwrap());
    }
    let expected: Vec<_> = (1..=450).map(|sequence| (sequence, false)).collect();
    assert_eq!(places(&published), expected);
    let deliveries = read(&mut *backend.reader().await, 450).await;
    let sent: Vec<&str> = all.iter().map(|message| message.id.as_str()).collect();
    assert_eq!(ids(&deliveries), sent);
    assert!(deliveries.iter().zip(1..).all(|(delivery, sequence)| delivery.sequence == sequence));
    assert!(deliveries.iter().all(|delivery| delivery.attempt == 1));
}

async fn what_travels_arrives_unchanged(kind: Kind) {
    let backend = Backend::start(kind).await;
    let sent = [
        Message {
            body: (0..=255).collect(),
            ..message("0198f3c2-1f2a-7b3c-8d4e-5f6071829304:market-supervision")
        },
        Message { body: Vec::new(), ..message("empty") },
        Message {
            traceparent: Some("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".into()),
            body: "随机抽取".into(),
            ..message("traced")
        },
    ];
    backend.publisher().publish(&sent).await.unwrap();
    let received = read(&mut *backend.reader().await, 3).await;
    let received: Vec<Message> = received.into_iter().map(|delivery| delivery.message).collect();
    assert_eq!(received, sent);
}

async fn a_repeated_message_keeps_its_first_place(kind: Kind) {
    let backend = Backend::start(kind).await;
    let publisher = backend.publisher();
    publisher.publish(&messages(3)).await.unwrap();
    assert_eq!(places(&publisher.publish(&[message("m1")]).await.unwrap()), [(2, true)]);
    assert_eq!(places(&publisher.publish(&messages(3)).await.unwrap()), [(1, true), (2, true), (3, true)]);
    let mut reader = backend.reader().await;
    read(&mut *reader, 3).await;
    assert!(is_empty(&mut *reader).await);
}

async fn a_batch_may_hold_what_was_stored_before(kind: Kind) {
    let backend = Backend::start(kind).await;
    let publisher = backend.publisher();
    publisher.publish(&[message("a"), message("b")]).await.unwrap();
    let published = publisher.publish(&[message("c"), message("b"), message("d")]).await.unwrap();
    assert_eq!(places(&published), [(3, false), (2, true), (4, false)]);
    assert_eq!(ids(&read(&mut *backend.reader().await, 4).await), ["a", "b", "c", "d"]);
}

async fn a_batch_may_hold_one_message_twice(kind: Kind) {
    let backend = Backend::start(kind).await;
    let published = backend.publisher().publish(&[message("a"), message("a"), message("b")]).await.unwrap();
    assert_eq!(places(&published), [(1, false), (1, true), (2, false)]);
    assert_eq!(backend.publisher().position().await.unwrap().last_sequence, 2);
}

async fn an_empty_batch_is_no_work(kind: Kind) {
    let backend = Backend::start(kind).await;
    assert_eq!(backend.publisher().publish(&[]).await.unwrap(), []);
    assert_eq!(backend.publisher().position().await.unwrap().last_sequence, 0);
}

async fn prepare_may_run_often_and_at_the_same_time(kind: Kind) {
    let backend = Backend::start(kind).await;
    backend.publisher().publish(&messages(2)).await.unwrap();
    let before = backend.publisher().position().await.unwrap();
    let bus = backend.bus();
    for prepared in futures_util::future::join_all((0..4).map(|_| bus.prepare())).await {
        prepared.unwrap();
    }
    assert_eq!(backend.publisher().position().await.unwrap(), before);
}

async fn ids_are_found_by_sequence(kind: Kind) {
    let backend = Backend::start(kind).await;
    let publisher = backend.publisher();
    publisher.publish(&messages(2)).await.unwrap();
    assert_eq!(publisher.message_id_at(2).await.unwrap().as_deref(), Some("m1"));
    for nowhere in [0, 3, u64::MAX >> 1] {
        assert_eq!(publisher.message_id_at(nowhere).await.unwrap(), None, "at {nowhere}");
    }
}

async fn publishers_may_work_at_the_same_time(kind: Kind) {
    let backend = Backend::start(kind).await;
    let batches: Vec<Vec<Message>> =
        (0..8).map(|batch| (0..50).map(|number| message(format!("{batch}-{number}"))).collect()).collect();
    let publishers: Vec<_> = (0..8).map(|_| backend.publisher()).collect();
    let running = publishers.iter().zip(&batches).map(|(publisher, batch)| publisher.publish(batch));
    for published in futures_util::future::join_all(running).await {
        assert_eq!(published.unwrap().len(), 50);
    }
    let received = read(&mut *backend.reader().await, 400).await;
    for (batch, messages) in batches.iter().enumerate() {
        let mine: Vec<&str> =
            ids(&received).into_iter().filter(|id| id.starts_with(&format!("{batch}-"))).collect();
        let sent: Vec<&str> = messages.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(mine, sent, "each batch keeps its order");
    }
}
