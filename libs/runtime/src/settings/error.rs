//! What is wrong with the settings, in the operator's words.

use std::{fmt, io, path::PathBuf};

/// One setting and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// `section.key`, or the section alone.
    pub key: String,
    pub message: String,
}

impl Problem {
    pub(super) fn new(key: impl Into<String>, message: impl Into<String>) -> Self {
        Self { key: key.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.key, self.message)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("无法读取文件 {}：{}", path.display(), crate::words::of_io(source))]
    Unreadable { path: PathBuf, source: io::Error },
    /// `place` is where in the file; never the line itself, which may hold a secret.
    #[error("配置文件 {file} 不是合格的 TOML（{place}）")]
    Malformed { file: String, place: String },
    #[error("设置有 {} 处问题：\n{}", .0.len(), lines(.0))]
    Invalid(Vec<Problem>),
}

impl SettingsError {
    pub(super) fn unless_none(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self::Invalid(problems)) }
    }
}

fn lines(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("  {problem}")).collect::<Vec<_>>().join("\n")
}
