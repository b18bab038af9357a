//! Buttons and the phone's dock. A button names its act and is never disabled: pressed too early, the page says what lacks.

use askama::Template;

use crate::{Href, Icon, html::component};

/// Primary unless said otherwise, and then once a view. A button submits its form; [`Button::link`] is an address.
#[derive(Debug, Clone, Template)]
#[template(path = "button.html")]
pub struct Button {
    words: String,
    href: Option<Href>,
    kind: &'static str,
    small: bool,
    icon: Option<Icon>,
    value: Option<(String, String)>,
    busy: Option<String>,
    form: Option<String>,
    about: String,
}

impl Button {
    pub fn new(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            href: None,
            kind: "",
            small: false,
            icon: None,
            value: None,
            busy: None,
            form: None,
            about: String::new(),
        }
    }
    pub fn link(words: impl Into<String>, href: impl Into<Href>) -> Self {
        Self { href: Some(href.into()), ..Self::new(words) }
    }
    pub fn plain(mut self) -> Self {
        self.kind = " plain";
        self
    }
    /// Red words: what cannot be undone or refuses somebody.
    pub fn danger(mut self) -> Self {
        self.kind = " danger";
        self
    }
    pub fn quiet(mut self) -> Self {
        self.kind = " quiet";
        self
    }
    /// For rows of tables.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
    /// What the form is told when this button sent it.
    pub fn value(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.value = Some((name.into(), value.into()));
        self
    }
    /// What it says while it sends, `正在提交` unless told.
    pub fn busy(mut self, words: impl Into<String>) -> Self {
        self.busy = Some(words.into());
        self
    }
    /// The id of the form it sends, where it stands outside.
    pub fn form(mut self, id: impl Into<String>) -> Self {
        self.form = Some(id.into());
        self
    }
    /// What it acts upon, for those who hear a row's `查看` without its row.
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = what.into();
        self
    }
    fn is_plain(&self) -> bool {
        !self.kind.is_empty()
    }
}

/// The phone's bottom bar: one primary action, and what still lacks for it.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="dock">{% if !lacking.is_empty() %}<p role="status">{{ lacking }}</p>{% endif %}<div>{% if let Some(back) = back %}{{ back }}{% endif %}{{ action }}</div></div>"#
)]
pub struct Dock {
    action: Button,
    back: Option<Button>,
    lacking: String,
}

impl Dock {
    pub fn new(action: Button) -> Self {
        Self { action, back: None, lacking: String::new() }
    }
    pub fn back(mut self, back: Button) -> Self {
        self.back = Some(if back.is_plain() { back } else { back.plain() });
        self
    }
    pub fn lacking(mut self, what: impl Into<String>) -> Self {
        self.lacking = what.into();
        self
    }
}

component!(Button, Dock);
