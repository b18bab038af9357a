//! Rates near 100 % of many, two dots each on a shared scale.

use askama::Template;

use super::{Figures, at};
use crate::{formats, html::component};

#[derive(Debug, Clone)]
struct Pair {
    name: String,
    first: (u64, u64),
    second: (u64, u64),
}

/// One rate as it is drawn and written.
struct Dot {
    place: Option<String>,
    rate: String,
    low: bool,
}

struct Shown<'a> {
    name: &'a str,
    first: Dot,
    second: Dot,
    link: Option<(String, String)>,
}

/// The first series is a disc, the second a diamond; the target a dashed line. Fewer than ten cases are told as counts.
#[derive(Debug, Clone, Template)]
#[template(path = "chart/dots.html")]
pub struct Dots {
    title: String,
    period: String,
    names: (String, String),
    low: f64,
    goal: Option<f64>,
    pairs: Vec<Pair>,
}

impl Dots {
    /// The axis runs from `low` per cent to 100.
    pub fn new(title: impl Into<String>, period: impl Into<String>, names: (&str, &str), low: f64) -> Self {
        Self {
            title: title.into(),
            period: period.into(),
            names: (names.0.to_owned(), names.1.to_owned()),
            low: low.clamp(0.0, 95.0),
            goal: None,
            pairs: Vec::new(),
        }
    }
    pub fn goal(mut self, percent: f64) -> Self {
        self.goal = Some(percent);
        self
    }
    /// Numerators and denominators of both.
    pub fn pair(mut self, name: impl Into<String>, first: (u64, u64), second: (u64, u64)) -> Self {
        self.pairs.push(Pair { name: name.into(), first, second });
        self
    }
    /// Between 4 and 96 per cent of the width, so that a dot at the end is whole.
    fn place(&self, percent: f64) -> String {
        at(4.0 + 92.0 * (percent.max(self.low) - self.low) / (100.0 - self.low))
    }
    fn goal_place(&self) -> Option<String> {
        self.goal.map(|goal| self.place(goal))
    }
    fn rows(&self) -> Vec<Shown<'_>> {
        let dot = |(part, whole): (u64, u64)| Dot {
            place: (whole > 0).then(|| self.place(formats::percent(part, whole))),
            rate: formats::rate(part, whole),
            low: whole > 0 && self.goal.is_some_and(|goal| formats::percent(part, whole) < goal),
        };
        self.pairs
            .iter()
            .map(|pair| {
                let (first, second) = (dot(pair.first), dot(pair.second));
                let link = first.place.clone().zip(second.place.clone());
                Shown { name: &pair.name, first, second, link }
            })
            .collect()
    }
    fn ticks(&self) -> Vec<(String, String)> {
        let middle = (self.low + 100.0) / 2.0;
        [self.low, middle, 100.0].map(|tick| (self.place(tick), format!("{tick:.0}%"))).into()
    }
    fn figures(&self) -> Figures {
        let (first, second) = &self.names;
        let head = [
            String::new(),
            format!("{first}按期 / 总数"),
            first.clone(),
            format!("{second}按期 / 总数"),
            second.clone(),
        ];
        let row = |pair: &Pair| {
            let ((a, b), (c, d)) = (pair.first, pair.second);
            vec![
                pair.name.clone(),
                format!("{a} / {b}"),
                formats::rate(a, b),
                format!("{c} / {d}"),
                formats::rate(c, d),
            ]
        };
        Figures { head: head.into(), rows: self.pairs.iter().map(row).collect() }
    }
}

component!(Dots);
