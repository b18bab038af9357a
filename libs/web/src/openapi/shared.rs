//! The operations of `common`, which every service has under its own prefix. Their paths hold the service's name, so no
//! macro can write them down.

use contracts::api::waiting::WaitKind;
use serde_json::{Map, Value, json};
use utoipa::PartialSchema;

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
    let letters = letters(service);
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
        ("waiting", "get", waiting(service)),
        ("timeline/{id}", "get", timeline),
        ("artefacts/{digest}", "get", artefact),
        ("dead-letters", "get", letters),
        ("dead-letters/{id}/redrive", "post", redrive),
    ];
    all.into_iter()
        .map(|(path, method, operation)| (format!("/api/{service}/v1/{path}"), json!({method: operation})))
        .collect()
}

fn letters(service: &str) -> Value {
    let letter = json!({"type": "object", "required": ["event", "version", "kind", "state", "laid_at"], "properties": {
        "event": {"type": "string"}, "region": {"type": "string"}, "source": {"type": "string"},
        "aggregate": {"type": "string"}, "version": {"type": "integer"}, "kind": {"type": "string"},
        "reason": {"type": "string"}, "state": {"type": "string", "enum": ["failed", "behind"]},
        "laid_at": {"type": "string", "format": "date-time"}}});
    let answer = json!({"type": "object", "required": ["items", "total"], "properties": {
        "items": {"type": "array", "items": letter}, "total": {"type": "integer"}, "next": {"type": "string"}}});
    let mut letters = operation(service, "Messages that could not take effect.", Vec::new(), &answer);
    letters["parameters"] = json!([
        {"name": "state", "in": "query", "schema": {"type": "string"}},
        {"name": "kind", "in": "query", "schema": {"type": "string"}},
        {"name": "after", "in": "query", "schema": {"type": "string"}},
        {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 500}},
    ]);
    letters
}

/// The schemas are those of `contracts`, written out: a component would have to stand in every service's document.
fn waiting(service: &str) -> Value {
    let kind = serde_json::to_value(WaitKind::schema()).unwrap_or(Value::Null);
    let count = json!({"type": "object", "required": ["kind", "count", "overdue", "due_today"], "properties": {
        "kind": kind, "count": {"type": "integer"}, "overdue": {"type": "integer"},
        "due_today": {"type": "integer"}}});
    let item = json!({"type": "object", "required": ["kind", "id", "title", "statutory"], "properties": {
        "kind": kind, "id": {"type": "string"}, "title": {"type": "string"},
        "due_on": {"type": "string", "format": "date"}, "working_days_left": {"type": "integer"},
        "provisional": {"type": "boolean"}, "statutory": {"type": "boolean"}, "from": {"type": "string"}}});
    let list = |of: &Value| json!({"type": "array", "items": of});
    let answer = json!({"type": "object", "required": ["kinds", "items"],
        "properties": {"kinds": list(&count), "items": list(&item)}});
    operation(service, "What waits for the caller.", Vec::new(), &answer)
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
