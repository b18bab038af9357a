//! The misbehaving bus loses nothing for good and repeats itself by its seed.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use bus::{Bus, Consumer, ConsumerSpec, Faults, FaultyBus, Message, Publisher};

use crate::backend::{Backend, Kind, SHORT, messages};

fn everything() -> ConsumerSpec {
    ConsumerSpec { durable: "reader".into(), filters: vec!["suiji.>".into()] }
}

/// Tries as a relay does, and counts the tries.
async fn publish_all(publisher: &dyn Publisher, all: &[Message]) -> usize {
    let mut tries = 0;
    for batch in all.chunks(7) {
        while publisher.publish(batch).await.is_err() {
            tries += 1;
        }
        tries += 1;
    }
    tries
}

/// Reads until `count` different messages have come, and tells every delivery.
async fn read_all(consumer: &mut dyn Consumer, count: usize) -> Vec<u64> {
    let (mut deliveries, mut done) = (Vec::new(), BTreeSet::new());
    while done.len() < count {
        let Ok(some) = consumer.next(5, SHORT).await else { continue };
        deliveries.extend(some.iter().map(|delivery| delivery.sequence));
        while consumer.ack(&some).await.is_err() {}
        done.extend(some.iter().map(|delivery| delivery.sequence));
    }
    deliveries
}

async fn a_rough_day(seed: u64) -> (usize, Vec<u64>) {
    let backend = Backend::with_ack_wait(Kind::Embedded, Duration::from_millis(500)).await;
    let bus = FaultyBus::new(backend.bus(), seed, Faults::ROUGH);
    let tries = publish_all(&*bus.publisher(), &messages(100)).await;
    let mut consumer = loop {
        if let Ok(consumer) = bus.consumer(everything()).await {
            break consumer;
        }
    };
    (tries, read_all(&mut *consumer, 100).await)
}

#[tokio::test]
async fn on_a_rough_day_everything_arrives_in_the_end() {
    let (tries, deliveries) = a_rough_day(7).await;
    assert!(tries > 15, "some of the 15 batches had to be tried again: {tries}");
    assert!(deliveries.len() > 100, "some came twice: {}", deliveries.len());
    assert!(!deliveries.is_sorted(), "some came out of order");
}

#[tokio::test]
async fn the_same_seed_gives_the_same_faults() {
    // What is delivered again depends on time as well; what a publisher meets, on the seed alone.
    let tries = async |seed| a_rough_day(seed).await.0;
    assert_eq!(tries(11).await, tries(11).await);
    let (first, others) = (tries(11).await, [tries(12).await, tries(13).await, tries(14).await]);
    assert!(others.iter().any(|other| *other != first), "{first} {others:?}");
}

#[tokio::test]
async fn a_batch_that_was_not_answered_is_stored() {
    let backend = Backend::start(Kind::Embedded).await;
    let bus = FaultyBus::new(backend.bus(), 1, Faults { unanswered: 100, ..Faults::NONE });
    let publisher = bus.publisher();
    assert!(publisher.publish(&messages(3)).await.is_err());
    bus.set(Faults::NONE);
    assert!(publisher.publish(&messages(3)).await.unwrap().iter().all(|published| published.duplicate));
    bus.set(Faults::OFFLINE);
    assert!(publisher.publish(&messages(3)).await.is_err());
    assert!(Arc::new(bus).ping().await.is_err());
}
