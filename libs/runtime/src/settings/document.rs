//! `deploy/default.toml` as a document: its keys, their explanations, and the same text with other values.

use serde_json::Value;

use super::Settings;

/// The built-in defaults, every key explained.
pub(super) const DEFAULTS: &str = include_str!("../../../../deploy/default.toml");

/// One setting of the document.
#[derive(Debug)]
pub(super) struct Entry {
    /// `section.key`.
    pub key: String,
    /// The comment lines right above it, without `#`.
    pub explanation: String,
}

/// Every setting of the document, in its order.
pub(super) fn entries() -> Vec<Entry> {
    let (mut section, mut explanation, mut entries) = (String::new(), String::new(), Vec::new());
    for line in DEFAULTS.lines() {
        if let Some(comment) = line.strip_prefix('#') {
            explanation.push_str(comment.trim());
            continue;
        }
        if let Some(name) = section_name(line) {
            section = format!("{name}.");
        } else if let Some((key, _)) = line.split_once(" = ") {
            entries.push(Entry { key: format!("{section}{key}"), explanation: explanation.clone() });
        }
        explanation.clear();
    }
    entries
}

/// What the document says about `key`.
pub(super) fn explanation(key: &str) -> Option<String> {
    entries().into_iter().find(|entry| entry.key == key).map(|entry| entry.explanation)
}

/// The document with the values of `settings`. It serialises masked, so no secret gets here.
pub(super) fn with_values(settings: &Settings) -> String {
    let values = serde_json::to_value(settings).unwrap_or_default();
    let (mut section, mut text) = (&values, String::new());
    for line in DEFAULTS.lines() {
        if let Some(name) = section_name(line) {
            section = &values[name];
        }
        match line.split_once(" = ") {
            Some((key, _)) if !line.starts_with('#') => text += &format!("{key} = {}\n", toml(&section[key])),
            _ => text += &format!("{line}\n"),
        }
    }
    text
}

fn section_name(line: &str) -> Option<&str> {
    line.strip_prefix('[')?.strip_suffix(']')
}

/// Texts, numbers and booleans are written alike in JSON and TOML; the settings have nothing else.
fn toml(value: &Value) -> String {
    value.to_string()
}
