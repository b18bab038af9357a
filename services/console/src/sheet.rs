//! A form as every page has it: where it goes, what makes it safe to send twice, its fields and its button.

use askama::Template;
use pages::Html;

use crate::desk::Desk;

/// One form.
#[derive(Debug, Template)]
#[template(path = "sheet.html")]
pub struct Sheet {
    action: String,
    key: String,
    version: Option<u64>,
    files: bool,
    hidden: Vec<(String, String)>,
    fields: Vec<Html>,
}

impl Sheet {
    pub fn new(desk: &Desk, action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            key: desk.form_key(),
            version: None,
            files: false,
            hidden: Vec::new(),
            fields: Vec::new(),
        }
    }

    /// The state that the form was filled in for.
    pub fn version(mut self, version: u64) -> Self {
        self.version = Some(version);
        self
    }

    pub fn with_files(mut self) -> Self {
        self.files = true;
        self
    }

    pub fn hidden(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// A field, a button, anything that stands in it.
    pub fn with(mut self, part: impl Into<Html>) -> Self {
        self.fields.push(part.into());
        self
    }

    pub fn html(&self) -> askama::Result<Html> {
        Html::render(self)
    }
}
