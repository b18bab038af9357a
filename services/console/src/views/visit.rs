//! 现场检查: where do I go next, what do I check here, what have I found, who still has to sign?
//!
//! One visit has four places: 到场 (facts and preparation), 事项, 措施, 签字. Each is an address of its own, and a form posts to
//! an address below it.

mod archive;
mod arrival;
mod confirm;
mod evidence;
mod item;
mod items;
mod measures;
mod record;
mod replace;
mod schedule;
mod sign;
mod today;
mod words;

use actix_web::{
    http::StatusCode,
    web::{self as actix, Path, ServiceConfig},
};
use contracts::{
    api::{
        inspection::{PartView, TeamView, VisitView},
        pool::InspectorName,
    },
    events::planning::NoticePolicy,
};
use futures_util::future::join_all;
use kernel::{InspectorId, Role};
use pages::{ErrorSummary, Html, Note, PageHead, Shell, Tabs};
use serde::Serialize;
use serde_json::Value;
use web::{problem::Details, upstream::Command};

use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/visits", actix::get().to(list))
        .route("/schedule", actix::get().to(schedule::show))
        .route("/visits/{id}", actix::get().to(show))
        .route("/visits/{id}/pre-check", actix::post().to(arrival::pre_check))
        .route("/visits/{id}/schedule", actix::post().to(arrival::arrange))
        .route("/visits/{id}/notice", actix::post().to(arrival::notify))
        .route("/visits/{id}/start", actix::post().to(arrival::start))
        .route("/visits/{id}/items", actix::get().to(items::show))
        .route("/visits/{id}/items/{item}", actix::get().to(item::show))
        .route("/visits/{id}/items/{item}", actix::post().to(item::take))
        .route("/visits/{id}/measures", actix::get().to(measures::show))
        .route("/visits/{id}/measures", actix::post().to(measures::take))
        .route("/visits/{id}/sign", actix::get().to(sign::show))
        .route("/visits/{id}/sign", actix::post().to(sign::inspector))
        .route("/visits/{id}/sign/object", actix::post().to(sign::object))
        .route("/visits/{id}/end", actix::get().to(confirm::show))
        .route("/visits/{id}/end", actix::post().to(confirm::take))
        .route("/visits/{id}/replacement", actix::get().to(replace::show))
        .route("/visits/{id}/replacement", actix::post().to(replace::ask))
        .route("/visits/{id}/replacement/decision", actix::post().to(replace::decide))
        .route("/visits/{id}/cancellation", actix::post().to(replace::cancel))
        .route("/visits/{id}/cancellation/decision", actix::post().to(replace::decide_cancellation))
        .route("/visits/{id}/evidence/{digest}", actix::get().to(evidence::show));
}

async fn list(desk: Desk) -> Page {
    match desk.role() {
        Role::Inspector => today::show(desk).await,
        _ => archive::show(desk).await,
    }
}

/// The inspector works on a visit; everybody else reads it.
async fn show(desk: Desk, id: Path<String>) -> Page {
    let case = Case::read(&desk, &id).await?;
    match desk.role() {
        Role::Inspector if case.is_open() => {
            arrival::render(&desk, &case, StatusCode::OK, None, &Fields::default())
        }
        _ => record::render(&desk, &case, StatusCode::OK, None, &Fields::default()),
    }
}

/// A visit with the names of its people.
#[derive(Debug)]
pub struct Case {
    pub visit: VisitView,
    names: Vec<InspectorName>,
}

