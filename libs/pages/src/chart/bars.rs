//! Bars from zero.

use askama::Template;

use super::{Figures, at, even};
use crate::{formats, html::component};

#[derive(Debug, Clone)]
struct Bar {
    label: String,
    value: u64,
    planned: bool,
}

/// A bar and where it stands.
struct Drawn<'a> {
    bar: &'a Bar,
    left: String,
    width: String,
    middle: String,
    height: f64,
    top: f64,
}

/// One series over time or kind. What is only planned is paler.
#[derive(Debug, Clone, Template)]
#[template(path = "chart/bars.html")]
pub struct Bars {
    title: String,
    period: String,
    unit: String,
    bars: Vec<Bar>,
}

impl Bars {
    /// The title says the finding or the measure.
    pub fn new(title: impl Into<String>, period: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { title: title.into(), period: period.into(), unit: unit.into(), bars: Vec::new() }
    }
    pub fn bar(mut self, label: impl Into<String>, value: u64) -> Self {
        self.bars.push(Bar { label: label.into(), value, planned: false });
        self
    }
    pub fn planned(mut self, label: impl Into<String>, value: u64) -> Self {
        self.bars.push(Bar { label: label.into(), value, planned: true });
        self
    }
    /// 120 px stand for an even figure above the greatest; places across are in per cent.
    #[allow(clippy::cast_precision_loss, reason = "counts of cases")]
    fn drawn(&self) -> Vec<Drawn<'_>> {
        let slot = 100.0 / self.bars.len().max(1) as f64;
        let most = even(self.bars.iter().map(|bar| bar.value).max().unwrap_or(0) as f64);
        let mut drawn = Vec::new();
        for (index, bar) in self.bars.iter().enumerate() {
            let height = (bar.value as f64 / most * 120.0).round();
            let left = slot * index as f64;
            let (middle, width) = (at(left + slot / 2.0), at(slot * 0.6));
            drawn.push(Drawn {
                bar,
                left: at(left + slot * 0.2),
                width,
                middle,
                height,
                top: 140.0 - height,
            });
        }
        drawn
    }
    fn spoken(&self) -> String {
        let parts = self.bars.iter().map(|bar| format!("{} {}", bar.label, bar.value));
        format!("{}，{}（{}）：{}", self.title, self.period, self.unit, parts.collect::<Vec<_>>().join("，"))
    }
    fn figures(&self) -> Figures {
        let planned = |bar: &Bar| if bar.planned { "（计划）" } else { "" };
        let row = |bar: &Bar| {
            let value = formats::number(i64::try_from(bar.value).unwrap_or(i64::MAX));
            vec![format!("{}{}", bar.label, planned(bar)), value]
        };
        Figures { head: vec![String::new(), self.unit.clone()], rows: self.bars.iter().map(row).collect() }
    }
}

component!(Bars);
