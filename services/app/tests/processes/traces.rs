//! One command is one trace: its request, its journal row, the message, what the other services did about it, and what
//! came of that.

use std::collections::BTreeSet;

use crate::{
    installation::TOKEN,
    otlp::{Receiver, Span},
    server::{Server, until},
};

const ROUTE: &str = "/api/planning/v1/departments";

/// Waits until a command's spans are whole, which some processes send later than others.
pub async fn are_whole(receiver: &Receiver) {
    until("a whole trace", || async { whole(&receiver.spans()).is_ok() }).await;
    whole(&receiver.spans()).unwrap();
}

/// What is missing of the trace of a department's registration, and of a reaction's consequences.
fn whole(spans: &[Span]) -> Result<(), String> {
    let request = spans
        .iter()
        .find(|span| span.name == "request" && span.is("route", ROUTE) && span.is("method", "POST"));
    let request = request.ok_or("no department was registered")?;
    if request.parent.is_empty() {
        return Err("the request does not continue its caller's trace".to_owned());
    }
    let react = |span: &&Span| span.name == "react";
    let heard = spans.iter().filter(react).filter(|span| span.parent == request.id);
    let heard: BTreeSet<_> =
        heard.map(|span| (span.trace == request.trace, span.get("service").unwrap())).collect();
    for service in ["pool", "referral", "oversight"] {
        if !heard.contains(&(true, service)) {
            return Err(format!("{service} did not react in the trace of the request: {heard:?}"));
        }
    }
    let reactions = || spans.iter().filter(react);
    let consequence = reactions().any(|span| {
        reactions().any(|cause| {
            cause.id == span.parent
                && cause.trace == span.trace
                && cause.get("service") != span.get("service")
        })
    });
    if consequence { Ok(()) } else { Err("no reaction to what a reaction brought about".to_owned()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_and_what_comes_of_it_are_one_trace_in_one_process() {
    let receiver = Receiver::start();
    let mut environment = receiver.environment();
    environment.push(("SUIJI__REHEARSAL__ALLOWED".to_owned(), "true".to_owned()));
    environment.push(("SUIJI__REHEARSAL__TOKEN".to_owned(), TOKEN.to_owned()));
    let server = Server::up(&environment).await;
    let (ended, said) = crate::installation::rehearse(&server.base, &server.home.path().join("report"), 5);
    assert!(ended.success(), "{said}");
    are_whole(&receiver).await;
}
