//! The walk by role: without a token, with a wrong one, with each role that may not, with each that may.

use kernel::Role;
use reqwest::{Method, header::CONTENT_TYPE};
use serde_json::Value;
use testkit::App;

use crate::documents::{Listed, listed, signed_in, whole_city};

/// What came: status, media type, body.
pub struct Came {
    pub status: u16,
    pub media_type: String,
    pub body: Value,
}

impl Came {
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// A refusal is a problem with a code and a sentence; nothing is ever a fault.
    #[track_caller]
    pub fn check(&self, what: &str) {
        assert!(self.status < 500, "{what}: {} {}", self.status, self.body);
        if self.status >= 400 {
            assert_eq!(self.media_type, "application/problem+json", "{what}: {} {}", self.status, self.body);
            assert_eq!(self.body["status"], self.status, "{what}");
            assert!(!self.code().is_empty(), "{what}: {}", self.body);
            assert!(!self.body["detail"].as_str().unwrap_or_default().is_empty(), "{what}");
            assert!(contracts::messages::entry(self.code()).is_some(), "{what}: {}", self.code());
        }
    }
}

pub async fn send(request: reqwest::RequestBuilder) -> Came {
    let response = request.timeout(std::time::Duration::from_secs(60)).send().await.unwrap();
    let status = response.status().as_u16();
    let media_type = response.headers().get(CONTENT_TYPE).map(|value| value.to_str().unwrap().to_owned());
    let bytes = response.bytes().await.unwrap();
    Came {
        status,
        media_type: media_type.unwrap_or_default(),
        body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
    }
}

async fn call(app: &App, operation: &Listed, token: &str) -> Came {
    let method: Method = operation.method.parse().unwrap();
    let came = send(app.request(method, token, &operation.nowhere())).await;
    came.check(&operation.to_string());
    came
}

#[tokio::test]
async fn nobody_gets_in_without_a_token_or_with_a_wrong_one() {
    let city = whole_city().await;
    for operation in listed() {
        let came = call(&city.app, &operation, "").await;
        if operation.table().is_public() {
            assert_ne!(came.code(), "unauthenticated", "{operation}");
        } else {
            assert_eq!((came.status, came.code()), (401, "unauthenticated"), "{operation}");
        }
        let came = call(&city.app, &operation, "eyJhbGciOiJub25lIn0.e30.").await;
        assert_eq!((came.status, came.code()), (401, "token_invalid"), "{operation}");
    }
}

#[tokio::test]
async fn a_role_gets_in_where_the_table_lets_it_and_nowhere_else() {
    let city = whole_city().await;
    let (mut refused, mut admitted) = (0, 0);
    for operation in listed() {
        for role in signed_in() {
            let came = call(&city.app, &operation, &operation.token(&city.app, role)).await;
            let what = format!("{operation} as {role:?}: {} {}", came.status, came.body);
            if operation.table().allows(role) {
                assert!(came.status != 401 || operation.table().is_public(), "{what}");
                assert_ne!(came.code(), "role_not_allowed", "{what}");
                admitted += 1;
            } else {
                assert_eq!((came.status, came.code()), (403, "role_not_allowed"), "{what}");
                refused += 1;
            }
        }
    }
    assert!(refused > 500 && admitted > 250, "{refused} refused, {admitted} admitted");
}

#[tokio::test]
async fn another_method_or_an_unknown_path_is_a_problem_and_no_way_in() {
    let city = whole_city().await;
    let office = city.app.token(Role::Office, crate::city::REGION, None);
    for operation in listed() {
        for method in [Method::PUT, Method::PATCH, Method::OPTIONS] {
            let came = send(city.app.request(method.clone(), &office, &operation.nowhere())).await;
            came.check(&format!("{method} {}", operation.path));
            assert_eq!((came.status, came.code()), (405, "method_not_allowed"), "{method} {operation}");
        }
        let beyond = format!("{}/beyond/beyond", operation.nowhere());
        let came = send(city.app.request(operation.method.parse().unwrap(), &office, &beyond)).await;
        came.check(&beyond);
        assert_eq!((came.status, came.code()), (404, "not_found"), "{beyond}");
    }
}
