//! The frame of a form for paper: A4, Song, ruled boxes, number, code of the page's address, room for signatures and seal.

use askama::Template;

use super::Head;
use crate::{Href, Html, Link};

#[derive(Debug, Clone)]
pub struct PrintShell {
    title: String,
    number: String,
    code: Option<Href>,
    signers: Vec<String>,
    seal: Option<(String, String)>,
    address: String,
    made: String,
    back: Option<Link>,
}

impl PrintShell {
    /// `PrintShell::new("案件线索移送函", "舞移〔2026〕0087号")`.
    pub fn new(title: impl Into<String>, number: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            number: number.into(),
            code: None,
            signers: Vec::new(),
            seal: None,
            address: String::new(),
            made: String::new(),
            back: None,
        }
    }
    /// The picture of the QR code of the page's address, on this server, and the address in words.
    pub fn code(mut self, picture: impl Into<Href>, address: impl Into<String>) -> Self {
        self.code = Some(picture.into());
        self.address = address.into();
        self
    }
    /// Room for a signature: `当事人（签字）`.
    pub fn signer(mut self, who: impl Into<String>) -> Self {
        self.signers.push(who.into());
        self
    }
    /// Room for a seal over the office's name and the date.
    pub fn seal(mut self, office: impl Into<String>, date: impl Into<String>) -> Self {
        self.seal = Some((office.into(), date.into()));
        self
    }
    /// Who made it and when: `市市场监管局部门经办人 2026年9月29日 09:06 打印`.
    pub fn made(mut self, made: impl Into<String>) -> Self {
        self.made = made.into();
        self
    }
    /// The page it came from; not on paper.
    pub fn back(mut self, words: impl Into<String>, href: impl Into<Href>) -> Self {
        self.back = Some(Link::new(words, href));
        self
    }
    /// The whole form around a page's own template.
    ///
    /// # Errors
    /// What the template fails with.
    pub fn page(&self, body: &impl Template) -> askama::Result<String> {
        self.wrap(&Html::render(body)?)
    }
    /// The whole form around components.
    ///
    /// # Errors
    /// What writing fails with.
    pub fn wrap(&self, body: &Html) -> askama::Result<String> {
        View { shell: self, head: Head::new(&self.title, &self.number, body), body }.render()
    }
}

#[derive(Template)]
#[template(path = "layout/print.html")]
struct View<'a> {
    shell: &'a PrintShell,
    head: Head<'a>,
    body: &'a Html,
}
