//! What the portal and the phone list: facets, hits, the steps of a verification, visits.

use askama::Template;

use crate::{Button, Href, Html, Icon, Meaning, StatusTag, formats, html::component};

#[derive(Debug, Clone)]
struct Group {
    legend: String,
    name: String,
    options: Vec<FacetOption>,
}

/// One box of a facet: value, words, how many, ticked or not.
#[derive(Debug, Clone)]
pub struct FacetOption {
    value: String,
    words: String,
    count: String,
    ticked: bool,
}

impl FacetOption {
    pub fn new(value: impl Into<String>, words: impl Into<String>, count: u64, ticked: bool) -> Self {
        let count = formats::number(i64::try_from(count).unwrap_or(i64::MAX));
        Self { value: value.into(), words: words.into(), count, ticked }
    }
}

/// Boxes beside a list of hits, a plain GET form.
#[derive(Debug, Clone, Template)]
#[template(path = "facets.html")]
pub struct Facets {
    action: Href,
    groups: Vec<Group>,
    kept: Vec<(String, String)>,
}

impl Facets {
    pub fn new(action: impl Into<Href>) -> Self {
        Self { action: action.into(), groups: Vec::new(), kept: Vec::new() }
    }
    pub fn group(mut self, legend: &str, name: &str, options: impl IntoIterator<Item = FacetOption>) -> Self {
        let options = options.into_iter().collect();
        self.groups.push(Group { legend: legend.to_owned(), name: name.to_owned(), options });
        self
    }
    /// What stays in the address besides: the words searched for.
    pub fn keep(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.kept.push((name.into(), value.into()));
        self
    }
}

/// One that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    title: String,
    href: Href,
    code: String,
    tags: Vec<StatusTag>,
    remark: String,
    chosen: bool,
}

impl Hit {
    pub fn new(title: impl Into<String>, href: impl Into<Href>) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
            code: String::new(),
            tags: Vec::new(),
            remark: String::new(),
            chosen: false,
        }
    }
    /// The unified social credit code.
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = code.into();
        self
    }
    pub fn tag(mut self, tag: StatusTag) -> Self {
        self.tags.push(tag);
        self
    }
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }
    /// The one that is shown beside.
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.chosen = chosen;
        self
    }
}

/// Hits in one card. Never ranked by anything about the objects themselves.
#[derive(Debug, Clone, Template)]
#[template(path = "hits.html")]
pub struct Hits {
    hits: Vec<Hit>,
}

impl Hits {
    pub fn new(hits: impl IntoIterator<Item = Hit>) -> Self {
        Self { hits: hits.into_iter().collect() }
    }
}

/// Steps that were checked, each with its outcome, name and sentence.
#[derive(Debug, Clone, Default, Template)]
#[template(
    ext = "html",
    source = r#"<ul class="proof">{% for (meaning, name, sentence) in steps %}<li class="{{ meaning.class() }}">{% if let Some(icon) = meaning.icon() %}{{ icon }}{% else %}{{ Icon::Clock }}{% endif %}<b>{{ name }}</b><span>{{ sentence }}</span></li>{% endfor %}</ul>"#
)]
pub struct Checks {
    steps: Vec<(Meaning, String, Html)>,
}

impl Checks {
    pub fn new() -> Self {
        Self::default()
    }
    /// Done, Late where it failed, Plain where it has not been tried.
    pub fn step(mut self, meaning: Meaning, name: impl Into<String>, sentence: impl Into<Html>) -> Self {
        self.steps.push((meaning, name.into(), sentence.into()));
        self
    }
}

/// One visit of the day: time, state, whom, where, what to press. Without notice it names nobody: the caller gives the words.
#[derive(Debug, Clone, Template)]
#[template(path = "visit.html")]
pub struct VisitCard {
    time: String,
    name: String,
    tag: Option<StatusTag>,
    lines: Vec<String>,
    actions: Vec<Button>,
    current: bool,
}

impl VisitCard {
    pub fn new(time: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            time: time.into(),
            name: name.into(),
            tag: None,
            lines: Vec::new(),
            actions: Vec::new(),
            current: false,
        }
    }
    pub fn tag(mut self, tag: StatusTag) -> Self {
        self.tag = Some(tag);
        self
    }
    pub fn line(mut self, line: impl Into<String>) -> Self {
        self.lines.push(line.into());
        self
    }
    pub fn action(mut self, action: Button) -> Self {
        self.actions.push(action);
        self
    }
    /// The one to go on with.
    pub fn current(mut self) -> Self {
        self.current = true;
        self
    }
}

component!(Facets, Hits, Checks, VisitCard);
