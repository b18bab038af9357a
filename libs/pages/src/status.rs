//! What a state means: one colour, one icon, one set of words, everywhere.

use askama::Template;

use crate::{Icon, html::component};

/// The meanings of the status table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meaning {
    /// Not begun, or a plain fact; results with problems too, since a finding is not an error.
    #[default]
    Plain,
    /// Under way.
    Active,
    /// Done, valid, on time.
    Done,
    /// Needs attention soon: two working days or fewer, offline, at risk.
    Soon,
    /// Overdue, failed, refused.
    Late,
    /// With the office: designation, exception, ad hoc.
    Office,
    /// Sealed, secret until the visit.
    Sealed,
}

impl Meaning {
    pub const ALL: [Meaning; 7] =
        [Self::Plain, Self::Active, Self::Done, Self::Soon, Self::Late, Self::Office, Self::Sealed];

    /// The class that gives the colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Active => "active",
            Self::Done => "ok",
            Self::Soon => "soon",
            Self::Late => "late",
            Self::Office => "rule",
            Self::Sealed => "seal",
        }
    }

    pub fn icon(self) -> Option<Icon> {
        match self {
            Self::Plain => None,
            Self::Active | Self::Soon => Some(Icon::Clock),
            Self::Done => Some(Icon::Tick),
            Self::Late => Some(Icon::Triangle),
            Self::Office => Some(Icon::Scales),
            Self::Sealed => Some(Icon::Padlock),
        }
    }
}

/// The state of a case: icon and word on a soft ground; on paper the word in brackets. One a row at most.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<span class="tag {{ meaning.class() }}">{% if let Some(icon) = icon %}{{ icon }}{% endif %}<b aria-hidden="true">【</b>{{ words }}<b aria-hidden="true">】</b></span>"#
)]
pub struct StatusTag {
    meaning: Meaning,
    icon: Option<Icon>,
    words: String,
}

impl StatusTag {
    pub fn new(meaning: Meaning, words: impl Into<String>) -> Self {
        Self { meaning, icon: meaning.icon(), words: words.into() }
    }
    pub fn plain(words: impl Into<String>) -> Self {
        Self::new(Meaning::Plain, words)
    }
    pub fn active(words: impl Into<String>) -> Self {
        Self::new(Meaning::Active, words)
    }
    pub fn done(words: impl Into<String>) -> Self {
        Self::new(Meaning::Done, words)
    }
    pub fn soon(words: impl Into<String>) -> Self {
        Self::new(Meaning::Soon, words)
    }
    pub fn late(words: impl Into<String>) -> Self {
        Self::new(Meaning::Late, words)
    }
    pub fn office(words: impl Into<String>) -> Self {
        Self::new(Meaning::Office, words)
    }
    pub fn sealed(words: impl Into<String>) -> Self {
        Self::new(Meaning::Sealed, words)
    }
    /// An inspection result by its legal name: `ok` without a problem, grey with one, red never.
    pub fn result(name: impl Into<String>, problem: bool) -> Self {
        if problem { Self::plain(name).icon(Icon::Pen) } else { Self::done(name) }
    }
    /// Another icon than the meaning's.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

component!(StatusTag);
