//! Powerful roles that wait for a second person.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::identity::{GrantRequestView, RefuseGrant};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, EmptyState, ErrorSummary, Field, Html, KeyValues, PageHead, StatusTag,
};
use serde_json::{Value, json};
use web::{Page as ListPage, upstream::Command};

use super::list::words;
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

#[derive(askama::Template)]
#[template(path = "accounts/request.html")]
struct Form {
    id: String,
    key: String,
    version: u64,
    reason: Field,
    approve: Button,
    refuse: Button,
}

pub async fn show(desk: Desk) -> Page {
    render(&desk, StatusCode::OK, None).await
}

async fn render(desk: &Desk, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    if !matches!(desk.role(), Role::Administrator | Role::Office) {
        return Err(Trouble::not_found());
    }
    let found: ListPage<GrantRequestView> =
        desk.get("identity", "/v1/grant-requests?state=asked&limit=100").await?;
    let head = PageHead::new("授权审批")
        .crumbs(Breadcrumb::to("授权审批").above("账号与权限", "/accounts"))
        .lead("申请人和被授权人不能审批。同意后立即生效。");
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.map(Html::from));
    for request in &found.items {
        parts.push(card(desk, request)?.into());
    }
    if found.items.is_empty() {
        let empty = EmptyState::new("没有待审批的授权。", "管理员申请的重要角色会出现在这里。");
        parts.push(Card::bare(empty).into());
    }
    desk.answer(code, desk.shell("授权审批", "/accounts").wrap(&Html::all(parts))?)
}

fn card(desk: &Desk, request: &GrantRequestView) -> Result<Card, Trouble> {
    let facts = KeyValues::new()
        .row("被授权人", request.login.clone())
        .row("角色", words(desk, &request.grant))
        .row("理由", request.reason.clone());
    let form = Form {
        id: request.request.to_string(),
        key: desk.form_key(),
        version: request.version,
        reason: Field::text("reason", "不同意的理由").optional().hint("仅不同意时填写"),
        approve: Button::new("同意授权").value("decision", "approval").busy("正在提交"),
        refuse: Button::new("不同意").value("decision", "refusal").plain(),
    };
    let body = Html::all([facts.into(), Html::render(&form)?]);
    Ok(Card::new(format!("授予 {}", request.login), body).remark(StatusTag::office("待审批")))
}

pub async fn decide(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    id.parse::<uuid::Uuid>().map_err(|_| Trouble::not_found())?;
    let (verb, body, said) = match fields.text("decision") {
        "approval" => ("approval", json!({}), "已同意，授权生效"),
        "refusal" => match fields.given("reason") {
            Some(reason) => {
                ("refusal", json!(RefuseGrant { reason: reason.to_owned() }), "已不同意，申请人可见理由")
            }
            None => {
                let summary = ErrorSummary::refusal("不同意的，须写明理由");
                return render(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary)).await;
            }
        },
        _ => return Err(Trouble::not_found()),
    };
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    match desk.send::<Value>("identity", &format!("/v1/grant-requests/{id}/{verb}"), &body, &command).await? {
        Ok(_) => desk.done("/accounts/requests", said),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, code, Some(ErrorSummary::refusal(sentence(&details)))).await
        }
    }
}
