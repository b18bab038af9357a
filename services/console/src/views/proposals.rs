//! 问题与建议 (art. 3): what do departments ask of the joint office, and what became of it?

use actix_web::{
    http::StatusCode,
    web::{self as actix, Path, ServiceConfig},
};
use contracts::{
    api::planning::{HandleProposal, ProposalView, SubmitProposal},
    events::planning::Handling,
};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, Entry, ErrorSummary, Field, Html, Icon, PageHead,
    Pager, RadioCards, Row, StatusTag, Table, Timeline, formats,
};
use serde_json::Value;
use web::{Page as ListPage, upstream::Command};

use crate::{
    desk::Desk,
    fields::{Fields, filled, query},
    trouble::{Page, Trouble, sentence},
};

/// The office's steps: word, name, what follows.
const STEPS: [(&str, &str, &str, Handling); 5] = [
    ("accepted", "受理", "由联席会议办公室研究办理", Handling::Accepted),
    ("returned", "退回", "不属于受理范围，须说明理由", Handling::Returned),
    ("answered", "答复", "直接答复提出部门，办理完毕", Handling::Answered),
    ("put_to_conference", "提请联席会议研究", "列入联席会议议题", Handling::PutToConference),
    ("resolved", "记录议定结果", "联席会议已议定，办理完毕", Handling::Resolved),
];

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/proposals", actix::get().to(list))
        .route("/proposals/new", actix::get().to(ask))
        .route("/proposals/new", actix::post().to(submit))
        .route("/proposals/{id}", actix::get().to(show))
        .route("/proposals/{id}", actix::post().to(handle));
}

fn status(state: &str) -> StatusTag {
    match state {
        "submitted" => StatusTag::active("已提交"),
        "accepted" => StatusTag::active("已受理"),
        "put_to_conference" => StatusTag::office("提请联席会议研究"),
        "answered" => StatusTag::done("已答复"),
        "resolved" => StatusTag::done("已议定"),
        _ => StatusTag::plain("已退回"),
    }
}

fn reads(role: Role) -> Result<(), Trouble> {
    let may = matches!(
        role,
        Role::Office | Role::Clerk | Role::Leader | Role::Principal | Role::Observer | Role::Auditor
    );
    may.then_some(()).ok_or_else(Trouble::not_found)
}

async fn list(desk: Desk) -> Page {
    reads(desk.role())?;
    let after = desk.query.text("after");
    let mut asked = vec![("sort", "-id"), ("limit", "30")];
    asked.extend(Some(("after", after)).filter(|(_, after)| !after.is_empty()));
    let found: ListPage<ProposalView> =
        desk.get("planning", &format!("/v1/proposals?{}", query(&asked))).await?;
    let row = |one: &ProposalView| {
        let button = Button::link("查看", format!("/proposals/{}", one.proposal)).plain().small();
        Row::new([
            Cell::of(one.title.clone()).second(desk.names().department(&one.department)),
            Cell::of(formats::date_table(one.on)),
            Cell::of(status(&one.state)),
            Cell::action(button.about(one.title.clone())),
        ])
    };
    let columns =
        [Column::head("事项"), Column::text("提出日期"), Column::text("状态"), Column::action("办理")];
    let next = found.next.as_ref().map(|after| format!("/proposals?{}", query(&[("after", after)])));
    let table = Table::new("问题与建议", columns)
        .rows(found.items.iter().map(row))
        .empty(EmptyState::new("没有问题与建议。", "各部门提出的会出现在这里。"))
        .pager(Pager::new(found.items.len() as u64, found.total, "件").next(next));
    let head = PageHead::new("问题与建议").lead("各部门向联席会议办公室提出问题和建议，办理经过双方可见。");
    let head = match desk.role() {
        Role::Clerk => head.action(Button::link("提出", "/proposals/new").icon(Icon::Plus)),
        _ => head,
    };
    desk.wrap(&desk.shell("问题与建议", "/proposals"), &Html::all([head.into(), Card::bare(table).into()]))
}

#[derive(askama::Template)]
#[template(path = "proposal_form.html")]
struct Form {
    key: String,
    version: Option<u64>,
    fields: Vec<Html>,
    button: Button,
}

async fn ask(desk: Desk) -> Page {
    asking(&desk, StatusCode::OK, None, &Fields::default())
}

fn asking(desk: &Desk, code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    if desk.role() != Role::Clerk {
        return Err(Trouble::not_found());
    }
    let errors = summary.as_ref();
    let title = filled(Field::text("title", "标题").hint("200 字以内"), "title", typed, errors);
    let text = filled(Field::area("text", "内容").rows(10).hint("4000 字以内"), "text", typed, errors);
    let form = Form {
        key: desk.form_key(),
        version: None,
        fields: vec![title.into(), text.into()],
        button: Button::new("提交").busy("正在提交"),
    };
    let head = PageHead::new("提出问题或建议")
        .crumbs(Breadcrumb::to("提出").above("问题与建议", "/proposals"))
        .lead("提交后由联席会议办公室受理或退回，办理结果在此可查。");
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.clone().map(Html::from));
    parts.push(Card::bare(Html::render(&form)?).into());
    desk.answer(code, desk.shell("提出问题或建议", "/proposals").wrap(&Html::all(parts))?)
}

