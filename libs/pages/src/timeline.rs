//! What happened, newest first, and what was gathered as evidence.

use askama::Template;

use crate::{Href, Html, Icon, html::component};

/// One act: what, when, and who as which role; `系统自动生成` where nobody did.
#[derive(Debug, Clone)]
pub struct Entry {
    what: String,
    when: String,
    who: String,
    remark: Html,
    href: Option<Href>,
    waiting: bool,
}

impl Entry {
    pub fn new(what: impl Into<String>, when: impl Into<String>, who: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            when: when.into(),
            who: who.into(),
            remark: Html::default(),
            href: None,
            waiting: false,
        }
    }
    /// What is still to come; `when` is its deadline.
    pub fn waiting(what: impl Into<String>, when: impl Into<String>, who: impl Into<String>) -> Self {
        Self { waiting: true, ..Self::new(what, when, who) }
    }
    pub fn remark(mut self, remark: impl Into<Html>) -> Self {
        self.remark = remark.into();
        self
    }
    /// Its place in the trail.
    pub fn link(mut self, href: impl Into<Href>) -> Self {
        self.href = Some(href.into());
        self
    }
}

#[derive(Debug, Clone, Template)]
#[template(path = "timeline.html")]
pub struct Timeline {
    entries: Vec<Entry>,
}

impl Timeline {
    /// Newest first.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
    /// Each entry with its mark: hollow grey to come, full the latest, hollow those before.
    fn marked(&self) -> Vec<(&'static str, &Entry)> {
        let latest = self.entries.iter().position(|entry| !entry.waiting);
        let mark = |(at, entry): (usize, &Entry)| match entry.waiting {
            true => "waiting",
            false if latest == Some(at) => "latest",
            false => "",
        };
        self.entries.iter().enumerate().map(|pair| (mark(pair), pair.1)).collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind {
    Photo,
    Video,
    Audio,
    Paper,
}

impl EvidenceKind {
    fn icon(self) -> Icon {
        match self {
            Self::Photo => Icon::Photo,
            Self::Video => Icon::Video,
            Self::Audio => Icon::Microphone,
            Self::Paper => Icon::File,
        }
    }
    fn words(self) -> &'static str {
        match self {
            Self::Photo => "照片",
            Self::Video => "视频",
            Self::Audio => "录音",
            Self::Paper => "文件",
        }
    }
}

/// Whether the server has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    Yes,
    Waiting,
    Failed,
}

/// One piece of evidence: picture, kind, name, time, and whether it has been sent.
#[derive(Debug, Clone, Template)]
#[template(path = "tile.html")]
pub struct EvidenceTile {
    kind: EvidenceKind,
    name: String,
    remark: String,
    picture: Option<Href>,
    href: Option<Href>,
    sent: Sent,
}

impl EvidenceTile {
    /// `remark`: `09-24 10:21`, `01:12 · 09-24 10:26`.
    pub fn new(kind: EvidenceKind, name: impl Into<String>, remark: impl Into<String>) -> Self {
        Self { kind, name: name.into(), remark: remark.into(), picture: None, href: None, sent: Sent::Yes }
    }
    /// The address of its small picture, on this server.
    pub fn picture(mut self, href: impl Into<Href>) -> Self {
        self.picture = Some(href.into());
        self
    }
    pub fn link(mut self, href: impl Into<Href>) -> Self {
        self.href = Some(href.into());
        self
    }
    pub fn sent(mut self, sent: Sent) -> Self {
        self.sent = sent;
        self
    }
    fn state(&self) -> (&'static str, Icon, &'static str) {
        match self.sent {
            Sent::Yes => ("ok", Icon::Tick, "已发送"),
            Sent::Waiting => ("soon", Icon::Clock, "待发送"),
            Sent::Failed => ("late", Icon::Triangle, "发送失败"),
        }
    }
}

/// Tiles side by side.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<ul class="tiles">{% for tile in tiles %}<li>{{ tile }}</li>{% endfor %}</ul>"#
)]
pub struct Evidence {
    tiles: Vec<EvidenceTile>,
}

impl Evidence {
    pub fn new(tiles: impl IntoIterator<Item = EvidenceTile>) -> Self {
        Self { tiles: tiles.into_iter().collect() }
    }
}

component!(Timeline, EvidenceTile, Evidence);
