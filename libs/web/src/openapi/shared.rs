//! The operations of `common`, which every service has under its own prefix. Their paths hold the service's name, so no
//! macro can write them down.

use serde_json::{Map, Value, json};

/// Their path items for one service.
pub(super) fn paths(service: &str) -> Map<String, Value> {
    let uuid = || json!({"type": "string", "format": "uuid"});
    let digest = json!({"type": "string", "pattern": "^[0-9a-f]{64}$"});
    let entries = object("entries");
    let mut journal = operation(service, "Published entries of the caller's region.", Vec::new(), &entries);
    journal["parameters"] = json!([
        {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_i64}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 2000}},
        {"name": "region", "in": "query", "schema": {"type": "string", "maxLength": 6}},
    ]);
    let mut inbox = operation(service, "Facts of others that took effect here.", Vec::new(), &entries);
    inbox["parameters"] = json!([
        {"name": "after", "in": "query", "schema": {"type": "string", "format": "uuid"}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 2000}},
    ]);
    let mut looks =
        operation(service, "Who looked at whose data and for what, newest first.", Vec::new(), &entries);
    looks["parameters"] = json!([
        {"name": "before", "in": "query", "schema": {"type": "string", "format": "uuid"}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 2000}},
    ]);
    let timeline = operation(service, "The trail of one aggregate.", vec![("id", uuid())], &entries);
    let mut artefact =
        operation(service, "An artefact, for another service.", vec![("digest", digest)], &Value::Null);
    artefact["responses"]["200"]["content"] =
        json!({"*/*": {"schema": {"type": "string", "format": "binary"}}});
    let letters = operation(service, "Messages that could not take effect.", Vec::new(), &object("items"));
    let mut redrive = operation(
        service,
        "Tries one again, with what waits behind it.",
        vec![("id", uuid())],
        &json!({"type": "object", "properties": {"redriven": {"type": "integer"}}}),
    );
    redrive["requestBody"] = json!({"content": {"application/json":
        {"schema": {"type": "object", "additionalProperties": false}}}});
    let all = [
        ("journal", "get", journal),
        ("inbox", "get", inbox),
        ("looks", "get", looks),
        ("timeline/{id}", "get", timeline),
        ("artefacts/{digest}", "get", artefact),
        ("dead-letters", "get", letters),
        ("dead-letters/{id}/redrive", "post", redrive),
    ];
    all.into_iter()
        .map(|(path, method, operation)| (format!("/api/{service}/v1/{path}"), json!({method: operation})))
        .collect()
}

fn object(list: &str) -> Value {
    json!({"type": "object", "required": [list], "properties": {list: {"type": "array", "items": {"type": "object"}}}})
}

fn operation(service: &str, summary: &str, named: Vec<(&str, Value)>, answer: &Value) -> Value {
    let parameters: Vec<_> = named
        .into_iter()
        .map(|(name, schema)| json!({"name": name, "in": "path", "required": true, "schema": schema}))
        .collect();
    json!({
        "tags": [service],
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": {"description": "", "content": {"application/json": {"schema": answer}}}}
    })
}