/// Whether this can be an id; nothing else is put into an address.
fn is_id(id: &str) -> bool {
    id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

impl Case {
    pub async fn read(desk: &Desk, id: &str) -> Result<Self, Trouble> {
        is_id(id).then_some(()).ok_or_else(Trouble::not_found)?;
        let visit: VisitView = desk.get("inspection", &format!("/v1/visits/{id}")).await?;
        let mut people: Vec<_> = visit.team.iter().map(|member| member.inspector).collect();
        people.extend(visit.substitution_asked.iter().flat_map(|asked| [asked.drawn, asked.replacement]));
        people.extend(visit.substitutions.iter().map(|done| done.drawn));
        people.sort_unstable();
        people.dedup();
        let asked = people.iter().map(|person| async move {
            desk.get::<InspectorName>("pool", &format!("/v1/inspectors/{person}/name")).await
        });
        // A name that cannot be had leaves a gap; the visit goes on.
        let names = join_all(asked).await.into_iter().flatten().collect();
        Ok(Self { visit, names })
    }

    pub fn name(&self, inspector: InspectorId) -> &str {
        self.names.iter().find(|one| one.inspector == inspector).map_or("执法检查人员", |one| &one.name)
    }

    /// `王**（组长）`.
    pub fn titled(&self, member: &TeamView) -> String {
        let post = if member.leader { "（组长）" } else { "" };
        format!("{}{post}", self.name(member.inspector))
    }

    pub fn is_open(&self) -> bool {
        matches!(self.visit.state.as_str(), "assigned" | "scheduled" | "started")
    }

    pub fn begun(&self) -> bool {
        !matches!(self.visit.state.as_str(), "assigned" | "scheduled" | "cancelled")
    }

    /// Whoever acts, as a member of the team.
    pub fn me(&self, desk: &Desk) -> Option<&TeamView> {
        let me = desk.grant().inspector?;
        self.visit.team.iter().find(|member| member.inspector == me)
    }

    pub fn leads(&self, desk: &Desk) -> bool {
        self.me(desk).is_some_and(|member| member.leader)
    }

    pub fn present(&self, desk: &Desk) -> bool {
        self.me(desk).is_some_and(|member| self.visit.present.contains(&member.inspector))
    }

    /// The part of one's own department.
    pub fn own(&self, desk: &Desk) -> Option<&PartView> {
        self.visit.parts.iter().find(|part| desk.is_mine(Some(&part.department)))
    }

    /// Whether the object must not know: its name stands in no title before the team has arrived.
    pub fn sealed(&self) -> bool {
        !self.begun() && matches!(self.visit.notice_policy, NoticePolicy::Withheld { .. })
    }

    /// What titles may say.
    pub fn title(&self) -> &str {
        if self.sealed() { "不通知检查" } else { &self.visit.object.name }
    }

    pub fn href(&self, below: &str) -> String {
        format!("/visits/{}{below}", self.visit.visit)
    }

    /// Items recorded, and all of them.
    pub fn counted(&self) -> (usize, usize) {
        let items = || self.visit.parts.iter().flat_map(|part| &part.items);
        (items().filter(|item| item.result.is_some()).count(), items().count())
    }

    /// The frame of a page about this visit: on the phone its bar carries the title and the way back.
    pub fn shell(&self, desk: &Desk, back: &str) -> Shell {
        let line = match (&self.visit.record_number, &self.visit.schedule) {
            (Some(number), _) => number.clone(),
            (None, Some(schedule)) => pages::formats::date_near(schedule.on, desk.today()),
            (None, None) => words::state(&self.visit.state).to_owned(),
        };
        desk.shell(self.title(), "/visits").phone(line, Some(back))
    }

    /// The places of an open visit.
    pub fn tabs(&self, here: &str) -> Tabs {
        let (recorded, all) = self.counted();
        let items = format!("事项 {recorded}/{all}");
        [("到场", ""), (items.as_str(), "/items"), ("措施", "/measures"), ("签字", "/sign")]
            .iter()
            .fold(Tabs::new("本次检查"), |tabs, (words, below)| {
                tabs.tab(*words, self.href(below), None, *below == here)
            })
    }

    /// Head, tabs and whatever is below them.
    pub fn page(
        &self,
        desk: &Desk,
        code: StatusCode,
        (here, lead): (&str, &str),
        summary: Option<ErrorSummary>,
        parts: Vec<Html>,
    ) -> Page {
        let head = PageHead::new(self.title()).lead(lead);
        let mut all: Vec<Html> = vec![head.into()];
        all.extend(summary.map(Html::from));
        all.push(self.tabs(here).into());
        all.extend(parts);
        desk.answer(code, self.shell(desk, "/visits").wrap(&Html::all(all))?)
    }
}

/// Sends a command about a visit, with the version that the form was filled in for.
async fn send(
    desk: &Desk,
    id: &str,
    verb: &str,
    body: &impl Serialize,
    fields: &Fields,
) -> Result<Result<Value, Box<Details>>, Trouble> {
    is_id(id).then_some(()).ok_or_else(Trouble::not_found)?;
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    desk.send("inspection", &format!("/v1/visits/{id}/{verb}"), body, &command).await
}

/// What a refusal says, with names where the service has codes.
fn refusal(desk: &Desk, case: &Case, details: &Details) -> (StatusCode, ErrorSummary) {
    let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
    let mut sentence = crate::trouble::sentence(details);
    let named = |key: &str| details.parameters.get(key).and_then(Value::as_str);
    if let Some(of) = named("department")
        && let Some(name) = desk.names().departments.get(of)
    {
        sentence = sentence.replace(of, name);
    }
    let mut items = case.visit.parts.iter().flat_map(|part| &part.items);
    if let Some(of) = named("item")
        && let Some(item) = items.find(|item| item.item.as_str() == of)
    {
        sentence = sentence.replace(of, &item.name);
    }
    (code, ErrorSummary::refusal(sentence))
}

/// What is still missing, told once at the head of a page.
fn note(meaning: pages::Meaning, lead: &str, text: impl Into<Html>) -> Html {
    Note::new(meaning, lead, text).into()
}

/// A text of at most `most` characters, and there where it must be.
fn checked(summary: ErrorSummary, field: &str, text: &str, most: usize, needed: &str) -> ErrorSummary {
    match text.chars().count() {
        0 if !needed.is_empty() => summary.error(field, needed),
        count if count > most => summary.error(field, format!("最多 {most} 字，现有 {count} 字")),
        _ => summary,
    }
}
