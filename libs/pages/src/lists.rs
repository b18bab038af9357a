//! What stands around a list: counts that filter it, filters, tabs, the pager.

use askama::Template;

use crate::{Button, Href, Icon, Meaning, formats, html::component};

/// One figure somebody can act on.
#[derive(Debug, Clone)]
pub struct Figure {
    label: String,
    value: String,
    unit: String,
    remark: String,
    href: Option<Href>,
    pressed: bool,
    meaning: Meaning,
}

impl Figure {
    pub fn new(label: impl Into<String>, value: i64) -> Self {
        Self::worded(label, formats::number(value))
    }
    /// A rate or another figure that is written already.
    pub fn worded(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            unit: String::new(),
            remark: String::new(),
            href: None,
            pressed: false,
            meaning: Meaning::Plain,
        }
    }
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }
    /// The address that shows these, and whether it is the one shown.
    pub fn link(mut self, href: impl Into<Href>, pressed: bool) -> Self {
        self.href = Some(href.into());
        self.pressed = pressed;
        self
    }
    pub fn meaning(mut self, meaning: Meaning) -> Self {
        self.meaning = meaning;
        self
    }
}

/// Four or five figures at the head of a work list or board.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<ul class="counts">{% for figure in figures %}<li class="{{ figure.meaning.class() }}">{% if let Some(href) = figure.href %}<a href="{{ href }}"{% if figure.pressed %} aria-current="true"{% endif %}>{% else %}<div>{% endif %}<span>{{ figure.label }}</span><br><b>{{ figure.value }}</b>{{ figure.unit }}{% if !figure.remark.is_empty() %}<small>{{ figure.remark }}</small>{% endif %}{% if figure.href.is_some() %}</a>{% else %}</div>{% endif %}</li>{% endfor %}</ul>"#
)]
pub struct CountStrip {
    figures: Vec<Figure>,
}

impl CountStrip {
    pub fn new(figures: impl IntoIterator<Item = Figure>) -> Self {
        Self { figures: figures.into_iter().collect() }
    }
}

#[derive(Debug, Clone)]
struct Select {
    name: String,
    label: String,
    options: Vec<(String, String)>,
    chosen: String,
}

/// A plain GET form; each chosen filter is a chip that can be removed.
#[derive(Debug, Clone, Template)]
#[template(path = "filters.html")]
pub struct FilterChips {
    action: Href,
    selects: Vec<Select>,
    texts: Vec<(String, String, String)>,
    kept: Vec<(String, String)>,
    chips: Vec<(String, Href)>,
}

impl FilterChips {
    pub fn new(action: impl Into<Href>) -> Self {
        Self {
            action: action.into(),
            selects: Vec::new(),
            texts: Vec::new(),
            kept: Vec::new(),
            chips: Vec::new(),
        }
    }
    /// Values with words; the first is `全部`, with an empty value, of itself.
    pub fn select<V: Into<String>, W: Into<String>>(
        mut self,
        name: &str,
        label: &str,
        options: impl IntoIterator<Item = (V, W)>,
        chosen: Option<&str>,
    ) -> Self {
        let all = (String::new(), "全部".to_owned());
        let given = options.into_iter().map(|(value, words)| (value.into(), words.into()));
        self.selects.push(Select {
            name: name.to_owned(),
            label: label.to_owned(),
            options: std::iter::once(all).chain(given).collect(),
            chosen: chosen.unwrap_or_default().to_owned(),
        });
        self
    }
    pub fn text(mut self, name: &str, label: &str, value: impl Into<String>) -> Self {
        self.texts.push((name.to_owned(), label.to_owned(), value.into()));
        self
    }
    /// What stays in the address besides: the sort.
    pub fn keep(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.kept.push((name.into(), value.into()));
        self
    }
    /// A filter that is on, and the address without it.
    pub fn chip(mut self, words: impl Into<String>, without: impl Into<Href>) -> Self {
        self.chips.push((words.into(), without.into()));
        self
    }
}

#[derive(Debug, Clone)]
struct Tab {
    words: String,
    href: Href,
    count: Option<u64>,
    here: bool,
}

/// Views of one object, each at its own address.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<nav class="tabs" aria-label="{{ label }}"><ul>{% for tab in tabs %}<li><a href="{{ tab.href }}"{% if tab.here %} aria-current="page"{% endif %}>{{ tab.words }}{% if let Some(count) = tab.count %} <small>{{ count }}</small>{% endif %}</a></li>{% endfor %}</ul></nav>"#
)]
pub struct Tabs {
    label: String,
    tabs: Vec<Tab>,
}

impl Tabs {
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), tabs: Vec::new() }
    }
    pub fn tab(
        mut self,
        words: impl Into<String>,
        href: impl Into<Href>,
        count: Option<u64>,
        here: bool,
    ) -> Self {
        self.tabs.push(Tab { words: words.into(), href: href.into(), count, here });
        self
    }
}

/// What is shown of how many, and the pages beside.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<nav class="pager" aria-label="翻页"><p>{{ shown }}</p><span>{% if let Some(href) = before %}<a href="{{ href }}" rel="prev">上一页</a>{% endif %}{% if let Some((words, href)) = next %}<a href="{{ href }}" rel="next">{{ words }}</a>{% endif %}</span></nav>"#
)]
pub struct Pager {
    shown: String,
    before: Option<Href>,
    next: Option<(String, Href)>,
}

impl Pager {
    /// `Pager::new(9, 14, "件")`: 显示 9 件，共 14 件.
    pub fn new(shown: u64, of: u64, unit: &str) -> Self {
        let write = |count: u64| formats::amount(i64::try_from(count).unwrap_or(i64::MAX), unit);
        Self::worded(format!("显示 {}，共 {}", write(shown), write(of)))
    }
    pub fn worded(shown: impl Into<String>) -> Self {
        Self { shown: shown.into(), before: None, next: None }
    }
    pub fn before(mut self, href: Option<String>) -> Self {
        self.before = href.map(Href::from);
        self
    }
    pub fn next(mut self, href: Option<String>) -> Self {
        self.next = href.map(|href| ("下一页".to_owned(), Href::from(href)));
        self
    }
    /// `查看全部 14 件`.
    pub fn more(mut self, words: impl Into<String>, href: impl Into<Href>) -> Self {
        self.next = Some((words.into(), href.into()));
        self
    }
}

/// Above a table of ticked rows, in the form around both: how many, and one verb. The next page lists them and asks once.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="bulk"><span role="status" data-ticked>已选 <b>0</b> {{ unit }}</span>{{ verb }}</div>"#
)]
pub struct BulkBar {
    unit: String,
    verb: Button,
}

impl BulkBar {
    pub fn new(unit: impl Into<String>, verb: Button) -> Self {
        Self { unit: unit.into(), verb: verb.small() }
    }
}

component!(BulkBar, CountStrip, FilterChips, Tabs, Pager);
