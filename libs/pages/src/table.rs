//! Tables: everything that is compared. The head sticks, figures stand right, the row's action ends it, the foot counts.

use askama::Template;

use crate::{Button, EmptyState, Href, Html, Pager, formats, html::component};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    /// The header of its row.
    Head,
    Action,
}

/// A column: its words and what stands in it.
#[derive(Debug, Clone)]
pub struct Column {
    words: String,
    kind: Kind,
    sort: Option<(Href, Option<bool>)>,
}

impl Column {
    fn new(words: &str, kind: Kind) -> Self {
        Self { words: words.to_owned(), kind, sort: None }
    }
    pub fn text(words: &str) -> Self {
        Self::new(words, Kind::Text)
    }
    pub fn number(words: &str) -> Self {
        Self::new(words, Kind::Number)
    }
    /// What the row is about; one a table.
    pub fn head(words: &str) -> Self {
        Self::new(words, Kind::Head)
    }
    pub fn action(words: &str) -> Self {
        Self::new(words, Kind::Action)
    }
    /// The address that sorts by it; `rising`: whether it is sorted by now, and how.
    pub fn sorts(mut self, href: impl Into<Href>, rising: Option<bool>) -> Self {
        self.sort = Some((href.into(), rising));
        self
    }
    fn class(&self) -> &'static str {
        match self.kind {
            Kind::Number => "num",
            Kind::Action => "act",
            Kind::Text | Kind::Head => "",
        }
    }
    fn is_head(&self) -> bool {
        self.kind == Kind::Head
    }
    /// What stands before the value where rows are stacked; a row's header and its action need no label.
    fn label(&self) -> Option<&str> {
        matches!(self.kind, Kind::Text | Kind::Number).then_some(self.words.as_str())
    }
    fn rising(&self) -> Option<bool> {
        self.sort.as_ref().and_then(|(_, rising)| *rising)
    }
}

/// What stands in one cell, with a quiet second line.
#[derive(Debug, Clone)]
pub struct Cell {
    main: Html,
    second: Html,
}

impl Cell {
    pub fn of(main: impl Into<Html>) -> Self {
        let main = main.into();
        Self { main: if main.is_empty() { Html::text(formats::NONE) } else { main }, second: Html::default() }
    }
    /// Nothing: `—`.
    pub fn none() -> Self {
        Self::of("")
    }
    pub fn number(value: i64) -> Self {
        Self::of(formats::number(value))
    }
    /// The row's act, a small plain button.
    pub fn action(button: Button) -> Self {
        Self::of(button.small())
    }
    /// A box to tick for a bulk action, in a form around the table; `about` says of what to those who hear it alone.
    pub fn tick(name: &str, value: impl Into<String>, about: impl Into<String>) -> Self {
        Self::of(Tick { name: name.to_owned(), value: value.into(), about: about.into() })
    }
    pub fn second(mut self, second: impl Into<Html>) -> Self {
        self.second = second.into();
        self
    }
}

#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<input type="checkbox" name="{{ name }}" value="{{ value }}" aria-label="选择{{ about }}" data-tick>"#
)]
struct Tick {
    name: String,
    value: String,
    about: String,
}

impl<T: Into<Html>> From<T> for Cell {
    fn from(main: T) -> Self {
        Self::of(main)
    }
}

#[derive(Debug, Clone)]
pub struct Row {
    cells: Vec<Cell>,
    chosen: bool,
}

impl Row {
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), chosen: false }
    }
    /// The one that is shown beside, or that a rule chose.
    pub fn chosen(mut self) -> Self {
        self.chosen = true;
        self
    }
}

/// Stacked on the phone, each row a block, unless [`Table::frozen`]: then it scrolls beside its first column.
#[derive(Debug, Clone, Template)]
#[template(path = "table.html")]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Row>,
    total: Option<Row>,
    empty: EmptyState,
    pager: Option<Pager>,
    frozen: bool,
}

impl Table {
    /// The caption is for those who do not see the heading above.
    pub fn new(caption: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            caption: caption.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            total: None,
            empty: EmptyState::new("没有内容。", ""),
            pager: None,
            frozen: false,
        }
    }
    pub fn row(mut self, row: Row) -> Self {
        self.rows.push(row);
        self
    }
    pub fn rows(mut self, rows: impl IntoIterator<Item = Row>) -> Self {
        self.rows.extend(rows);
        self
    }
    pub fn total(mut self, row: Row) -> Self {
        self.total = Some(row);
        self
    }
    /// What stands where there is no row.
    pub fn empty(mut self, empty: EmptyState) -> Self {
        self.empty = empty;
        self
    }
    pub fn pager(mut self, pager: Pager) -> Self {
        self.pager = Some(pager);
        self
    }
    pub fn frozen(mut self) -> Self {
        self.frozen = true;
        self
    }
    /// Cells with their columns; a row that is short ends early.
    fn cells<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        self.columns.iter().zip(&row.cells)
    }
}

component!(Table, Tick);
