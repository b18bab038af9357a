//! Puts the layers on top of each other and refuses what no setting is called.

use std::{collections::HashMap, fs, path::Path};

use config::{Config, ConfigError, Environment, File, FileFormat, Value, ValueKind};

use super::{Problem, Settings, SettingsError, document};

/// The environment, as a test may give it.
pub(super) type Variables = HashMap<String, String>;

/// What the configuration crate calls the environment as an origin.
const ENVIRONMENT: &str = "the environment";

/// Defaults, `file`, environment. `None` for `variables` is the process's own environment.
pub(super) fn layers(file: Option<&Path>, variables: Option<Variables>) -> Result<Settings, SettingsError> {
    let known = merge(None, Some(Variables::new()))?;
    let given = merge(file, variables)?;
    let mut unknown = Vec::new();
    find_unknown("", &known.cache, &given.cache, &mut unknown);
    SettingsError::unless_none(unknown)?;
    given.try_deserialize().map_err(explain)
}

fn merge(file: Option<&Path>, variables: Option<Variables>) -> Result<Config, SettingsError> {
    let mut builder = Config::builder().add_source(File::from_str(document::DEFAULTS, FileFormat::Toml));
    if let Some(path) = file {
        // Opened first, since the configuration crate's own message does not say why it could not be.
        fs::read(path).map_err(|source| SettingsError::Unreadable { path: path.to_owned(), source })?;
        builder = builder.add_source(File::from(path).format(FileFormat::Toml));
    }
    let environment = Environment::with_prefix("SUIJI").prefix_separator("__").separator("__");
    builder.add_source(environment.source(variables)).build().map_err(explain)
}

/// Compares the trees instead of leaving it to serde, so that the whole path and its origin can be named, and all of
/// them at once.
fn find_unknown(section: &str, known: &Value, given: &Value, unknown: &mut Vec<Problem>) {
    let (ValueKind::Table(known), ValueKind::Table(given)) = (&known.kind, &given.kind) else { return };
    for (name, value) in given {
        let key = if section.is_empty() { name.clone() } else { format!("{section}.{name}") };
        match known.get(name) {
            Some(expected) => find_unknown(&key, expected, value, unknown),
            None => {
                for (key, from) in leaves(key, value) {
                    let message = format!("没有这个设置项{}；可用的有：{}", origin(&key, from), names(known));
                    unknown.push(Problem::new(key, message));
                }
            }
        }
    }
    unknown.sort_by(|a, b| a.key.cmp(&b.key));
}

/// The values in `value` with their paths: a table has no origin of its own, only what stands in it.
fn leaves(key: String, value: &Value) -> Vec<(String, Option<&str>)> {
    match &value.kind {
        ValueKind::Table(table) if !table.is_empty() => {
            table.iter().flat_map(|(name, value)| leaves(format!("{key}.{name}"), value)).collect()
        }
        _ => vec![(key, value.origin())],
    }
}

fn names(table: &config::Map<String, Value>) -> String {
    let mut names: Vec<_> = table.keys().map(String::as_str).collect();
    names.sort_unstable();
    names.join("、")
}

/// In Chinese and without the value, which may be a secret in the wrong place.
fn explain(error: ConfigError) -> SettingsError {
    match error {
        ConfigError::FileParse { uri, cause } => {
            SettingsError::Malformed { file: uri.unwrap_or_default(), place: place(&cause.to_string()) }
        }
        ConfigError::Type { origin, expected, key, .. } => wrong(key, origin, wanted(expected)),
        ConfigError::At { origin, key, .. } => wrong(key, origin, "值不合要求"),
        ConfigError::NotFound(key) => wrong(Some(key), None, "缺少这个设置项"),
        _ => wrong(None, None, "环境变量的名称或内容无法解读"),
    }
}

/// `TOML parse error at line 3, column 1` says where; the rest of it holds the line itself.
fn place(cause: &str) -> String {
    let mut numbers = cause.lines().next().unwrap_or_default().split(|c: char| !c.is_ascii_digit());
    let mut next = || numbers.find(|number| !number.is_empty());
    match (next(), next()) {
        (Some(line), Some(column)) => format!("第 {line} 行第 {column} 列"),
        _ => "无法读作 UTF-8 文字".to_owned(),
    }
}

fn wrong(key: Option<String>, from: Option<String>, message: &str) -> SettingsError {
    let key = key.unwrap_or_else(|| "SUIJI__…".into());
    let explanation = document::explanation(&key).map(|text| format!("。{text}")).unwrap_or_default();
    let message = format!("{message}{}{explanation}", origin(&key, from.as_deref()));
    SettingsError::Invalid(vec![Problem::new(key, message)])
}

fn wanted(expected: &str) -> &'static str {
    match expected {
        text if text.contains("boolean") => "应当是 true 或 false",
        text if text.contains("unsigned") => "应当是不小于零的整数",
        text if text.contains("integer") => "应当是整数",
        text if text.contains("map") => "应当是一节，不是一个值",
        text if text.contains("string") => "应当是文字",
        _ => "值的类型不对",
    }
}

fn origin(key: &str, origin: Option<&str>) -> String {
    match origin {
        Some(ENVIRONMENT) => {
            format!("（来自环境变量 SUIJI__{}）", key.to_uppercase().replace('.', "__"))
        }
        Some(file) => format!("（来自文件 {file}）"),
        None => String::new(),
    }
}
