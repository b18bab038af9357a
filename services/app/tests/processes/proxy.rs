//! A door to NATS that closes in the worst moment: what a client published goes in, and the connection ends before the
//! answer comes out.

use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

/// Cuts all in all: after so many the door stays open, or nobody would ever get through.
const CUTS: usize = 24;
/// Every so many published batches.
const EVERY: usize = 7;

pub struct Proxy {
    pub port: u16,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    published: AtomicUsize,
    cuts: AtomicUsize,
}

impl Proxy {
    pub fn start(nats: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let counts = Arc::new(Counts::default());
        let shared = counts.clone();
        // Ends with the test's process.
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let Ok(server) = TcpStream::connect(("127.0.0.1", nats)) else { continue };
                let (from, into) = (client.try_clone().unwrap(), server.try_clone().unwrap());
                let counts = shared.clone();
                thread::spawn(move || inwards(from, into, &counts));
                thread::spawn(move || outwards(server, client));
            }
        });
        Self { port, counts }
    }

    pub fn cuts(&self) -> usize {
        self.counts.cuts.load(Ordering::SeqCst)
    }
}

fn outwards(mut server: TcpStream, mut client: TcpStream) {
    let _ended = std::io::copy(&mut server, &mut client);
    let _closed = client.shutdown(Shutdown::Both);
}

/// Lets everything in; after some publishes both sides are closed at once.
fn inwards(mut client: TcpStream, mut server: TcpStream, counts: &Counts) {
    let mut buffer = vec![0; 64 << 10];
    while let Ok(read) = client.read(&mut buffer) {
        let part = &buffer[..read];
        if read == 0 || server.write_all(part).is_err() {
            break;
        }
        // A message of ours is published with a reply subject and headers, its subject under the stream's root.
        let publishes = part.windows(11).any(|window| window == b"HPUB suiji.");
        if publishes && counts.published.fetch_add(1, Ordering::SeqCst) % EVERY == EVERY - 1 {
            let number = counts.cuts.fetch_add(1, Ordering::SeqCst);
            if number < CUTS {
                // The client hears nothing more, and NATS has the time to read what came.
                let _cut = client.shutdown(Shutdown::Both);
                thread::sleep(Duration::from_millis(20));
                break;
            }
            counts.cuts.fetch_sub(1, Ordering::SeqCst);
        }
    }
    let _closed = server.shutdown(Shutdown::Both);
    let _closed = client.shutdown(Shutdown::Both);
}
