//! Acts: a small form in a card, and the page of its own that an irreversible act has.

use actix_web::http::StatusCode;
use askama::Template;
use pages::{Breadcrumb, Button, Card, ErrorSummary, Field, Html, Icon, PageHead};
use serde::Serialize;
use serde_json::Value;
use web::upstream::Command;

use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

/// A form that sends one act.
#[derive(Template)]
#[template(path = "planning/act.html")]
pub struct Act {
    pub action: String,
    pub key: String,
    pub version: u64,
    pub lead: String,
    pub fields: Vec<Html>,
    pub button: Button,
}

impl Act {
    pub fn card(&self, title: &str) -> Result<Card, Trouble> {
        Ok(Card::new(title, Html::render(self)?))
    }
}

/// Why an act did not happen: for the page to say, with its status.
pub struct Refused {
    pub status: StatusCode,
    pub summary: ErrorSummary,
}

impl Refused {
    pub fn wrong(summary: ErrorSummary) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, summary }
    }
}

/// Sends what a form was filled in for.
pub async fn send(
    desk: &Desk,
    path: &str,
    body: &impl Serialize,
    fields: &Fields,
) -> Result<Result<Value, Refused>, Trouble> {
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let sent = desk.send::<Value>("planning", path, body, &command).await?;
    Ok(sent.map_err(|details| Refused {
        status: StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT),
        summary: ErrorSummary::refusal(sentence(&details)),
    }))
}

/// A text that must be there, of at most so many characters.
pub fn text<'a>(
    summary: ErrorSummary,
    fields: &'a Fields,
    name: &str,
    label: &str,
    most: usize,
) -> (ErrorSummary, &'a str) {
    let text = fields.text(name);
    match text.chars().count() {
        0 => (summary.error(name, format!("请填写{label}")), text),
        count if count > most => (summary.error(name, format!("{label}不应超过 {most} 字")), text),
        _ => (summary, text),
    }
}

/// An act that cannot be taken back: what becomes fixed, one sentence to tick, and a button that names it.
pub struct Final<'a> {
    pub title: &'a str,
    /// The navigation's entry, and the page to go back to with its name.
    pub here: &'a str,
    pub back: (String, String),
    pub lead: &'a str,
    pub what: Html,
    pub fields: Vec<Html>,
    pub sentence: &'a str,
    pub verb: &'a str,
    pub version: u64,
}

#[derive(Template)]
#[template(path = "planning/final.html")]
struct FinalPage {
    head: PageHead,
    summary: ErrorSummary,
    what: Html,
    form: Html,
}

impl Final<'_> {
    pub fn show(self, desk: &Desk, refused: Option<Refused>) -> Page {
        let (status, summary) = refused
            .map_or((StatusCode::OK, ErrorSummary::new()), |refused| (refused.status, refused.summary));
        let (above, href) = self.back;
        let mut fields = self.fields;
        fields.push(Field::checkbox("sure", self.sentence).error(summary.at("sure")).into());
        let crumbs = Breadcrumb::to(self.title).above(above, href.clone());
        let form = Act {
            action: String::new(),
            key: desk.form_key(),
            version: self.version,
            lead: String::new(),
            fields,
            button: Button::new(self.verb).busy("正在提交"),
        };
        let head = PageHead::new(self.title).crumbs(crumbs).lead(self.lead);
        let body = FinalPage { head, summary, what: self.what, form: Html::render(&form)? };
        desk.answer(status, desk.shell(self.title, self.here).page(&body)?)
    }
}

/// Whether the sentence is ticked.
pub fn sure(fields: &Fields) -> Result<(), Refused> {
    if fields.text("sure") == "yes" {
        return Ok(());
    }
    Err(Refused::wrong(ErrorSummary::new().error("sure", "请核对后勾选确认")))
}

/// Several of a kind to tick, all under one name.
#[derive(Template)]
#[template(path = "planning/ticks.html")]
pub struct Ticks {
    name: String,
    label: String,
    hint: String,
    error: String,
    options: Vec<(String, String, bool)>,
}

impl Ticks {
    pub fn new(name: &str, label: &str, options: Vec<(String, String)>, typed: &Fields) -> Self {
        let ticked: Vec<_> = typed.all(name).collect();
        let options = options.into_iter().map(|(value, words)| {
            let on = ticked.contains(&value.as_str());
            (value, words, on)
        });
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            error: String::new(),
            options: options.collect(),
        }
    }

    pub fn hint(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    pub fn error(mut self, error: &str) -> Self {
        error.clone_into(&mut self.error);
        self
    }

    pub fn html(&self) -> Html {
        Html::render(self).unwrap_or_default()
    }
}
