//! What the golden tests ask of a schema: itself with all it refers to, what it requires, and whether another adds to it.

use serde_json::{Map, Value, json};

type Schemas = Map<String, Value>;

/// A type's schema with every schema that it refers to, and without the words for people: these may change.
pub fn closed(kind: &str, all: &Schemas) -> Value {
    let (mut refers, mut open) = (Map::new(), vec![&all[kind]]);
    while let Some(schema) = open.pop() {
        for name in references(schema) {
            if !refers.contains_key(name) {
                refers.insert(name.to_owned(), wordless(&all[name]));
                open.push(&all[name]);
            }
        }
    }
    refers.sort_keys();
    json!({"schema": wordless(&all[kind]), "refers": refers})
}

/// Whether `new` is `old` with added fields that nobody has to give; else what differs, and where.
pub fn additive(old: &Value, new: &Value, at: &str) -> Result<(), String> {
    let (Value::Object(before), Value::Object(after)) = (old, new) else {
        return if old == new { Ok(()) } else { Err(format!("{at} was {old} and is {new}")) };
    };
    for (name, value) in before {
        let now = after.get(name).ok_or_else(|| format!("{at}/{name} is gone"))?;
        additive(value, now, &format!("{at}/{name}"))?;
    }
    let may_grow = at.ends_with("/properties") || at == "/refers";
    match after.keys().find(|name| !before.contains_key(*name)) {
        Some(name) if !may_grow => Err(format!("{at}/{name} is new")),
        _ => Ok(()),
    }
}

/// The names that an object of this schema must have.
pub fn required(schema: &Value, all: &Schemas) -> Vec<String> {
    let names = resolved(schema, all)["required"].as_array();
    names.into_iter().flatten().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// `value` without every field that its schema does not require, at every depth.
pub fn only_required(value: &Value, schema: &Value, all: &Schemas) -> Value {
    let schema = branch(value, resolved(schema, all), all);
    match value {
        Value::Array(items) => items.iter().map(|item| only_required(item, &schema["items"], all)).collect(),
        Value::Object(fields) if schema["properties"].is_object() => {
            let (known, required) = (&schema["properties"], required(schema, all));
            // A field that this schema does not speak of belongs to the envelope around it.
            let kept = fields.iter().filter(|(name, _)| known[*name].is_null() || required.contains(name));
            kept.map(|(name, value)| (name.clone(), only_required(value, &known[name], all))).collect()
        }
        other => other.clone(),
    }
}

fn resolved<'a>(schema: &'a Value, all: &'a Schemas) -> &'a Value {
    match reference(schema) {
        Some(name) => resolved(&all[name], all),
        None => schema,
    }
}

/// Of alternatives the one that has the value's fields and tag.
fn branch<'a>(value: &Value, schema: &'a Value, all: &'a Schemas) -> &'a Value {
    let Some(branches) = schema["oneOf"].as_array() else { return schema };
    let fits = |branch: &&Value| {
        branch["type"] != "null"
            && required(branch, all).iter().all(|name| {
                let allowed = branch["properties"][name]["enum"].as_array();
                allowed.map_or(!value[name].is_null(), |allowed| allowed.contains(&value[name]))
            })
    };
    branches.iter().map(|branch| resolved(branch, all)).find(fits).unwrap_or(schema)
}

fn reference(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

fn references(schema: &Value) -> Vec<&str> {
    let below: Vec<&Value> = match schema {
        Value::Object(fields) => fields.values().collect(),
        Value::Array(items) => items.iter().collect(),
        _ => Vec::new(),
    };
    reference(schema).into_iter().chain(below.into_iter().flat_map(references)).collect()
}

fn wordless(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(name, value)| !(*name == "description" && value.is_string()));
            kept.map(|(name, value)| (name.clone(), wordless(value))).collect()
        }
        Value::Array(items) => items.iter().map(wordless).collect(),
        other => other.clone(),
    }
}

#[test]
fn an_added_field_that_nobody_has_to_give_is_an_addition() {
    let old = json!({"schema": {"properties": {"a": {"type": "string"}}, "required": ["a"]}, "refers": {}});
    let mut new = old.clone();
    new["schema"]["properties"]["b"] = json!({"$ref": "#/components/schemas/B"});
    new["refers"]["B"] = json!({"type": "string"});
    assert_eq!(additive(&old, &new, ""), Ok(()));
}

#[test]
fn every_other_change_is_named() {
    let old = json!({"schema": {"properties": {"a": {"type": "string"}}, "required": ["a"]}, "refers": {}});
    let changed = |change: fn(&mut Value)| {
        let mut new = old.clone();
        change(&mut new["schema"]);
        additive(&old, &new, "").unwrap_err()
    };
    let gone = changed(|schema| drop(schema["properties"].as_object_mut().unwrap().remove("a")));
    assert_eq!(gone, "/schema/properties/a is gone");
    let retyped = changed(|schema| schema["properties"]["a"]["type"] = json!("integer"));
    assert_eq!(retyped, "/schema/properties/a/type was \"string\" and is \"integer\"");
    let narrowed = changed(|schema| schema["properties"]["a"]["maxLength"] = json!(9));
    assert_eq!(narrowed, "/schema/properties/a/maxLength is new");
    let required = changed(|schema| {
        schema["properties"]["b"] = json!({"type": "string"});
        schema["required"] = json!(["a", "b"]);
    });
    assert_eq!(required, "/schema/required was [\"a\"] and is [\"a\",\"b\"]");
}
