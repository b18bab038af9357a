//! A receiver of traces by OTLP over HTTP, and as much of the protocol's messages as the tests look at.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// A finished span as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub trace: String,
    pub id: String,
    pub parent: String,
    pub name: String,
    /// Its own attributes and its process's.
    pub attributes: Vec<(String, String)>,
}

impl Span {
    pub fn is(&self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

/// Takes whatever comes until the test's process ends.
#[derive(Clone)]
pub struct Receiver {
    pub endpoint: String,
    spans: Arc<Mutex<Vec<Span>>>,
}

impl Receiver {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let spans = Arc::<Mutex<Vec<Span>>>::default();
        let kept = spans.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let kept = kept.clone();
                thread::spawn(move || while take(&client, &kept).is_some() {});
            }
        });
        Self { endpoint, spans }
    }

    /// The environment under which a process sends its spans here, soon.
    pub fn environment(&self) -> Vec<(String, String)> {
        let pairs =
            [("SUIJI__TELEMETRY__OTLP_ENDPOINT", self.endpoint.as_str()), ("OTEL_BSP_SCHEDULE_DELAY", "200")];
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec()
    }

    pub fn spans(&self) -> Vec<Span> {
        self.spans.lock().unwrap().clone()
    }
}

/// One request; `None` where the sender has gone.
fn take(client: &TcpStream, kept: &Mutex<Vec<Span>>) -> Option<()> {
    let (mut reader, mut length) = (BufReader::new(client), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    kept.lock().unwrap().extend(spans_of(&body));
    let mut client = client;
    client.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").ok()
}

/// `ExportTraceServiceRequest`: resource spans (1), in each its resource (1) and scopes (2), in each its spans (2).
fn spans_of(request: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    for resource_spans in parts(request, 1) {
        let resource: Vec<_> =
            parts(resource_spans, 1).into_iter().flat_map(|resource| attributes(resource, 1)).collect();
        for scope in parts(resource_spans, 2) {
            spans.extend(parts(scope, 2).into_iter().map(|span| read(span, &resource)));
        }
    }
    spans
}

fn read(span: &[u8], resource: &[(String, String)]) -> Span {
    let part = |field| parts(span, field).first().copied().unwrap_or_default();
    let own = attributes(span, 9).into_iter().chain(resource.iter().cloned());
    Span {
        trace: hex::encode(part(1)),
        id: hex::encode(part(2)),
        parent: hex::encode(part(4)),
        name: String::from_utf8_lossy(part(5)).into_owned(),
        attributes: own.collect(),
    }
}

/// `KeyValue`: the key (1), and the value (2) where it is a text (1).
fn attributes(of: &[u8], field: u64) -> Vec<(String, String)> {
    let text = |bytes: &[u8], field| {
        parts(bytes, field).first().map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default()
    };
    let pair =
        |pair: &[u8]| (text(pair, 1), parts(pair, 2).first().map(|any| text(any, 1)).unwrap_or_default());
    parts(of, field).into_iter().map(pair).collect()
}

/// The length-delimited parts of a Protocol Buffers message that have this field number.
fn parts(message: &[u8], wanted: u64) -> Vec<&[u8]> {
    let (mut rest, mut found) = (message, Vec::new());
    while !rest.is_empty() {
        let tag = varint(&mut rest);
        let length = match tag & 7 {
            0 => {
                varint(&mut rest);
                continue;
            }
            1 => 8,
            2 => usize::try_from(varint(&mut rest)).unwrap(),
            5 => 4,
            other => panic!("no wire type {other}"),
        };
        let (part, after) = rest.split_at(length);
        rest = after;
        if tag & 7 == 2 && tag >> 3 == wanted {
            found.push(part);
        }
    }
    found
}

fn varint(rest: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    loop {
        let (first, after) = rest.split_first().unwrap();
        *rest = after;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return value;
        }
        shift += 7;
    }
}
