//! A frame with nothing to press besides: signing in, errors.

use askama::Template;

use super::{Head, Mark};
use crate::Html;

#[derive(Debug, Clone)]
pub struct BareShell {
    title: String,
    name: String,
}

impl BareShell {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), name: "随机".to_owned() }
    }
    /// Another name than the product's beside the mark.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }
    /// The whole page around a page's own template.
    ///
    /// # Errors
    /// What the template fails with.
    pub fn page(&self, body: &impl Template) -> askama::Result<String> {
        self.wrap(&Html::render(body)?)
    }
    /// The whole page around components.
    ///
    /// # Errors
    /// What writing fails with.
    pub fn wrap(&self, body: &Html) -> askama::Result<String> {
        View { name: &self.name, head: Head::new(&self.title, &self.name, body), body }.render()
    }
}

#[derive(Template)]
#[template(path = "layout/bare.html")]
struct View<'a> {
    name: &'a str,
    head: Head<'a>,
    body: &'a Html,
}
