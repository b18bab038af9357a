//! Numbered stages of what runs in a fixed order, and the assurance a draw reached.

use askama::Template;

use crate::{Icon, formats, html::component};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageState {
    Done,
    Running,
    Waiting,
    Void,
}

impl StageState {
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Void => "void",
        }
    }
    fn spoken(self) -> &'static str {
        match self {
            Self::Done => "已完成",
            Self::Running => "进行中",
            Self::Waiting => "未开始",
            Self::Void => "已作废",
        }
    }
}

#[derive(Debug, Clone)]
pub struct Stage {
    name: String,
    state: StageState,
    time: String,
    digest: String,
    remark: String,
}

impl Stage {
    pub fn new(name: impl Into<String>, state: StageState) -> Self {
        Self { name: name.into(), state, time: String::new(), digest: String::new(), remark: String::new() }
    }
    pub fn time(mut self, time: impl Into<String>) -> Self {
        self.time = time.into();
        self
    }
    /// Whole; shown by its first eight and last six.
    pub fn digest(mut self, hex: &str) -> Self {
        self.digest = formats::digest(hex);
        self
    }
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }
}

/// The draw's protocol, a task's five steps, a plan's year.
#[derive(Debug, Clone, Template)]
#[template(path = "stages.html")]
pub struct StageLine {
    label: String,
    stages: Vec<Stage>,
}

impl StageLine {
    pub fn new(label: impl Into<String>, stages: impl IntoIterator<Item = Stage>) -> Self {
        Self { label: label.into(), stages: stages.into_iter().collect() }
    }
}

const LEVELS: [(&str, &str); 4] =
    [("一级", "公共信标 ＋ 多方份额"), ("二级", "多方份额"), ("三级", "公开彩票"), ("四级", "运行方")];

/// How much a draw proves, in words and four steps; the lowest as plainly as the highest.
#[derive(Debug, Clone, Template)]
#[template(path = "assurance.html")]
pub struct Assurance {
    level: usize,
    facts: Vec<String>,
}

impl Assurance {
    /// 1 (信标＋多方) to 4 (运行方); anything else counts as the lowest.
    pub fn new(level: u8) -> Self {
        Self { level: if (1..=4).contains(&level) { usize::from(level) } else { 4 }, facts: Vec::new() }
    }
    /// What has been checked, one sentence each.
    pub fn fact(mut self, fact: impl Into<String>) -> Self {
        self.facts.push(fact.into());
        self
    }
    fn name(&self) -> String {
        let note = match self.level {
            1 => "（最高）",
            4 => "（最低）",
            _ => "",
        };
        format!("{}{note}", LEVELS[self.level - 1].0)
    }
    fn means(&self) -> &'static str {
        LEVELS[self.level - 1].1
    }
    /// From the lowest to the highest.
    fn steps(&self) -> Vec<(&'static str, bool)> {
        let marked = |at: usize| {
            (["一级 信标＋多方", "二级 多方", "三级 彩票", "四级 运行方"][at], at + 1 == self.level)
        };
        (0..4).rev().map(marked).collect()
    }
}

component!(StageLine, Assurance);
