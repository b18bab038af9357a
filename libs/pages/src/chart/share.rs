//! A small bar of shares: how much of a whole.

use askama::Template;

use super::at;
use crate::{formats, html::component};

/// The colour of a part, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareFill {
    Share,
    Referral,
    Disclosure,
    Done,
    Soon,
    Late,
}

impl ShareFill {
    fn class(self) -> &'static str {
        match self {
            Self::Share => "f-share",
            Self::Referral => "f-brand",
            Self::Disclosure => "f-pub",
            Self::Done => "f-ok",
            Self::Soon => "f-soon",
            Self::Late => "f-late",
        }
    }
}

/// A name, its rate, a bar, numerator and denominator. Several parts stand side by side with a gap.
#[derive(Debug, Clone, Template)]
#[template(path = "chart/share.html")]
pub struct Share {
    name: String,
    figure: String,
    parts: Vec<(ShareFill, u64)>,
    whole: u64,
    remark: String,
    of: String,
}

impl Share {
    /// `38 / 46` of one measure.
    pub fn new(name: impl Into<String>, part: u64, whole: u64) -> Self {
        Self {
            name: name.into(),
            figure: formats::rate(part, whole),
            parts: vec![(ShareFill::Share, part)],
            whole,
            remark: String::new(),
            of: format!("{part} / {whole}"),
        }
    }
    /// A whole made of parts, told by its own figure (`在办 9`) and in words below.
    pub fn parts(
        name: impl Into<String>,
        figure: impl Into<String>,
        parts: impl IntoIterator<Item = (ShareFill, u64)>,
    ) -> Self {
        let parts: Vec<_> = parts.into_iter().collect();
        let whole = parts.iter().map(|(_, part)| part).sum();
        Self {
            name: name.into(),
            figure: figure.into(),
            parts,
            whole,
            remark: String::new(),
            of: String::new(),
        }
    }
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }
    fn bars(&self) -> Vec<(&'static str, String, String)> {
        let mut left = 0.0;
        let bar = |(fill, part): &(ShareFill, u64)| {
            let width = formats::percent(*part, self.whole);
            let bar = (fill.class(), at(left), at((width - 0.6).max(0.0)));
            left += width;
            bar
        };
        self.parts.iter().map(bar).collect()
    }
}

component!(Share);
