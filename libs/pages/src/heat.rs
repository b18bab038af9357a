//! Intensity in a grid, on one ramp: departments by months, a month by weeks. Days off are hatched, never zero-coloured.

use askama::Template;

use crate::{formats, html::component};

/// One cell.
#[derive(Debug, Clone)]
pub struct HeatCell {
    value: Option<u64>,
    mark: String,
    off: bool,
    today: bool,
    words: String,
}

impl HeatCell {
    pub fn value(value: u64) -> Self {
        Self { value: Some(value), mark: String::new(), off: false, today: false, words: String::new() }
    }
    /// Outside the period.
    pub fn blank() -> Self {
        Self { value: None, ..Self::value(0) }
    }
    /// A day off, by its name or without.
    pub fn off(name: impl Into<String>) -> Self {
        Self { off: true, words: name.into(), ..Self::blank() }
    }
    /// The small figure in the corner: the day of the month.
    pub fn mark(mut self, mark: impl Into<String>) -> Self {
        self.mark = mark.into();
        self
    }
    pub fn today(mut self) -> Self {
        self.today = true;
        self
    }
}

#[derive(Debug, Clone, Template)]
#[template(path = "heat.html")]
pub struct HeatGrid {
    title: String,
    unit: String,
    columns: Vec<String>,
    rows: Vec<(String, Vec<HeatCell>)>,
    /// The first value of each step above zero.
    steps: [u64; 5],
}

impl HeatGrid {
    /// `unit`: of one cell (`户 / 日`).
    pub fn new(
        title: impl Into<String>,
        unit: impl Into<String>,
        columns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        Self { title: title.into(), unit: unit.into(), columns, rows: Vec::new(), steps: [1, 4, 7, 10, 20] }
    }
    /// Where the steps begin, rising; zero has its own.
    pub fn steps(mut self, steps: [u64; 5]) -> Self {
        self.steps = steps;
        self
    }
    /// A row and its name; a week of a month has none.
    pub fn row(mut self, name: impl Into<String>, cells: impl IntoIterator<Item = HeatCell>) -> Self {
        self.rows.push((name.into(), cells.into_iter().collect()));
        self
    }
    fn is_calendar(&self) -> bool {
        self.rows.iter().all(|(name, _)| name.is_empty())
    }
    fn class(&self, cell: &HeatCell) -> String {
        let step = cell.value.map(|value| self.steps.iter().filter(|first| value >= **first).count());
        let mut class = step.map_or_else(String::new, |step| format!("h{step}"));
        if cell.off {
            class.push_str(" off");
        }
        if cell.today {
            class.push_str(" today");
        }
        class
    }
    fn figure(&self, cell: &HeatCell) -> String {
        cell.value.map_or_else(
            || cell.words.clone(),
            |value| formats::number(i64::try_from(value).unwrap_or(i64::MAX)),
        )
    }
    fn legend(&self) -> Vec<(usize, String)> {
        let range = |at: usize| match self.steps.get(at + 1) {
            Some(next) if *next > self.steps[at] + 1 => format!("{}–{}", self.steps[at], next - 1),
            Some(_) => self.steps[at].to_string(),
            None => format!("{}＋", self.steps[at]),
        };
        std::iter::once((0, "0".to_owned())).chain((0..5).map(|at| (at + 1, range(at)))).collect()
    }
}

component!(HeatGrid);
