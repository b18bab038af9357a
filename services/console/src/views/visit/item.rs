//! One item in the field: its guide, the result by its legal name, what was seen, the problems, the photos.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::inspection::{ItemView, NewFinding, PartView, RecordItem};
use kernel::codes::{ObjectStatus, ResultKind};
use pages::{
    Breadcrumb, Button, Card, Dock, ErrorSummary, Field, Html, KeyValues, Meaning, PageHead, ResultButtons,
    formats,
};

use super::{
    Case, checked,
    evidence::{self, Sending},
    note, refusal, send, words,
};
use crate::{
    desk::Desk,
    fields::Fields,
    sheet::Sheet,
    trouble::{Page, Trouble},
    upload::Posted,
};

/// Problems that one item may carry.
const MOST: usize = 20;

#[derive(askama::Template)]
#[template(path = "visit/guide.html")]
struct Guide<'a> {
    item: &'a ItemView,
}

fn find<'a>(case: &'a Case, code: &str) -> Result<(&'a PartView, &'a ItemView), Trouble> {
    let all = case.visit.parts.iter().flat_map(|part| part.items.iter().map(move |item| (part, item)));
    all.into_iter().find(|(_, item)| item.item.as_str() == code).ok_or_else(Trouble::not_found)
}

pub async fn show(desk: Desk, path: Path<(String, String)>) -> Page {
    let (id, code) = path.into_inner();
    let case = Case::read(&desk, &id).await?;
    render(&desk, &case, &code, StatusCode::OK, None, None)
}

/// `typed` is what a refused form held; without it the form shows the record as it stands.
fn render(
    desk: &Desk,
    case: &Case,
    code: &str,
    status: StatusCode,
    summary: Option<ErrorSummary>,
    typed: Option<&Fields>,
) -> Page {
    let (part, item) = find(case, code)?;
    let position = part.items.iter().position(|one| one.item == item.item).unwrap_or_default() + 1;
    let mine = desk.is_mine(Some(&part.department)) && case.present(desk);
    let open = mine && part.formed_on.is_none() && case.is_open();
    let of = format!("第 {position} 项，共 {} 项", part.items.len());
    let head = PageHead::new(item.name.clone())
        .crumbs(Breadcrumb::to(of.clone()).above("全部事项", case.href("/items")))
        .lead(desk.names().department(&part.department))
        .lead("按检查指引检查，记录结果后进入下一项");
    let mut parts: Vec<Html> = vec![head.into()];
    let errors = summary.clone().unwrap_or_default();
    parts.extend(summary.map(Html::from));
    parts.push(
        Card::new("检查指引", Html::render(&Guide { item })?)
            .remark(format!("版本 {}", item.guide_version))
            .into(),
    );
    let files = || case.visit.evidence_files.iter().filter(|file| file.item.as_ref() == Some(&item.item));
    if open {
        parts.extend(warnings(part));
        parts.push(evidence::card(case, "证据", files()).into());
        parts.push(form(desk, case, item, &errors, typed)?);
    } else {
        if !mine && case.is_open() {
            let why = if case.present(desk) {
                "由该部门检查人员记录。"
            } else {
                "到场签到后才能记录。"
            };
            parts.push(note(Meaning::Plain, "不能记录", why));
        }
        parts.push(recorded(case, item).into());
        parts.push(evidence::card(case, "证据", files()).into());
    }
    let shell = case.shell(desk, &case.href("/items"));
    desk.answer(status, shell.wrap(&Html::all(parts))?)
}

fn warnings(part: &PartView) -> Option<Html> {
    let text = "修改任何一项后，本部门已签字的人员须重新签字。";
    (!part.signed.is_empty()).then(|| note(Meaning::Soon, "已有人签字", text))
}

/// What is recorded, for whoever may not change it.
pub fn recorded(case: &Case, item: &ItemView) -> Card {
    let Some(result) = item.result else { return Card::new("检查结果", Html::text("尚未记录。")) };
    let status = item.object_status.map(|status| words::of(&words::STATUSES, status)).unwrap_or_default();
    let mut facts = KeyValues::new()
        .row("结果", words::result(result))
        .row("对象状态", status)
        .row("情况说明", item.note.clone().unwrap_or_default())
        .row("偏离指引", item.deviation.clone().unwrap_or_default());
    for (index, finding) in item.findings.iter().enumerate() {
        facts = facts.row(format!("问题线索 {}", index + 1), finding.description.clone());
    }
    let who = item.recorded_by.map(|by| case.name(by).to_owned()).unwrap_or_default();
    let when = item.recorded_at.map(formats::moment_table).unwrap_or_default();
    Card::new("检查结果", facts).remark(format!("{who} {when}"))
}

