//! Fields and choices. Labels are visible, hints and errors are tied to their field, and what was typed stays.

mod choice;
mod summary;

use askama::Template;

use crate::{Icon, html::component};

pub use choice::{RadioCards, ResultButtons, SignaturePad};
pub use summary::ErrorSummary;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Input(&'static str),
    Area,
    Select(Vec<(String, String)>),
    Tick,
}

/// One field: label, hint, error, control. Its id is its name, so that an [`ErrorSummary`] links to it.
#[derive(Debug, Clone, Template)]
#[template(path = "field.html")]
pub struct Field {
    kind: Kind,
    name: String,
    label: String,
    value: String,
    hint: String,
    error: String,
    unit: String,
    optional: bool,
    checked: bool,
    multiple: bool,
    rows: u8,
    extra: Vec<(&'static str, String)>,
}

impl Field {
    fn new(kind: Kind, name: &str, label: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            label: label.to_owned(),
            value: String::new(),
            hint: String::new(),
            error: String::new(),
            unit: String::new(),
            optional: false,
            checked: false,
            multiple: false,
            rows: 3,
            extra: Vec::new(),
        }
    }
    pub fn text(name: &str, label: &str) -> Self {
        Self::new(Kind::Input("text"), name, label)
    }
    pub fn area(name: &str, label: &str) -> Self {
        Self::new(Kind::Area, name, label)
    }
    pub fn date(name: &str, label: &str) -> Self {
        Self::new(Kind::Input("date"), name, label)
    }
    pub fn number(name: &str, label: &str) -> Self {
        Self::new(Kind::Input("number"), name, label).attribute("inputmode", "numeric")
    }
    /// The form needs `enctype="multipart/form-data"`.
    pub fn file(name: &str, label: &str) -> Self {
        Self::new(Kind::Input("file"), name, label)
    }
    pub fn password(name: &str, label: &str) -> Self {
        Self::new(Kind::Input("password"), name, label).attribute("autocomplete", "current-password")
    }
    /// Values with their words; where none is chosen the first stands.
    pub fn select<V: Into<String>, W: Into<String>>(
        name: &str,
        label: &str,
        options: impl IntoIterator<Item = (V, W)>,
    ) -> Self {
        let options = options.into_iter().map(|(value, words)| (value.into(), words.into())).collect();
        Self::new(Kind::Select(options), name, label)
    }
    /// One sentence that is ticked; sends `yes`.
    pub fn checkbox(name: &str, sentence: &str) -> Self {
        Self { value: "yes".to_owned(), ..Self::new(Kind::Tick, name, sentence) }
    }
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
    /// The sentence that the summary at the top has too; an empty one is none.
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }
    /// Several files.
    pub fn multiple(mut self) -> Self {
        self.multiple = true;
        self
    }
    /// Another attribute of the control (`autocomplete`, `maxlength`, `accept`, `min`); its name is code, never input.
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.extra.retain(|(known, _)| *known != name);
        self.extra.push((name, value.into()));
        self
    }
    fn is_tick(&self) -> bool {
        self.kind == Kind::Tick
    }
    fn described(&self) -> String {
        let parts = [(&self.hint, "hint"), (&self.error, "error")];
        let ids = parts.iter().filter(|(text, _)| !text.is_empty());
        ids.map(|(_, end)| format!("{}-{end}", self.name)).collect::<Vec<_>>().join(" ")
    }
}

component!(Field);
