//! Choices with consequences, the results of the field, and the place to sign.

use askama::Template;

use crate::{Href, Icon, html::component};

#[derive(Debug, Clone)]
struct Choice {
    value: String,
    words: String,
    consequence: String,
}

/// Two to four choices, each with what follows from it, in one sentence.
#[derive(Debug, Clone, Template)]
#[template(path = "radio.html")]
pub struct RadioCards {
    name: String,
    legend: String,
    choices: Vec<Choice>,
    chosen: String,
    error: String,
}

impl RadioCards {
    pub fn new(name: &str, legend: &str) -> Self {
        Self {
            name: name.to_owned(),
            legend: legend.to_owned(),
            choices: Vec::new(),
            chosen: String::new(),
            error: String::new(),
        }
    }
    pub fn choice(mut self, value: &str, words: &str, consequence: impl Into<String>) -> Self {
        let consequence = consequence.into();
        self.choices.push(Choice { value: value.to_owned(), words: words.to_owned(), consequence });
        self
    }
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }
}

/// The results of an item: the three most used at once, the rest behind one row. Legal names, never shortened.
#[derive(Debug, Clone, Template)]
#[template(path = "results.html")]
pub struct ResultButtons {
    name: String,
    legend: String,
    results: Vec<(String, String)>,
    chosen: String,
}

impl ResultButtons {
    /// Values with their names, the most used first.
    pub fn new<V: Into<String>, W: Into<String>>(
        name: &str,
        legend: &str,
        results: impl IntoIterator<Item = (V, W)>,
    ) -> Self {
        let results = results.into_iter().map(|(value, words)| (value.into(), words.into())).collect();
        Self { name: name.to_owned(), legend: legend.to_owned(), results, chosen: String::new() }
    }
    pub fn chosen(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }
    fn first(&self) -> &[(String, String)] {
        &self.results[..self.results.len().min(3)]
    }
    fn rest(&self) -> &[(String, String)] {
        &self.results[self.results.len().min(3)..]
    }
    fn rest_is_open(&self) -> bool {
        self.rest().iter().any(|(value, _)| *value == self.chosen)
    }
    fn is_long(words: &str) -> bool {
        words.chars().count() > 6
    }
}

/// Where one person signs. Without scripts the other way stays: refused, or signed on paper and photographed.
#[derive(Debug, Clone, Template)]
#[template(path = "pad.html")]
pub struct SignaturePad {
    name: String,
    title: String,
    signer: String,
    note: String,
    other: Option<(String, Href)>,
}

impl SignaturePad {
    /// `signer`: who signs and as what (`现场负责人`).
    pub fn new(name: &str, title: &str, signer: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            signer: signer.into(),
            note: String::new(),
            other: None,
        }
    }
    /// `09:58 签于本机`.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
    /// The way of those who do not draw.
    pub fn other(mut self, words: impl Into<String>, href: impl Into<Href>) -> Self {
        self.other = Some((words.into(), href.into()));
        self
    }
}

component!(RadioCards, ResultButtons, SignaturePad);