fn form(
    desk: &Desk,
    case: &Case,
    item: &ItemView,
    errors: &ErrorSummary,
    typed: Option<&Fields>,
) -> Result<Html, Trouble> {
    let stands = |name: &str| match name {
        "result" => item.result.map(|kind| words::code(&kind)).unwrap_or_default(),
        "object_status" => words::code(&item.object_status.unwrap_or(ObjectStatus::Operating)),
        "note" => item.note.clone().unwrap_or_default(),
        "deviation" => item.deviation.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let value = |name: &str| typed.map_or_else(|| stands(name), |typed| typed.text(name).to_owned());
    let results = words::RESULTS.map(|kind| (words::code(&kind), kind.name()));
    let area = |name: &str, label: &str, hint: &str, rows| {
        Field::area(name, label).value(value(name)).hint(hint).error(errors.at(name)).rows(rows).optional()
    };
    let mut sheet = Sheet::new(desk, case.href(&format!("/items/{}", item.item)))
        .with_files()
        .hidden("seen", seen(item))
        .with(ResultButtons::new("result", "检查结果", results).chosen(value("result")))
        .with(area("note", "情况说明", "看到的事实，2000 字以内", 3))
        .with(
            Field::select("object_status", "对象状态", words::choices(&words::STATUSES))
                .value(value("object_status")),
        )
        .with(
            Field::file("photos", "拍照取证")
                .multiple()
                .optional()
                .hint("随保存一并发送，每张不超过 20 MB")
                .error(errors.at("photos"))
                .attribute("accept", "image/*")
                .attribute("capture", "environment"),
        );
    for (index, text) in problems(item, typed).into_iter().enumerate() {
        let name = format!("finding_{index}");
        let hint = "结果反映问题、需要移送或者后续处理的，写明事实；本事项证据随线索移送";
        let field = Field::area(&name, &format!("问题线索 {}", index + 1)).value(text).rows(3);
        sheet = sheet.with(field.hint(hint).error(errors.at(&name)).optional());
    }
    let sheet = sheet.with(area("deviation", "偏离检查指引的情况和理由", "未按指引检查的，须说明", 2));
    let sheet = sheet.with(Button::new("只发送照片").plain().value("act", "photos"));
    let back = Button::link("全部事项", case.href("/items")).plain();
    Ok(sheet.with(Dock::new(Button::new("保存，下一项").busy("正在保存")).back(back)).html()?)
}

/// Which record the form was filled in over: of two edits of one item neither is lost unseen.
fn seen(item: &ItemView) -> String {
    item.recorded_at.map(|at| at.to_rfc3339()).unwrap_or_default()
}

/// The problems so far, and room for one more.
fn problems(item: &ItemView, typed: Option<&Fields>) -> Vec<String> {
    let mut texts: Vec<String> = match typed {
        Some(typed) => (0..MOST)
            .map(|n| typed.text(&format!("finding_{n}")).to_owned())
            .filter(|t| !t.is_empty())
            .collect(),
        None => item.findings.iter().map(|finding| finding.description.clone()).collect(),
    };
    if texts.len() < MOST {
        texts.push(String::new());
    }
    texts
}

pub async fn take(desk: Desk, path: Path<(String, String)>, posted: Posted) -> Page {
    let (id, code) = path.into_inner();
    let Posted { fields, files } = posted;
    let case = Case::read(&desk, &id).await?;
    let (_, item) = find(&case, &code)?;
    let about = Sending { kind: None, item: Some(&item.item), caption: "" };
    let count = files.len();
    let (sent, refused) = evidence::send(&desk, &id, fields.text("key"), files, &about).await?;
    if let Some(details) = refused {
        let case = Case::read(&desk, &id).await?;
        let (status, summary) = refusal(&desk, &case, &details);
        return render(&desk, &case, &code, status, Some(summary), Some(&fields));
    }
    if fields.text("act") == "photos" {
        return photos_sent(&desk, &id, &code, &fields, count).await;
    }
    if !overwritten(&desk, &fields, item) {
        return both(&desk, &case, &code, item, &fields);
    }
    match read(&case, item, &sent, &fields) {
        Err(summary) => {
            let case = Case::read(&desk, &id).await?;
            render(&desk, &case, &code, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), Some(&fields))
        }
        Ok(record) => save(&desk, &id, &code, &record, &fields).await,
    }
}

