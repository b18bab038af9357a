//! `suiji asyncapi`: every event type by the service that publishes it (AsyncAPI 3.0).

use std::process::ExitCode;

use serde_json::{Map, Value, json};

use super::say;
use crate::{failure::Failure, targets};

pub fn run() -> Result<ExitCode, Failure> {
    say(&(serde_json::to_string_pretty(&document()?)? + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// The document, from the modules' own lists and the schemas of `contracts`.
pub fn document() -> Result<Value, Failure> {
    let schemas = contracts::events::schemas()?;
    let (mut channels, mut operations, mut messages) = (Map::new(), Map::new(), Map::new());
    for module in targets::all() {
        for kind in module.publishes {
            channels.insert((*kind).to_owned(), channel(kind));
            operations.insert(format!("publish {kind}"), operation("send", kind));
            messages.insert((*kind).to_owned(), message(kind));
        }
        for kind in module.subscriptions {
            operations.insert(format!("{} receives {kind}", module.name), operation("receive", kind));
        }
    }
    Ok(json!({
        "asyncapi": "3.0.0",
        "info": {"title": "suiji", "version": env!("CARGO_PKG_VERSION")},
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages, "schemas": schemas},
    }))
}

/// `suiji.<region>.<service>.<event>.v<version>.<audience>`
fn channel(kind: &str) -> Value {
    let address = kind
        .strip_prefix("suiji.")
        .map_or_else(String::new, |rest| format!("suiji.{{region}}.{rest}.{{audience}}"));
    json!({
        "address": address,
        "parameters": {
            "region": {"description": "区划代码"},
            "audience": {"description": "有关部门；“_”表示不限部门"}
        },
        "messages": {"event": {"$ref": format!("#/components/messages/{kind}")}}
    })
}

fn operation(action: &str, kind: &str) -> Value {
    json!({"action": action, "channel": {"$ref": format!("#/channels/{kind}")}})
}

fn message(kind: &str) -> Value {
    json!({
        "name": kind,
        "contentType": "application/cloudevents+json",
        "payload": {"$ref": format!("#/components/schemas/{kind}")}
    })
}
