//! 申请作废: the office says why a draw cannot stand; the principal of the initiating department decides.

use actix_web::{http::StatusCode, web::Path};
use contracts::{
    api::draw::{AskVoid, DrawView},
    events::draw::VoidReason,
};
use kernel::Role;
use pages::{Button, ErrorSummary, Field, Html, PageHead};
use serde_json::Value;
use web::upstream::Command;

use super::{
    act::{Form, facts},
    crumbs, may_be_void, read,
};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

const REASONS: [(&str, VoidReason); 7] = [
    ("library_wrong", VoidReason::LibraryWrong),
    ("scheme_changed", VoidReason::SchemeChanged),
    ("party_absent", VoidReason::PartyAbsent),
    ("share_withheld", VoidReason::ShareWithheld),
    ("system_fault", VoidReason::SystemFault),
    ("impossible", VoidReason::Impossible),
    ("other", VoidReason::Other),
];

async fn voidable(desk: &Desk, id: &str) -> Result<DrawView, Trouble> {
    (desk.role() == Role::Office).then_some(()).ok_or_else(Trouble::not_found)?;
    read(desk, id).await
}

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let draw = voidable(&desk, &id).await?;
    if !may_be_void(&draw) {
        return Ok(crate::desk::see_other(&format!("/draws/{id}"), &[]));
    }
    form(&desk, &draw, StatusCode::OK, ErrorSummary::new(), &Fields::default())
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let draw = voidable(&desk, &id).await?;
    let body = match checked(&fields) {
        Ok(body) => body,
        Err(summary) => return form(&desk, &draw, StatusCode::UNPROCESSABLE_ENTITY, summary, &fields),
    };
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    match desk.send::<Value>("draw", &format!("/v1/draws/{id}/void-request"), &body, &command).await? {
        Ok(_) => desk.done(&format!("/draws/{id}"), "已申请作废，等待发起部门主要负责人审批"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            form(&desk, &draw, code, ErrorSummary::refusal(sentence(&details)), &fields)
        }
    }
}

fn checked(fields: &Fields) -> Result<AskVoid, ErrorSummary> {
    let mut summary = ErrorSummary::new();
    let chosen = REASONS.iter().find(|(word, _)| *word == fields.text("reason"));
    if chosen.is_none() {
        summary = summary.error("reason", "请选择作废原因");
    }
    let note = fields.text("note");
    if note.is_empty() || note.chars().count() > 500 {
        summary = summary.error("note", "请写明具体情况，500 字以内");
    }
    if fields.given("agreed").is_none() {
        summary = summary.error("agreed", "请先核对并勾选");
    }
    match chosen {
        Some((_, reason)) if summary.is_empty() => Ok(AskVoid { reason: *reason, note: note.to_owned() }),
        _ => Err(summary),
    }
}

fn form(desk: &Desk, draw: &DrawView, code: StatusCode, summary: ErrorSummary, typed: &Fields) -> Page {
    let own = format!("/draws/{}", draw.draw);
    let choices = std::iter::once((String::new(), "请选择".to_owned()))
        .chain(REASONS.iter().map(|(word, reason)| ((*word).to_owned(), reason.sentence().to_owned())));
    let fields = vec![
        Html::of(
            &Field::select("reason", "作废原因", choices)
                .value(typed.text("reason"))
                .hint("原因向社会公布")
                .error(summary.at("reason")),
        ),
        Html::of(
            &Field::area("note", "具体情况")
                .value(typed.text("note"))
                .rows(4)
                .hint("500 字以内，只留在内部留痕中")
                .error(summary.at("note")),
        ),
        Html::of(
            &Field::checkbox("agreed", "我已核实，知悉批准后本次抽取作废并重抽")
                .checked(typed.given("agreed").is_some())
                .error(summary.at("agreed")),
        ),
    ];
    let title = "申请作废";
    let form = Form {
        head: PageHead::new(title)
            .subtitle(draw.title.clone())
            .crumbs(crumbs(title, draw))
            .lead("抽取不能继续或名录有误时申请作废，由发起部门主要负责人审批，批准后系统安排重抽。"),
        summary: (!summary.is_empty()).then_some(summary),
        action: format!("{own}/void-request"),
        key: desk.form_key(),
        version: draw.version,
        facts: facts(desk, draw),
        fields,
        button: Button::new("申请作废").danger().busy("正在提交"),
        back: Button::link("返回", own).plain(),
    };
    desk.answer(code, desk.shell(title, "/draws").page(&form)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_lacks_is_said_at_once() {
        let summary = checked(&Fields::read(b"reason=whim")).unwrap_err();
        assert!(["reason", "note", "agreed"].iter().all(|field| !summary.at(field).is_empty()));
    }

    #[test]
    fn every_reason_is_the_word_that_the_api_knows() {
        for (word, reason) in REASONS {
            assert_eq!(serde_json::to_value(reason).unwrap(), word);
            let body = checked(&Fields::read(format!("reason={word}&note=x&agreed=1").as_bytes())).unwrap();
            assert_eq!(body.reason, reason);
        }
    }
}