/// Photos alone: what was typed stays in the form.
async fn photos_sent(desk: &Desk, id: &str, code: &str, fields: &Fields, count: usize) -> Page {
    let case = Case::read(desk, id).await?;
    let (status, summary) = match count {
        0 => {
            let lacking = ErrorSummary::new().error("photos", "请先拍照或者选择照片");
            (StatusCode::UNPROCESSABLE_ENTITY, Some(lacking))
        }
        _ => (StatusCode::OK, None),
    };
    render(desk, &case, code, status, summary, Some(fields))
}

/// Whether the record is still the one that the form was filled in over, or is wittingly replaced.
fn overwritten(desk: &Desk, fields: &Fields, item: &ItemView) -> bool {
    let own = item.recorded_by.is_some() && item.recorded_by == desk.grant().inspector;
    own || fields.text("seen") == seen(item)
}

/// Somebody else has recorded the item meanwhile: both stand side by side, and a person chooses.
fn both(desk: &Desk, case: &Case, code: &str, item: &ItemView, fields: &Fields) -> Page {
    let who = item.recorded_by.map(|by| case.name(by)).unwrap_or("同组人员");
    let result = item.result.map(ResultKind::name).unwrap_or_default();
    let said = item.note.clone().unwrap_or_default();
    let sentence = format!(
        "{who} 刚刚把本项记为“{result}”{}{said}。下面是您填写的内容；如仍要保存，将替换该记录。",
        if said.is_empty() { "" } else { "，说明：" }
    );
    let summary = ErrorSummary::refusal(sentence);
    render(desk, case, code, StatusCode::CONFLICT, Some(summary), Some(fields))
}

/// The record that was meant, or everything that is wrong with it.
fn read(case: &Case, item: &ItemView, sent: &[String], fields: &Fields) -> Result<RecordItem, ErrorSummary> {
    let result: Option<ResultKind> = words::parse(fields.text("result"));
    let object_status = words::parse(fields.text("object_status")).unwrap_or(ObjectStatus::Operating);
    let (note, deviation) = (fields.text("note").to_owned(), fields.text("deviation").to_owned());
    let mut summary = ErrorSummary::new();
    if result.is_none() {
        summary = summary.error("result", "请选择检查结果");
    }
    summary = checked(summary, "note", &note, 2000, "");
    summary = checked(summary, "deviation", &deviation, 2000, "");
    let mut evidence: Vec<String> = case
        .visit
        .evidence_files
        .iter()
        .filter(|file| file.item.as_ref() == Some(&item.item))
        .map(|file| file.digest.clone())
        .chain(sent.iter().cloned())
        .collect();
    evidence.sort();
    evidence.dedup();
    evidence.truncate(50);
    let mut findings = Vec::new();
    for index in 0..MOST {
        let name = format!("finding_{index}");
        let description = fields.text(&name).to_owned();
        summary = checked(summary, &name, &description, 2000, "");
        if !description.is_empty() {
            findings.push(NewFinding { description, evidence: evidence.clone() });
        }
    }
    if result.is_some_and(|kind| kind.formed_directly()) && evidence.is_empty() {
        summary = summary.error("photos", "直接形成这一结果，须附证据（第二十一条）");
    }
    if result.is_some_and(|kind| !kind.is_problem()) && !findings.is_empty() {
        summary = summary.error("finding_0", "所选结果未反映问题，不能附问题线索");
    }
    match result {
        Some(result) if summary.is_empty() => {
            Ok(RecordItem { result, note, object_status, deviation, findings, at: None })
        }
        _ => Err(summary),
    }
}

async fn save(desk: &Desk, id: &str, code: &str, record: &RecordItem, fields: &Fields) -> Page {
    match send(desk, id, &format!("items/{code}/result"), record, fields).await? {
        Ok(_) => {
            let case = Case::read(desk, id).await?;
            let left = case.own(desk).and_then(|part| part.items.iter().find(|item| item.result.is_none()));
            let next = left.map_or_else(|| case.href("/items"), |item| super::items::href(&case, item));
            desk.done(&next, "已保存上一项")
        }
        Err(details) => {
            let case = Case::read(desk, id).await?;
            let (status, summary) = refusal(desk, &case, &details);
            render(desk, &case, code, status, Some(summary), Some(fields))
        }
    }
}
