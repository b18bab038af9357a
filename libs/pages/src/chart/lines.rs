//! Rates over time, one or two series.

use askama::Template;

use super::{Figures, at};
use crate::html::component;

#[derive(Debug, Clone)]
struct Series {
    name: String,
    values: Vec<f64>,
}

/// The first series is solid with a round end, the second dashed with a square one. The axis may start above zero and says so.
#[derive(Debug, Clone, Template)]
#[template(path = "chart/lines.html")]
pub struct Lines {
    title: String,
    unit: String,
    points: Vec<String>,
    low: f64,
    high: f64,
    goal: Option<f64>,
    series: Vec<Series>,
}

const TOP: f64 = 8.0;
const TALL: f64 = 132.0;

impl Lines {
    /// `points`: what the values stand for, from left to right (`7月13日`, …).
    pub fn new(
        title: impl Into<String>,
        unit: impl Into<String>,
        points: impl IntoIterator<Item = impl Into<String>>,
        axis: (f64, f64),
    ) -> Self {
        Self {
            title: title.into(),
            unit: unit.into(),
            points: points.into_iter().map(Into::into).collect(),
            low: axis.0,
            high: if axis.1 > axis.0 { axis.1 } else { axis.0 + 1.0 },
            goal: None,
            series: Vec::new(),
        }
    }
    /// One value a point. A third series is not drawn: nobody reads it.
    pub fn series(mut self, name: impl Into<String>, values: impl IntoIterator<Item = f64>) -> Self {
        if self.series.len() < 2 {
            self.series.push(Series { name: name.into(), values: values.into_iter().collect() });
        }
        self
    }
    pub fn goal(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self
    }
    fn height(&self, value: f64) -> String {
        let share = (value.clamp(self.low, self.high) - self.low) / (self.high - self.low);
        format!("{:.1}", TOP + TALL * (1.0 - share))
    }
    fn goal_height(&self) -> Option<String> {
        self.goal.map(|goal| self.height(goal))
    }
    /// For the inner picture, which is 100 wide and stretched.
    #[allow(clippy::cast_precision_loss, reason = "few points")]
    fn path(&self, series: &Series) -> String {
        let last = self.points.len().saturating_sub(1).max(1) as f64;
        let place =
            |(at, value): (usize, &f64)| format!("{:.2},{}", at as f64 * 100.0 / last, self.height(*value));
        series.values.iter().take(self.points.len()).enumerate().map(place).collect::<Vec<_>>().join(" ")
    }
    fn ticks(&self) -> Vec<(String, String)> {
        let middle = (self.low + self.high) / 2.0;
        [self.high, middle, self.low].map(|tick| (self.height(tick), self.write(tick))).into()
    }
    fn last(&self, series: &Series) -> (String, String, String) {
        let value = series.values.last().copied().unwrap_or(self.low);
        (at(100.0), self.height(value), self.write(value))
    }
    fn write(&self, value: f64) -> String {
        let digits = usize::from(value.fract().abs() > 0.049);
        format!("{value:.digits$}{}", if self.unit == "%" { "%" } else { "" })
    }
    fn starts(&self) -> String {
        if self.low == 0.0 { String::new() } else { format!("，纵轴自 {} 起", self.write(self.low)) }
    }
    fn ends(&self) -> (&str, &str) {
        (self.points.first().map_or("", String::as_str), self.points.last().map_or("", String::as_str))
    }
    fn spoken(&self) -> String {
        let told = self.series.iter().map(|series| format!("{}最近 {}", series.name, self.last(series).2));
        let (from, to) = self.ends();
        format!("{}，{from}至{to}：{}", self.title, told.collect::<Vec<_>>().join("，"))
    }
    fn figures(&self) -> Figures {
        let head = std::iter::once(String::new()).chain(self.series.iter().map(|series| series.name.clone()));
        let row = |(at, point): (usize, &String)| {
            let values = self.series.iter().map(|series| series.values.get(at));
            let written =
                values.map(|value| value.map_or_else(|| "—".to_owned(), |value| self.write(*value)));
            std::iter::once(point.clone()).chain(written).collect()
        };
        Figures { head: head.collect(), rows: self.points.iter().enumerate().map(row).collect() }
    }
}

component!(Lines);
