//! The console's frame: bar, rail on the desktop, bottom bar on the phone.

use askama::Template;

use super::{Head, Mark, Nav, NavEntry, Who};
use crate::{Href, Html, Icon};

#[derive(Debug, Clone)]
pub struct Shell {
    title: String,
    place: String,
    nav: Nav,
    who: Option<Who>,
    search: Option<(Href, String)>,
    alerts: Option<(Href, u64)>,
    said: String,
    offline: Option<(String, Href)>,
    foot: String,
    phone: Option<(Option<Href>, String)>,
}

impl Shell {
    /// The title names the page and never an object that is sealed.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            place: String::new(),
            nav: Nav::new(),
            who: None,
            search: None,
            alerts: None,
            said: String::new(),
            offline: None,
            foot: "随机 · 部门联合“双随机、一公开”监管平台".to_owned(),
            phone: None,
        }
    }
    /// `舞钢市部门联合“双随机、一公开”监管`.
    pub fn place(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }
    pub fn nav(mut self, nav: Nav) -> Self {
        self.nav = nav;
        self
    }
    pub fn who(mut self, who: Who) -> Self {
        self.who = Some(who);
        self
    }
    /// A GET of `q`; what has been searched for stays.
    pub fn search(mut self, action: impl Into<Href>, query: impl Into<String>) -> Self {
        self.search = Some((action.into(), query.into()));
        self
    }
    pub fn alerts(mut self, href: impl Into<Href>, count: u64) -> Self {
        self.alerts = Some((href.into(), count));
        self
    }
    /// One line at the top after something was done: `已公示 3 项结果`.
    pub fn said(mut self, sentence: impl Into<String>) -> Self {
        self.said = sentence.into();
        self
    }
    /// On the phone the bar has the title, this line below it and the way back, in place of the mark.
    pub fn phone(mut self, line: impl Into<String>, back: Option<&str>) -> Self {
        self.phone = Some((back.map(Href::from), line.into()));
        self
    }
    /// `4 项未发送，已存在本机`, and where they are listed.
    pub fn offline(mut self, state: impl Into<String>, href: impl Into<Href>) -> Self {
        self.offline = Some((state.into(), href.into()));
        self
    }
    pub fn foot(mut self, foot: impl Into<String>) -> Self {
        self.foot = foot.into();
        self
    }
    /// The whole page around a page's own template.
    ///
    /// # Errors
    /// What the template fails with.
    pub fn page(&self, body: &impl Template) -> askama::Result<String> {
        self.wrap(&Html::render(body)?)
    }
    /// The whole page around components.
    ///
    /// # Errors
    /// What writing fails with.
    pub fn wrap(&self, body: &Html) -> askama::Result<String> {
        let head = Head::new(&self.title, if self.place.is_empty() { "随机" } else { &self.place }, body);
        View { shell: self, head, body }.render()
    }
}

#[derive(Template)]
#[template(path = "layout/shell.html")]
struct View<'a> {
    shell: &'a Shell,
    head: Head<'a>,
    body: &'a Html,
}

impl View<'_> {
    fn badge(entry: &NavEntry) -> &'static str {
        if entry.urgent { "badge" } else { "n" }
    }
}
