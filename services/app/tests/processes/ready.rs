//! Ready is who reaches its database and the stream; whoever does not is alive all the same.

use std::{
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use crate::server::{Server, until};

/// A way to a server that can be closed and opened.
#[derive(Clone, Default)]
struct Door(Arc<Mutex<Way>>);

#[derive(Default)]
struct Way {
    closed: bool,
    through: Vec<TcpStream>,
}

impl Door {
    /// The port of the door to `port`.
    fn before(&self, port: u16) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (own, door) = (listener.local_addr().unwrap().port(), self.clone());
        // Ends with the test's process.
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                door.lets_in(client, port);
            }
        });
        own
    }

    fn lets_in(&self, client: TcpStream, port: u16) {
        let mut way = self.0.lock().unwrap();
        if way.closed {
            return;
        }
        let server = TcpStream::connect(("127.0.0.1", port)).unwrap();
        for (mut from, mut into) in [(&client, &server), (&server, &client)]
            .map(|(a, b)| (a.try_clone().unwrap(), b.try_clone().unwrap()))
        {
            thread::spawn(move || {
                let _ended = std::io::copy(&mut from, &mut into);
                let _closed = into.shutdown(Shutdown::Both);
            });
        }
        way.through.extend([client, server]);
    }

    fn close(&self) {
        let mut way = self.0.lock().unwrap();
        way.closed = true;
        for stream in way.through.drain(..) {
            stream.shutdown(Shutdown::Both).ok();
        }
    }

    fn open(&self) {
        self.0.lock().unwrap().closed = false;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_is_not_ready_while_its_database_or_the_stream_is_away() {
    let (postgres, nats) = (Door::default(), Door::default());
    let server = Server::serve(|port| postgres.before(port), |port| nats.before(port)).await;
    for door in [&postgres, &nats, &postgres] {
        door.close();
        until("not ready", || server.answers("/healthz/ready", 503)).await;
        assert!(server.answers("/healthz/live", 200).await);
        door.open();
        until("ready again", || server.answers("/healthz/ready", 200)).await;
    }
}

/// What labels a number is one of few, and never what somebody put into a path.
#[tokio::test(flavor = "multi_thread")]
async fn a_number_tells_nothing_of_the_path_that_was_asked_for() {
    let server = Server::up(&[]).await;
    for path in ["/x/sealed", "/api/sealed/v1/visits", "/api/planning/v1/tasks/sealed"] {
        assert!(!server.answers(path, 200).await);
    }
    let numbers = reqwest::get(format!("{}/metrics", server.base)).await.unwrap().text().await.unwrap();
    assert!(numbers.contains(r#"suiji_http_requests_total{service="planning""#), "{numbers}");
    assert!(!numbers.contains("sealed"), "{numbers}");
}