async fn submit(desk: Desk, fields: Fields) -> Page {
    let (title, text) = (fields.text("title").to_owned(), fields.text("text").to_owned());
    let mut summary = ErrorSummary::new();
    if title.is_empty() || title.chars().count() > 200 {
        summary = summary.error("title", "请填写标题，200 字以内");
    }
    if text.is_empty() || text.chars().count() > 4000 {
        summary = summary.error("text", "请填写内容，4000 字以内");
    }
    if !summary.is_empty() {
        return asking(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields);
    }
    let command = Command { key: fields.text("key"), version: None };
    let body = SubmitProposal { title, text, planned: None };
    match desk.send::<Value>("planning", "/v1/proposals", &body, &command).await? {
        Ok(_) => desk.done("/proposals", "已提交联席会议办公室"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            asking(&desk, code, Some(ErrorSummary::refusal(sentence(&details))), &fields)
        }
    }
}

async fn show(desk: Desk, id: Path<String>) -> Page {
    render(&desk, &id, StatusCode::OK, None, &Fields::default()).await
}

#[derive(askama::Template)]
#[template(ext = "html", source = "<p class=\"prose\">{{ text }}</p>")]
struct Said<'a> {
    text: &'a str,
}

async fn render(
    desk: &Desk,
    id: &str,
    code: StatusCode,
    summary: Option<ErrorSummary>,
    typed: &Fields,
) -> Page {
    reads(desk.role())?;
    id.parse::<uuid::Uuid>().map_err(|_| Trouble::not_found())?;
    let one: ProposalView = desk.get("planning", &format!("/v1/proposals/{id}")).await?;
    let errors = summary.clone();
    let head = PageHead::new(one.title.clone())
        .crumbs(Breadcrumb::to("办理").above("问题与建议", "/proposals"))
        .lead(status(&one.state))
        .lead(format!("{} 于 {}提出", desk.names().department(&one.department), formats::date_long(one.on)));
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.map(Html::from));
    parts.push(Card::new("内容", Html::render(&Said { text: &one.text })?).into());
    if let Some(form) = handling(desk, &one, typed, errors.as_ref()) {
        parts.push(Card::new("办理", Html::render(&form)?).into());
    }
    let entries = one.handled.iter().rev().map(|step| {
        let name = STEPS
            .iter()
            .find(|(_, _, _, known)| *known == step.step)
            .map_or("办理", |(_, name, _, _)| *name);
        Entry::new(name, formats::date_table(step.on), "联席会议办公室").remark(step.note.clone())
    });
    let body = if one.handled.is_empty() {
        Html::text("尚未办理。")
    } else {
        Html::of(&Timeline::new(entries))
    };
    parts.push(Card::new("办理经过", body).into());
    desk.answer(code, desk.shell("问题与建议", "/proposals").wrap(&Html::all(parts))?)
}

/// What the office may do in this state.
fn handling(desk: &Desk, one: &ProposalView, typed: &Fields, errors: Option<&ErrorSummary>) -> Option<Form> {
    let may: &[&str] = match (desk.role(), one.state.as_str()) {
        (Role::Office, "submitted") => &["accepted", "returned"],
        (Role::Office, "accepted") => &["answered", "put_to_conference"],
        (Role::Office, "put_to_conference") => &["resolved"],
        _ => return None,
    };
    let choices = STEPS.iter().filter(|(word, ..)| may.contains(word));
    let cards = choices.fold(RadioCards::new("step", "办理方式"), |cards, (word, name, follows, _)| {
        cards.choice(word, name, *follows)
    });
    let chosen = typed.given("step").or(may.first().copied()).unwrap_or_default();
    let note = Field::area("note", "意见").rows(5).hint("答复、理由或议定结果，4000 字以内");
    Some(Form {
        key: desk.form_key(),
        version: Some(one.version),
        fields: vec![Html::of(&cards.chosen(chosen)), filled(note, "note", typed, errors).into()],
        button: Button::new("提交办理意见").busy("正在提交"),
    })
}

async fn handle(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let step = STEPS.iter().find(|(word, ..)| *word == fields.text("step")).map(|(.., step)| *step);
    let note = fields.text("note").to_owned();
    let mut summary = ErrorSummary::new();
    if step.is_none() {
        summary = summary.error("step", "请选择办理方式");
    }
    if note.is_empty() || note.chars().count() > 4000 {
        summary = summary.error("note", "请填写意见，4000 字以内");
    }
    let (Some(step), true) = (step, summary.is_empty()) else {
        return render(&desk, &id, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await;
    };
    id.parse::<uuid::Uuid>().map_err(|_| Trouble::not_found())?;
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let path = format!("/v1/proposals/{id}/handling");
    match desk.send::<Value>("planning", &path, &HandleProposal { step, note }, &command).await? {
        Ok(_) => desk.done(&format!("/proposals/{id}"), "已提交办理意见"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, &id, code, Some(ErrorSummary::refusal(sentence(&details))), &fields).await
        }
    }
}
