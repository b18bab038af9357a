//! Told to stop: once, and what is under way is finished and goes out; twice, and it is dropped.

use store::{Database, DatabaseSettings, sql};

use crate::server::Server;

async fn rows(url: &str, table: &str) -> i64 {
    let settings = DatabaseSettings { url: url.to_owned(), max_connections: 1 };
    let database = Database::connect(&settings).await.unwrap();
    sql::number(database.read(), &format!("SELECT count(*) AS number FROM {table}"), vec![]).await.unwrap()
}

/// The request that was under way when the signal came is answered, and what it said is in the stream.
async fn finishes(mut server: Server) {
    let begun = server.begins_a_command();
    server.signal("TERM");
    server.takes_nothing_new().await;
    assert_eq!(begun.finish(), "HTTP/1.1 201 Created");
    assert!(server.ended().success());
    assert!(rows(&server.database, "published").await > 0);
    assert_eq!(rows(&server.database, "outbox").await, 0);
}

/// The request is not answered, and nothing of it remains.
async fn drops(mut server: Server) {
    let begun = server.begins_a_command();
    server.signal("TERM");
    server.takes_nothing_new().await;
    assert!(server.runs(), "it waits for the request");
    server.signal("TERM");
    server.ended();
    assert_eq!(begun.finish(), "");
    assert_eq!(rows(&server.database, "journal").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_of_everything_in_one_process_finishes_what_is_under_way() {
    finishes(Server::up(&[]).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_of_one_service_finishes_what_is_under_way() {
    finishes(Server::serve(|port| port, |port| port).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_drops_it_in_one_process() {
    drops(Server::up(&[]).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_signal_drops_it_in_one_service() {
    drops(Server::serve(|port| port, |port| port).await).await;
}
