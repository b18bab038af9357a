//! How much and how fast: messages per second in batches of 100, then the way of single messages at 50 per second.
//!
//! `cargo run --release -p suiji-bus --example bus_rate [MESSAGES]`; with `SUIJI_TEST_NATS_BIN` set, JetStream
//! (`sync_interval: always`) after the embedded log.

#[path = "../tests/it/server.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "shared with the tests")]
mod server;

use std::{error::Error, sync::Arc, time::Duration};

use bus::{Bus, Consumer, ConsumerSpec, EmbeddedBus, EmbeddedOptions, Message, NatsBus, NatsOptions};
use kernel::{MonotonicTimer, OsEntropy, Timer};

const WAIT: Duration = Duration::from_secs(10);

type Outcome = Result<(), Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let count = std::env::args().nth(1).map_or(Ok(20_000), |count| count.parse())?;
    let directory = tempfile::tempdir()?;
    let options = EmbeddedOptions::new(Arc::new(MonotonicTimer::start()), Arc::new(OsEntropy::new()?));
    let embedded = EmbeddedBus::open(&directory.path().join("bus.sqlite"), options).await?;
    measure("embedded", &embedded, count).await?;
    if std::env::var_os("SUIJI_TEST_NATS_BIN").is_some() {
        let server = server::NatsServer::start(directory.path(), None);
        let nats =
            NatsBus::connect(NatsOptions::new(format!("nats://127.0.0.1:{}", server.port), "rate")).await?;
        nats.wait_until_connected(WAIT).await?;
        measure("jetstream", &nats, count).await?;
    }
    Ok(())
}

async fn measure(name: &str, bus: &dyn Bus, count: usize) -> Outcome {
    bus.prepare().await?;
    let spec = ConsumerSpec { durable: "rate".into(), filters: vec!["suiji.>".into()] };
    let mut consumer = bus.consumer(spec).await?;
    let published = publish(bus, count).await?;
    let consumed = consume(&mut *consumer, count).await?;
    println!("{name}: {published:.0} messages/s published, {consumed:.0} messages/s consumed");
    let mut ways = ways(bus, &mut *consumer).await?;
    ways.sort_unstable();
    println!(
        "{name}: p50 {:?}, p99 {:?}, max {:?}",
        ways[ways.len() / 2],
        ways[ways.len() * 99 / 100],
        ways[ways.len() - 1]
    );
    Ok(())
}

fn message(number: usize) -> Message {
    Message {
        id: format!("message-{number}"),
        subject: "suiji.410400.referral.issued.v1._".into(),
        traceparent: None,
        body: vec![b'x'; 600],
    }
}

async fn publish(bus: &dyn Bus, count: usize) -> Result<f64, Box<dyn Error>> {
    let all: Vec<Message> = (0..count).map(message).collect();
    let publisher = bus.publisher();
    let timer = MonotonicTimer::start();
    for batch in all.chunks(100) {
        publisher.publish(batch).await?;
    }
    Ok(count as f64 / timer.elapsed().as_secs_f64())
}

async fn consume(consumer: &mut dyn Consumer, count: usize) -> Result<f64, Box<dyn Error>> {
    let timer = MonotonicTimer::start();
    let mut left = count;
    while left > 0 {
        let some = consumer.next(100, WAIT).await?;
        consumer.ack(&some).await?;
        left -= some.len();
    }
    Ok(count as f64 / timer.elapsed().as_secs_f64())
}

/// From before the publish to the delivery, for 500 messages.
async fn ways(bus: &dyn Bus, consumer: &mut dyn Consumer) -> Result<Vec<Duration>, Box<dyn Error>> {
    let publisher = bus.publisher();
    let mut pace = tokio::time::interval(Duration::from_millis(20));
    let mut ways = Vec::new();
    for number in 0..500 {
        pace.tick().await;
        let timer = MonotonicTimer::start();
        let next = [message(1_000_000_000 + number)];
        let (stored, delivered) = tokio::join!(publisher.publish(&next), async {
            let delivered = consumer.next(100, WAIT).await;
            ways.push(timer.elapsed());
            delivered
        });
        stored?;
        consumer.ack(&delivered?).await?;
    }
    Ok(ways)
}
