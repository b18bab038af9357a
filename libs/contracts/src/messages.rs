//! The message catalogue: for each refusal code its HTTP status, its Chinese sentence and the article behind it. One
//! TOML-like file per service under `messages/`; this is the only place where a refusal's wording stands.

use std::{collections::BTreeMap, sync::LazyLock};

/// One entry: `[code]` followed by `status`, `text` and, where a rule stands behind it, `article`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub status: u16,
    pub text: String,
    pub article: Option<String>,
}

const FILES: [&str; 9] = [
    include_str!("../messages/common.toml"),
    include_str!("../messages/planning.toml"),
    include_str!("../messages/pool.toml"),
    include_str!("../messages/draw.toml"),
    include_str!("../messages/inspection.toml"),
    include_str!("../messages/disclosure.toml"),
    include_str!("../messages/referral.toml"),
    include_str!("../messages/oversight.toml"),
    include_str!("../messages/identity.toml"),
];

static CATALOGUE: LazyLock<BTreeMap<String, Entry>> =
    LazyLock::new(|| FILES.iter().flat_map(|file| parse(file)).collect());

/// The entry of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    CATALOGUE.get(code)
}

/// The sentence with each `{name}` replaced by the parameter of that name.
pub fn sentence(entry: &Entry, parameters: &serde_json::Map<String, serde_json::Value>) -> String {
    parameters.iter().fold(entry.text.clone(), |text, (name, value)| {
        let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text.replace(&format!("{{{name}}}"), &shown)
    })
}

fn parse(file: &str) -> Vec<(String, Entry)> {
    let mut entries: Vec<(String, Entry)> = Vec::new();
    for line in file.lines().map(str::trim) {
        if let Some(code) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            entries.push((code.to_owned(), Entry { status: 409, text: String::new(), article: None }));
        } else if let (Some((name, value)), Some((_, entry))) = (line.split_once('='), entries.last_mut()) {
            let value = value.trim().trim_matches('"').to_owned();
            match name.trim() {
                "status" => entry.status = value.parse().unwrap_or(409),
                "text" => entry.text = value,
                "article" => entry.article = Some(value),
                _ => {}
            }
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_status_and_a_chinese_sentence() {
        for (code, entry) in CATALOGUE.iter() {
            assert!((400..500).contains(&entry.status) || entry.status == 503, "{code}");
            assert!(entry.text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c)), "{code}");
        }
    }

    #[test]
    fn codes_are_unique_over_all_files() {
        let all: Vec<_> = FILES.iter().flat_map(|file| parse(file)).map(|(code, _)| code).collect();
        let unique: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), unique.len());
    }

    #[test]
    fn parameters_stand_in_the_sentence() {
        let entry =
            Entry { status: 409, text: "{object} 今年已联合检查 {count} 次".into(), article: None };
        let parameters = serde_json::json!({"object": "甲公司", "count": 2});
        assert_eq!(sentence(&entry, parameters.as_object().unwrap()), "甲公司 今年已联合检查 2 次");
    }
}
