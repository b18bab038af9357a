//! Small parts: facts, notes, digests, evidence, empty states, breadcrumbs, cards, the head of a page.

use askama::Template;

use crate::{Button, Href, Html, Icon, Meaning, formats, html::component};

/// Facts about one thing: quiet label, value.
#[derive(Debug, Clone, Default, Template)]
#[template(
    ext = "html",
    source = r#"<dl class="facts{% if two %} two{% endif %}">{% for (label, value) in rows %}<dt>{{ label }}</dt><dd>{{ value }}</dd>{% endfor %}</dl>"#
)]
pub struct KeyValues {
    rows: Vec<(String, Html)>,
    two: bool,
}

impl KeyValues {
    pub fn new() -> Self {
        Self::default()
    }
    pub fn row(mut self, label: impl Into<String>, value: impl Into<Html>) -> Self {
        let value = value.into();
        self.rows.push((label.into(), if value.is_empty() { Html::text(formats::NONE) } else { value }));
        self
    }
    /// Two pairs side by side on a wide screen.
    pub fn two_columns(mut self) -> Self {
        self.two = true;
        self
    }
}

/// The state of a whole page: bar, icon, a bold lead and a sentence.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="note {{ meaning.class() }}">{{ icon }}<p>{% if !lead.is_empty() %}<b>{{ lead }}</b>{% endif %}{{ text }}</p>{% if let Some(action) = action %}{{ action }}{% endif %}</div>"#
)]
pub struct Note {
    meaning: Meaning,
    icon: Icon,
    lead: String,
    text: Html,
    action: Option<Button>,
}

impl Note {
    pub fn new(meaning: Meaning, lead: impl Into<String>, text: impl Into<Html>) -> Self {
        let icon = meaning.icon().unwrap_or(Icon::Info);
        Self { meaning, icon, lead: lead.into(), text: text.into(), action: None }
    }
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }
    pub fn action(mut self, action: Button) -> Self {
        self.action = Some(action.plain().small());
        self
    }
}

/// A hash: eight and six in tables, whole in the proof, never broken over lines on a screen.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<span class="digest{% if whole %} whole{% endif %}">{% if whole %}<code tabindex="0">{{ hex }}</code><button type="button" class="copy" data-copy="{{ hex }}" hidden>{{ Icon::Copy }}<span aria-live="polite">复制</span></button>{% else %}<code title="{{ hex }}">{{ short }}</code>{% endif %}</span>"#
)]
pub struct Digest {
    hex: String,
    short: String,
    whole: bool,
}

impl Digest {
    pub fn short(hex: &str) -> Self {
        Self { hex: hex.to_owned(), short: formats::digest(hex), whole: false }
    }
    /// All of it with a button to copy.
    pub fn whole(hex: &str) -> Self {
        Self { whole: true, ..Self::short(hex) }
    }
}

/// One sentence why, one on what will be, one action.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="empty"><b>{{ why }}</b>{% if !next.is_empty() %}<p>{{ next }}</p>{% endif %}{% if let Some(action) = action %}{{ action }}{% endif %}</div>"#
)]
pub struct EmptyState {
    why: String,
    next: String,
    action: Option<Button>,
}

impl EmptyState {
    pub fn new(why: impl Into<String>, next: impl Into<String>) -> Self {
        Self { why: why.into(), next: next.into(), action: None }
    }
    pub fn action(mut self, action: Button) -> Self {
        self.action = Some(action.plain());
        self
    }
}

/// Where a page stands, from the third level on.
#[derive(Debug, Clone, Default, Template)]
#[template(
    ext = "html",
    source = r#"<nav class="crumbs" aria-label="所在位置"><ol>{% for (name, href) in above %}<li><a href="{{ href }}">{{ name }}</a></li>{% endfor %}<li aria-current="page">{{ here }}</li></ol></nav>"#
)]
pub struct Breadcrumb {
    above: Vec<(String, Href)>,
    here: String,
}

impl Breadcrumb {
    pub fn to(here: impl Into<String>) -> Self {
        Self { above: Vec::new(), here: here.into() }
    }
    /// The pages above, from the top.
    pub fn above(mut self, name: impl Into<String>, href: impl Into<Href>) -> Self {
        self.above.push((name.into(), href.into()));
        self
    }
}

/// One subject on its own ground. Cards do not nest.
#[derive(Debug, Clone, Template)]
#[template(path = "card.html")]
pub struct Card {
    title: String,
    count: Option<String>,
    remark: Html,
    body: Html,
    foot: Html,
}

impl Card {
    pub fn new(title: impl Into<String>, body: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            count: None,
            remark: Html::default(),
            body: body.into(),
            foot: Html::default(),
        }
    }
    /// Without a heading of its own: a count strip, a table under tabs.
    pub fn bare(body: impl Into<Html>) -> Self {
        Self::new(String::new(), body)
    }
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(formats::number(i64::try_from(count).unwrap_or(i64::MAX)));
        self
    }
    /// Quiet words, a link or a tag at the right of the title.
    pub fn remark(mut self, remark: impl Into<Html>) -> Self {
        self.remark = remark.into();
        self
    }
    pub fn foot(mut self, foot: impl Into<Html>) -> Self {
        self.foot = foot.into();
        self
    }
}

/// The head of a page: breadcrumb, the one `h1`, a line of facts, the actions (one primary at most).
#[derive(Debug, Clone, Template)]
#[template(path = "head.html")]
pub struct PageHead {
    crumbs: Option<Breadcrumb>,
    title: String,
    subtitle: String,
    lead: Vec<Html>,
    actions: Vec<Button>,
}

impl PageHead {
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            crumbs: None,
            title: title.into(),
            subtitle: String::new(),
            lead: Vec::new(),
            actions: Vec::new(),
        }
    }
    pub fn subtitle(mut self, subtitle: impl Into<String>) -> Self {
        self.subtitle = subtitle.into();
        self
    }
    pub fn crumbs(mut self, crumbs: Breadcrumb) -> Self {
        self.crumbs = Some(crumbs);
        self
    }
    /// A tag or a few words below the title.
    pub fn lead(mut self, lead: impl Into<Html>) -> Self {
        self.lead.push(lead.into());
        self
    }
    pub fn action(mut self, action: Button) -> Self {
        self.actions.push(action);
        self
    }
}

/// A link in running text or a cell.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"<a href="{{ href }}">{{ words }}</a>"#)]
pub struct Link {
    words: String,
    href: Href,
}

impl Link {
    pub fn new(words: impl Into<String>, href: impl Into<Href>) -> Self {
        Self { words: words.into(), href: href.into() }
    }
}

component!(KeyValues, Note, Digest, EmptyState, Breadcrumb, Card, PageHead, Link);
