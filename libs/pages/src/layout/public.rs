//! The portal's frame: its name in Song, search first.

use askama::Template;

use super::{Head, Mark};
use crate::{Button, Href, Html, Icon};

#[derive(Debug, Clone)]
pub struct PublicShell {
    title: String,
    name: String,
    home: Href,
    nav: Vec<(String, Href, bool)>,
    search: Option<(Href, String)>,
    kept: Vec<(String, String)>,
    remarks: Vec<Html>,
    foot: Vec<Html>,
}

impl PublicShell {
    /// `name`: `舞钢市部门联合“双随机、一公开”公示`.
    pub fn new(title: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            name: name.into(),
            home: Href::from("/"),
            nav: Vec::new(),
            search: None,
            kept: Vec::new(),
            remarks: Vec::new(),
            foot: Vec::new(),
        }
    }
    /// Where the name leads, `/` unless told.
    pub fn home(mut self, href: impl Into<Href>) -> Self {
        self.home = href.into();
        self
    }
    pub fn nav(mut self, words: impl Into<String>, href: impl Into<Href>, here: bool) -> Self {
        self.nav.push((words.into(), href.into(), here));
        self
    }
    /// A GET of `q`.
    pub fn search(mut self, action: impl Into<Href>, query: impl Into<String>) -> Self {
        self.search = Some((action.into(), query.into()));
        self
    }
    /// What the search's address has besides: the region.
    pub fn keep(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.kept.push((name.into(), value.into()));
        self
    }
    /// Quiet words below the search: how many results are public, open data.
    pub fn remark(mut self, remark: impl Into<Html>) -> Self {
        self.remarks.push(remark.into());
        self
    }
    pub fn foot(mut self, foot: impl Into<Html>) -> Self {
        self.foot.push(foot.into());
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
        let button = Button::new("查询").icon(Icon::Search);
        View { shell: self, head: Head::new(&self.title, &self.name, body), button, body }.render()
    }
}

#[derive(Template)]
#[template(path = "layout/public.html")]
struct View<'a> {
    shell: &'a PublicShell,
    head: Head<'a>,
    button: Button,
    body: &'a Html,
}
