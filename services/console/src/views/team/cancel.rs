//! 申请取消检查: why a visit that has not begun is to be called off. The reason is published and must not name the object.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::inspection::{AskCancellation, VisitView};
use pages::{Breadcrumb, Button, ErrorSummary, Field, Html, KeyValues, PageHead, formats};
use serde_json::Value;
use web::upstream::Command;

use super::{may_ask, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

/// A form about one visit.
#[derive(askama::Template)]
#[template(path = "team/form.html")]
pub struct Form {
    pub head: PageHead,
    pub summary: Option<ErrorSummary>,
    pub action: String,
    pub key: String,
    pub version: u64,
    pub hidden: Vec<(&'static str, String)>,
    pub facts: KeyValues,
    pub fields: Vec<Html>,
    pub button: Button,
    pub back: Button,
}

pub fn crumbs(title: &str, visit: &VisitView) -> Breadcrumb {
    let own = format!("/teams/{}", visit.visit);
    Breadcrumb::to(title).above("检查组与更换", "/teams").above(visit.object.name.clone(), own)
}

pub fn facts(visit: &VisitView) -> KeyValues {
    let period = format!("{} 至 {}", formats::date_long(visit.from), formats::date_long(visit.until));
    KeyValues::new()
        .row("检查对象", visit.object.name.clone())
        .row("检查任务", visit.task_title.clone())
        .row("检查时段", period)
}

pub async fn show(desk: Desk, visit: Path<String>) -> Page {
    let visit = read(&desk, &visit).await?;
    form(&desk, &visit, StatusCode::OK, ErrorSummary::new(), &Fields::default())
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let visit = read(&desk, &id).await?;
    let reason = fields.text("reason").to_owned();
    let mut summary = ErrorSummary::new();
    if reason.is_empty() || reason.chars().count() > 500 {
        summary = summary.error("reason", "请写明取消理由，500 字以内");
    }
    if fields.given("agreed").is_none() {
        summary = summary.error("agreed", "请先核对并勾选");
    }
    if !summary.is_empty() {
        return form(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, summary, &fields);
    }
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let path = format!("/v1/visits/{id}/cancellation");
    match desk.send::<Value>("inspection", &path, &AskCancellation { reason }, &command).await? {
        Ok(_) => desk.done(&format!("/teams/{id}"), "已申请取消，等待分管负责人审批"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            form(&desk, &visit, code, ErrorSummary::refusal(sentence(&details)), &fields)
        }
    }
}

fn form(desk: &Desk, visit: &VisitView, code: StatusCode, summary: ErrorSummary, typed: &Fields) -> Page {
    may_ask(desk, visit).then_some(()).ok_or_else(Trouble::not_found)?;
    let title = "申请取消检查";
    let own = format!("/teams/{}", visit.visit);
    let fields = vec![
        Html::of(
            &Field::area("reason", "取消理由")
                .value(typed.text("reason"))
                .rows(4)
                .hint("500 字以内，向社会公布，不得写出检查对象")
                .error(summary.at("reason")),
        ),
        Html::of(
            &Field::checkbox("agreed", "我已核实，知悉批准后本次检查取消，抽取结果不变")
                .checked(typed.given("agreed").is_some())
                .error(summary.at("agreed")),
        ),
    ];
    let form = Form {
        head: PageHead::new(title)
            .crumbs(crumbs(title, visit))
            .lead("尚未开始且不能实施的检查可以申请取消，由发起部门分管负责人审批。"),
        summary: (!summary.is_empty()).then_some(summary),
        action: format!("{own}/cancellation"),
        key: desk.form_key(),
        version: visit.version,
        hidden: Vec::new(),
        facts: facts(visit),
        fields,
        button: Button::new("申请取消").danger().busy("正在提交"),
        back: Button::link("返回", own).plain(),
    };
    desk.answer(code, desk.shell(title, "/teams").page(&form)?)
}
