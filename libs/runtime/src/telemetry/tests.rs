use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use super::*;
use crate::settings::{LogFormat, Settings};

const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// A log in memory.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs `body` under a subscriber with these settings and returns what was logged.
fn logged(change: impl FnOnce(&mut settings::Telemetry), body: impl FnOnce()) -> String {
    let mut settings = Settings::built_in().unwrap().telemetry;
    change(&mut settings);
    let (log, provider) = (Log::default(), export::provider(&settings, "suiji-test").unwrap());
    let writer = log.clone();
    let subscriber = subscriber(&settings, &provider, move || writer.clone(), false).unwrap();
    tracing::subscriber::with_default(subscriber, body);
    drop(Telemetry { provider });
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[test]
fn a_span_has_a_trace_id_without_an_endpoint_and_under_a_quiet_log() {
    let log = logged(
        |settings| settings.log_filter = "off".into(),
        || {
            assert_eq!((trace_id(), current_traceparent()), (String::new(), None));
            let _span = tracing::info_span!("request").entered();
            tracing::error!("fault");
            let trace = trace_id();
            assert_eq!(trace.len(), 32);
            assert!(current_traceparent().unwrap().starts_with(&format!("00-{trace}-")));
        },
    );
    assert_eq!(log, "");
}

#[test]
fn a_span_continues_the_trace_of_its_parent_in_another_process() {
    logged(
        |_| (),
        || {
            let span = tracing::info_span!("request");
            set_parent(&span, PARENT);
            let _entered = span.entered();
            let _child = tracing::info_span!("reaction").entered();
            assert_eq!(trace_id(), "4bf92f3577b34da6a3ce929d0e0e4736");
            let own = current_traceparent().unwrap();
            assert!(own.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-") && own.ends_with("-01"), "{own}");
            assert_ne!(own, PARENT);
        },
    );
}

#[test]
fn an_invalid_parent_leaves_the_span_its_own_trace() {
    for invalid in ["", "00-0-0-00", "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "牌"] {
        logged(
            |_| (),
            || {
                let span = tracing::info_span!("request");
                set_parent(&span, invalid);
                let _entered = span.entered();
                assert_eq!(trace_id().len(), 32, "{invalid}");
            },
        );
    }
}

#[test]
fn a_fault_quotes_the_trace_id_that_its_log_line_carries() {
    let log = logged(
        |settings| settings.log_format = LogFormat::Json,
        || {
            let span = tracing::info_span!("request");
            set_parent(&span, PARENT);
            let _entered = span.entered();
            let web::Problem::Refused(details) = web::Problem::fault("the disk is full") else { panic!() };
            assert_eq!(details.trace.as_deref(), Some("4bf92f3577b34da6a3ce929d0e0e4736"));
            assert!(details.detail.ends_with("4bf92f3577b34da6a3ce929d0e0e4736"), "{}", details.detail);
        },
    );
    assert!(log.contains("\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\""), "{log}");
}

#[test]
fn a_json_line_carries_the_trace_id_where_there_is_one() {
    let log = logged(
        |settings| settings.log_format = LogFormat::Json,
        || {
            tracing::info!(port = 8100, "listening");
            let span = tracing::info_span!("request", route = "/draws/{id}");
            set_parent(&span, PARENT);
            span.in_scope(|| tracing::error!("fault"));
        },
    );
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["port"], &lines[0]["trace_id"]), (&8100.into(), &serde_json::Value::Null));
    assert_eq!(lines[1]["trace_id"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(lines[1]["span"]["route"], "/draws/{id}");
    assert_eq!((&lines[1]["message"], lines.len()), (&"fault".into(), 2));
}

#[test]
fn a_human_line_ends_with_the_trace_id() {
    let log = logged(
        |_| (),
        || {
            let span = tracing::info_span!("request");
            set_parent(&span, PARENT);
            span.in_scope(|| tracing::info!("done"));
        },
    );
    assert!(log.ends_with("done trace_id=4bf92f3577b34da6a3ce929d0e0e4736\n"), "{log}");
}

#[test]
fn no_filter_brings_statements_or_payloads_into_the_log() {
    let log = logged(
        |settings| settings.log_filter = "trace,sqlx::query=trace,async_nats=trace".into(),
        || {
            tracing::warn!(target: "sqlx::query", "SELECT sealed");
            tracing::debug!(target: "sea_orm::driver", "SELECT sealed");
            tracing::trace!(target: "async_nats::connection", "PUB sealed");
            tracing::debug!(target: "hyper::proto", "authorization: sealed");
            tracing::warn!(target: "sqlx::pool", "slow to acquire");
            tracing::trace!(target: "store::relay", "batch");
        },
    );
    assert!(!log.contains("sealed"), "{log}");
    assert_eq!(log.lines().count(), 2, "{log}");
}

#[test]
fn spans_reach_the_endpoint_before_the_guard_is_gone() {
    let receiver = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}/", receiver.local_addr().unwrap());
    let received = thread::spawn(move || receive(&receiver));
    logged(
        |settings| {
            settings.otlp_endpoint = endpoint;
            settings.service_instance = "replica-7".into();
        },
        || {
            let _span = tracing::info_span!("draw objects").entered();
            let _library = tracing::info_span!(target: "hyper::client", "connect to sealed").entered();
            tracing::error!("sealed");
        },
    );
    let request = received.join().unwrap();
    assert!(request.starts_with("POST /v1/traces HTTP/1.1"), "{request}");
    for text in ["suiji-test", "replica-7", "draw objects"] {
        assert!(request.contains(text), "{text} is not in {request}");
    }
    assert!(!request.contains("sealed"), "{request}");
}

/// One HTTP request, answered with an empty success.
fn receive(receiver: &TcpListener) -> String {
    let (mut stream, _) = receiver.accept().unwrap();
    let (mut request, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut buffer).unwrap();
        request.extend_from_slice(&buffer[..read]);
        if read == 0 || is_whole(&String::from_utf8_lossy(&request), request.len()) {
            break;
        }
    }
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
    String::from_utf8_lossy(&request).into_owned()
}

fn is_whole(text: &str, bytes: usize) -> bool {
    let Some(head) = text.split_once("\r\n\r\n").map(|(head, _)| head.to_lowercase()) else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    bytes >= head.len() + 4 + length.unwrap_or(0)
}
