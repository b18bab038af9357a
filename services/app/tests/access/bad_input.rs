//! Rubbish in every form, sent to each operation by one who may call it: a refusal with a code, never a fault.

use reqwest::{Method, RequestBuilder};
use testkit::App;

use crate::{
    city::City,
    documents::{Listed, listed, whole_city},
    roles::send,
};

const JSON: &str = "application/json";

fn nested(levels: usize) -> String {
    format!("{}1{}", "[".repeat(levels), "]".repeat(levels))
}

/// Bodies that no command takes, with the media type they are sent under.
fn bodies() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    vec![
        ("an array", JSON, b"[]".to_vec()),
        ("a number", JSON, b"1e999".to_vec()),
        ("null", JSON, b"null".to_vec()),
        ("an unknown field", JSON, br#"{"nobody_knows_this": 1}"#.to_vec()),
        ("a field twice", JSON, br#"{"x": 1, "x": 2}"#.to_vec()),
        ("a cut text", JSON, br#"{"reason": "#.to_vec()),
        ("70 levels", JSON, format!(r#"{{"deep": {}}}"#, nested(70)).into_bytes()),
        ("5000 levels", JSON, nested(5000).into_bytes()),
        ("3 MB", JSON, format!(r#"{{"long": "{}"}}"#, "长".repeat(1 << 20)).into_bytes()),
        ("no UTF-8", JSON, b"{\"reason\": \"\xff\xfe\"}".to_vec()),
        ("a zero byte", JSON, br#"{"reason": "\u0000"}"#.to_vec()),
        ("half a surrogate", JSON, br#"{"reason": "\ud800"}"#.to_vec()),
        ("another media type", "text/plain", b"hello".to_vec()),
        ("a form", "application/x-www-form-urlencoded", b"a=1&b=2".to_vec()),
        ("a media type that is none", ";;;", b"{}".to_vec()),
    ]
}

fn request(city: &City, operation: &Listed, path: &str) -> RequestBuilder {
    let role = operation.allowed().next().unwrap();
    let method: Method = operation.method.parse().unwrap();
    city.app.request(method, &operation.token(&city.app, role), path)
}

#[tokio::test]
async fn no_command_takes_a_body_that_is_none() {
    let city = whole_city().await;
    for operation in listed().iter().filter(|operation| operation.method == "POST") {
        for (what, media_type, body) in bodies() {
            let request = request(&city, operation, &operation.nowhere());
            let came = send(request.header("content-type", media_type).body(body)).await;
            let what = format!("{operation} with {what}: {} {}", came.status, came.body);
            came.check(&what);
            assert!((400..500).contains(&came.status), "{what}");
        }
        for body in ["", "{}"] {
            let request = request(&city, operation, &operation.nowhere());
            let came = send(request.header("content-type", JSON).body(body)).await;
            let what = format!("{operation} with '{body}': {} {}", came.status, came.body);
            came.check(&what);
            assert!((400..500).contains(&came.status), "{what}");
        }
    }
}

#[tokio::test]
async fn an_id_that_is_none_leads_nowhere() {
    let city = whole_city().await;
    for operation in listed().iter().filter(|operation| operation.path.contains('{')) {
        for id in ["1", "'", "%27%20OR%201=1--", "..%2f..", "%ff", "%00", "长", &"9".repeat(4000)] {
            let mut path = String::new();
            for part in operation.path.split('/').skip(1) {
                path.push('/');
                path.push_str(if part.starts_with('{') { id } else { part });
            }
            let came = send(request(&city, operation, &path)).await;
            let what = format!("{operation} at {path}: {} {}", came.status, came.body);
            came.check(&what);
            assert!((400..500).contains(&came.status), "{what}");
        }
    }
}

#[tokio::test]
async fn a_query_that_is_none_is_refused_or_finds_nothing() {
    let city = whole_city().await;
    for operation in listed() {
        let long = format!("q={}", "a".repeat(20_000));
        for query in [
            "limit=0",
            "limit=-1",
            "limit=99999999999999999999",
            "after='",
            "after=%ff",
            "q=%00",
            "due_by=2026-02-30",
            &long,
        ] {
            let path = format!("{}?{query}", operation.nowhere());
            let came = send(request(&city, &operation, &path)).await;
            let what =
                format!("{operation}?{}: {} {}", &query[..query.len().min(40)], came.status, came.body);
            came.check(&what);
            let paged = takes(&operation, "limit") && query.starts_with("limit");
            assert!(!paged || came.status == 422, "{what}");
            assert!(!query.contains("%00") || came.status == 400, "{what}");
        }
    }
}

fn takes(operation: &Listed, name: &str) -> bool {
    let parameters = operation.document["parameters"].as_array();
    parameters.is_some_and(|all| all.iter().any(|parameter| parameter["name"] == name))
}

#[tokio::test]
async fn headers_that_are_none_are_refused() {
    let city = whole_city().await;
    let wrong =
        [("if-match", "*x*"), ("if-match", "\"-1\""), ("idempotency-key", ""), ("authorization", "Basic x")];
    for operation in listed() {
        for (name, value) in wrong {
            let method: Method = operation.method.parse().unwrap();
            let role = operation.allowed().next().unwrap();
            let token =
                if name == "authorization" { String::new() } else { operation.token(&city.app, role) };
            let request = city.app.request(method, &token, &operation.nowhere()).header(name, value);
            let came = send(request).await;
            let what = format!("{operation} with {name}: {value}: {} {}", came.status, came.body);
            came.check(&what);
            assert!((400..500).contains(&came.status), "{what}");
        }
    }
}

/// After all of it the services still answer.
#[tokio::test]
async fn a_key_too_long_to_keep_is_refused() {
    let city = whole_city().await;
    let app: &App = &city.app;
    let long = "k".repeat(129);
    for operation in listed().iter().filter(|operation| operation.method == "POST") {
        let request = request(&city, operation, &operation.nowhere());
        let came = send(request.header("idempotency-key", &long)).await;
        came.check(&operation.to_string());
        assert_eq!((came.status, came.code()), (400, "bad_request"), "{operation}");
    }
    app.drain().await;
}
