//! The year's plan: departments by months, each task a bar over its months, and how each department stands by its duty.

use askama::Template;

use crate::{Href, Icon, Meaning, html::component};

/// Whose task it is and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanState {
    Past,
    Lead,
    Joins,
    Open,
    AdHoc,
}

impl PlanState {
    fn class(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Lead => "lead",
            Self::Joins => "joins",
            Self::Open => "open",
            Self::AdHoc => "adhoc",
        }
    }
    fn words(self) -> &'static str {
        match self {
            Self::Past => "已完成",
            Self::Lead => "发起",
            Self::Joins => "参与",
            Self::Open => "待确认",
            Self::AdHoc => "临时",
        }
    }
}

#[derive(Debug, Clone)]
pub struct PlanTask {
    name: String,
    state: PlanState,
    first: u32,
    last: u32,
    count: Option<u64>,
    href: Option<Href>,
}

impl PlanTask {
    /// Months 1 to 12, both included; what lies outside is drawn to the year's edge.
    pub fn new(name: impl Into<String>, state: PlanState, first: u32, last: u32) -> Self {
        let first = first.clamp(1, 12);
        Self { name: name.into(), state, first, last: last.clamp(first, 12), count: None, href: None }
    }
    /// Objects to visit.
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
    pub fn link(mut self, href: impl Into<Href>) -> Self {
        self.href = Some(href.into());
        self
    }
    fn spoken(&self) -> String {
        let months = if self.first == self.last {
            format!("{}月", self.first)
        } else {
            format!("{}月—{}月", self.first, self.last)
        };
        format!("，{}，{months}", self.state.words())
    }
    fn months(&self) -> u32 {
        self.last + 1 - self.first
    }
}

#[derive(Debug, Clone)]
pub struct PlanRow {
    name: String,
    duty: Meaning,
    remark: String,
    tasks: Vec<PlanTask>,
}

impl PlanRow {
    /// A department, how it stands by its duty (Done, Soon, Late), and in words: `发起 4 · 参与 3`.
    pub fn new(name: impl Into<String>, duty: Meaning, remark: impl Into<String>) -> Self {
        Self { name: name.into(), duty, remark: remark.into(), tasks: Vec::new() }
    }
    pub fn task(mut self, task: PlanTask) -> Self {
        self.tasks.push(task);
        self
    }
}

#[derive(Debug, Clone, Template)]
#[template(path = "plan.html")]
pub struct Plan {
    label: String,
    now: u32,
    rows: Vec<PlanRow>,
}

impl Plan {
    /// `now`: the month of today, 0 where the year is not this one.
    pub fn new(label: impl Into<String>, now: u32) -> Self {
        Self { label: label.into(), now, rows: Vec::new() }
    }
    pub fn row(mut self, row: PlanRow) -> Self {
        self.rows.push(row);
        self
    }
}

component!(Plan);
