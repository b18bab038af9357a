//! What is wrong with what was sent, at the top of the page, with the focus.

use askama::Template;

use crate::{Icon, html::component};

/// `有 2 处需要改正`, each a link to its field; or one business refusal with rule, reason and way out.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "summary.html")]
pub struct ErrorSummary {
    errors: Vec<(String, String)>,
    refusal: String,
}

impl ErrorSummary {
    pub fn new() -> Self {
        Self::default()
    }
    /// The message of a refusal as the catalogue has it.
    pub fn refusal(sentence: impl Into<String>) -> Self {
        Self { errors: Vec::new(), refusal: sentence.into() }
    }
    /// The id of a field, which is its name, and the sentence that stands at the field too.
    pub fn error(mut self, field: impl Into<String>, sentence: impl Into<String>) -> Self {
        self.errors.push((field.into(), sentence.into()));
        self
    }
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.refusal.is_empty()
    }
    /// The sentence for one field, empty where it is right: `Field::text(…).error(summary.at("name"))`.
    pub fn at(&self, field: &str) -> &str {
        self.errors.iter().find(|(id, _)| id == field).map_or("", |(_, sentence)| sentence)
    }
    fn title(&self) -> String {
        match self.errors.len() {
            0 => "未能办理".to_owned(),
            count => format!("有 {count} 处需要改正"),
        }
    }
}

component!(ErrorSummary);
