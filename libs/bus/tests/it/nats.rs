//! What only a server on the other end of a connection can do.

use std::{path::Path, time::Duration};

use bus::{Bus, BusError, ConsumerSpec, NatsAuth, NatsBus, NatsOptions, subject::SERVICES};

use crate::{
    backend::{LONG, connect, ids, message, message_on, messages, read},
    server::NatsServer,
};

const ACK_WAIT: Duration = Duration::from_secs(60);

fn everything() -> ConsumerSpec {
    ConsumerSpec { durable: "reader".into(), filters: vec!["suiji.>".into()] }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_server_the_bus_is_made_and_is_not_ready() {
    let directory = tempfile::tempdir().unwrap();
    let server = NatsServer::start(directory.path(), None);
    let port = server.port;
    server.stop();
    let bus = NatsBus::connect(NatsOptions::new(format!("nats://127.0.0.1:{port}"), "early")).await.unwrap();
    assert!(matches!(bus.ping().await, Err(BusError::Disconnected)));
    assert!(matches!(bus.prepare().await, Err(BusError::Disconnected)));
    let _server = NatsServer::start(directory.path(), Some(port));
    bus.wait_until_connected(LONG).await.unwrap();
    assert!(bus.ping().await.is_err(), "connected, but the stream is missing");
    bus.prepare().await.unwrap();
    bus.ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn publishers_and_consumers_live_through_a_restart_of_the_server() {
    let directory = tempfile::tempdir().unwrap();
    let server = NatsServer::start(directory.path(), None);
    let port = server.port;
    let bus = connect(port, ACK_WAIT).await;
    bus.prepare().await.unwrap();
    let (publisher, mut reader) = (bus.publisher(), bus.consumer(everything()).await.unwrap());
    publisher.publish(&messages(2)).await.unwrap();
    read(&mut *reader, 2).await;
    server.stop();
    let error = publisher.publish(&[message("later")]).await.unwrap_err();
    assert!(!error.is_permanent(), "not known, the row stays: {error}");
    assert!(reader.next(1, Duration::ZERO).await.is_err());
    let _server = NatsServer::start(directory.path(), Some(port));
    bus.wait_until_connected(LONG).await.unwrap();
    publisher.publish(&[message("m1"), message("later")]).await.unwrap();
    // What the killed server did not note as acknowledged comes again; the new message comes among it.
    let mut came = Vec::new();
    while !came.iter().any(|id| id == "later") {
        let some = reader.next(5, LONG).await.unwrap();
        assert!(!some.is_empty(), "nothing more comes after {came:?}");
        came.extend(ids(&some).into_iter().map(str::to_owned));
        reader.ack(&some).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiting_reader_learns_that_the_connection_is_gone() {
    let directory = tempfile::tempdir().unwrap();
    let server = NatsServer::start(directory.path(), None);
    let bus = connect(server.port, ACK_WAIT).await;
    bus.prepare().await.unwrap();
    let mut reader = bus.consumer(everything()).await.unwrap();
    let waiting = tokio::spawn(async move { reader.next(1, Duration::from_secs(600)).await });
    tokio::task::yield_now().await;
    server.stop();
    let told =
        tokio::time::timeout(LONG, waiting).await.expect("long before its ten minutes are over").unwrap();
    assert!(told.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consumer_finds_its_way_on_a_new_stream() {
    let directory = tempfile::tempdir().unwrap();
    let server = NatsServer::start(directory.path(), None);
    let port = server.port;
    let bus = connect(port, ACK_WAIT).await;
    bus.prepare().await.unwrap();
    let mut reader = bus.consumer(everything()).await.unwrap();
    server.stop();
    std::fs::remove_dir_all(directory.path().join("store")).unwrap();
    let _server = NatsServer::start(directory.path(), Some(port));
    bus.wait_until_connected(LONG).await.unwrap();
    bus.prepare().await.unwrap();
    bus.publisher().publish(&messages(2)).await.unwrap();
    assert!(reader.next(10, LONG).await.is_err(), "the durable is gone, which the reader tells once");
    assert_eq!(ids(&read(&mut *reader, 2).await), ["m0", "m1"]);
}

async fn connect_as(port: u16, user: &str) -> NatsBus {
    let mut options = NatsOptions::new(format!("nats://127.0.0.1:{port}"), user);
    options.auth = NatsAuth::UserPassword { user: user.into(), password: user.into() };
    options.timeout = Duration::from_secs(1);
    let bus = NatsBus::connect(options).await.unwrap();
    bus.wait_until_connected(LONG).await.unwrap();
    bus
}

/// The server as deployed, each user's password being its name.
fn deployed_server(directory: &Path) -> NatsServer {
    let users = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy/nats/users.conf");
    std::fs::copy(users, directory.join("users.conf")).unwrap();
    let names = SERVICES.into_iter().chain(["migration"]);
    let environment: Vec<_> =
        names.map(|name| (format!("NATS_{}_PASSWORD", name.to_uppercase()), name.to_owned())).collect();
    NatsServer::start_with(directory, None, "include \"users.conf\"", &environment)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rights_of_the_deployed_users_suffice_and_go_no_further() {
    let directory = tempfile::tempdir().unwrap();
    let server = deployed_server(directory.path());
    connect_as(server.port, "migration").await.prepare().await.unwrap();
    let referral = connect_as(server.port, "referral").await;
    referral.ping().await.unwrap();
    let publisher = referral.publisher();
    publisher.publish(&messages(3)).await.unwrap();
    let position = publisher.position().await.unwrap();
    assert_eq!((position.last_sequence, position.last_message_id.as_deref()), (3, Some("m2")));

    let own = ConsumerSpec { durable: "referral".into(), ..everything() };
    let mut reader = referral.consumer(own.clone()).await.unwrap();
    let given = reader.next(10, LONG).await.unwrap();
    reader.retry(&given[0], Duration::ZERO).await.unwrap();
    reader.ack(&given[1..]).await.unwrap();
    assert_eq!(ids(&read(&mut *reader, 1).await), ["m0"]);

    let foreign = message_on("suiji.410400.draw.opened.v1._", "foreign");
    assert!(publisher.publish(&[foreign]).await.is_err(), "another service's subject");
    assert_eq!(publisher.position().await.unwrap(), position);
    let draw = connect_as(server.port, "draw").await;
    assert!(draw.consumer(own).await.is_err(), "another service's consumer");
    assert!(draw.prepare().await.is_err(), "the stream itself");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_that_cannot_work_are_refused_at_once() {
    let mut options = NatsOptions::new("nats://127.0.0.1:4222", "wrong");
    options.auth = NatsAuth::CredentialsFile("/no/such/file".into());
    assert!(NatsBus::connect(options).await.is_err());
    assert!(NatsBus::connect(NatsOptions::new("nats://[", "wrong")).await.is_err());
}
