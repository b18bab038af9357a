//! Accounts with their roles, and ending one of them.

use actix_web::{http::StatusCode, web::Path};
use contracts::{
    api::identity::{AccountView, Accounts, EndGrant},
    events::identity::Grant,
};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, ErrorSummary, Field, FilterChips, Html, Icon, Link,
    PageHead, Pager, Row, Table,
};
use serde_json::Value;
use web::upstream::Command;

use super::{GIVEN, word};
use crate::{
    desk::Desk,
    fields::{Fields, query},
    trouble::{Page, Trouble, sentence},
};

pub async fn show(desk: Desk) -> Page {
    match desk.role() {
        Role::Administrator => {}
        // The office decides requests, and opens no accounts.
        Role::Office => return Ok(crate::desk::see_other("/accounts/requests", &[])),
        _ => return Err(Trouble::not_found()),
    }
    let (q, role, after) = (desk.query.code("q"), desk.query.text("role"), desk.query.text("after"));
    let mut asked = vec![("limit", "50")];
    asked.extend(
        [("q", q.as_str()), ("role", role), ("after", after)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty()),
    );
    let found: Accounts = desk.get("identity", &format!("/v1/accounts?{}", query(&asked))).await?;
    let roles =
        std::iter::once((String::new(), "全部角色")).chain(GIVEN.map(|role| (word(role), role.name())));
    let filters = FilterChips::new("/accounts").text("q", "用户名", q.clone()).select(
        "role",
        "角色",
        roles,
        Some(role),
    );
    let next = |after: &String| {
        format!("/accounts?{}", query(&[("q", q.as_str()), ("role", role), ("after", after)]))
    };
    let columns = [Column::head("用户名"), Column::text("角色与单位")];
    let table = Table::new("账号", columns)
        .rows(found.items.iter().map(|account| row(&desk, account)))
        .empty(EmptyState::new("没有符合条件的账号。", "可以更换检索词，或开设账号。"))
        .pager(Pager::new(found.items.len() as u64, found.total, "个").next(found.next.as_ref().map(next)));
    let head = PageHead::new("账号与权限")
        .lead("一人一个账号，以所授角色办理。联席办、分管负责人、主要负责人和管理员的授权由两人共同决定。")
        .action(Button::link("授权审批", "/accounts/requests").plain())
        .action(Button::link("开设账号", "/accounts/new").icon(Icon::Plus));
    let body = Html::all([head.into(), filters.into(), Card::bare(table).into()]);
    desk.wrap(&desk.shell("账号与权限", "/accounts"), &body)
}

fn row(desk: &Desk, account: &AccountView) -> Row {
    let roles = Html::each(account.grants.iter().map(|grant| Held {
        words: words(desk, grant),
        end: Link::new("终止", format!("/accounts/grants/{}/end", grant.grant)),
    }));
    Row::new([
        Cell::of(account.login.clone()),
        if account.grants.is_empty() { Cell::of("没有角色") } else { Cell::of(roles) },
    ])
}

#[derive(askama::Template)]
#[template(ext = "html", source = "<p>{{ words }}　{{ end }}</p>")]
struct Held {
    words: String,
    end: Link,
}

impl From<Held> for Html {
    fn from(role: Held) -> Html {
        Html::render(&role).unwrap_or_default()
    }
}

/// `部门经办人 · 舞钢市市场监督管理局 · 至 2027-01-31`.
pub(super) fn words(desk: &Desk, grant: &Grant) -> String {
    let place = grant
        .department
        .as_ref()
        .map_or_else(|| desk.names().region(&grant.region), |department| desk.names().department(department));
    let until = grant.until.map_or_else(|| "长期".to_owned(), |until| format!("至 {until}"));
    format!("{} · {place} · {until}", grant.role.name())
}

#[derive(askama::Template)]
#[template(path = "accounts/end.html")]
struct End {
    head: PageHead,
    summary: Option<ErrorSummary>,
    key: String,
    reason: Field,
    button: Button,
    back: Button,
}

pub async fn ask_end(desk: Desk, id: Path<String>) -> Page {
    end_form(&desk, &id, StatusCode::OK, None, "")
}

fn end_form(desk: &Desk, id: &str, code: StatusCode, summary: Option<ErrorSummary>, typed: &str) -> Page {
    if desk.role() != Role::Administrator || id.parse::<uuid::Uuid>().is_err() {
        return Err(Trouble::not_found());
    }
    let reason = Field::area("reason", "终止理由").value(typed).rows(3).hint("500 字以内，记入留痕");
    let reason = match summary.as_ref().map(|summary| summary.at("reason")).filter(|error| !error.is_empty())
    {
        Some(error) => reason.error(error),
        None => reason,
    };
    let body = End {
        head: PageHead::new("终止授权")
            .crumbs(Breadcrumb::to("终止授权").above("账号与权限", "/accounts"))
            .lead("终止后立即失去这一角色，已登录的也随即失效。留痕保留，不能恢复，需要时重新授权。"),
        summary,
        key: desk.form_key(),
        reason,
        button: Button::new("终止授权").danger().busy("正在提交"),
        back: Button::link("返回", "/accounts").plain(),
    };
    let shell = desk.shell("终止授权", "/accounts");
    desk.answer(code, shell.page(&body)?)
}

pub async fn end(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let reason = fields.text("reason").to_owned();
    if reason.is_empty() || reason.chars().count() > 500 {
        let summary = ErrorSummary::new().error("reason", "请写明终止理由，500 字以内");
        return end_form(&desk, &id, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &reason);
    }
    if id.parse::<uuid::Uuid>().is_err() {
        return Err(Trouble::not_found());
    }
    let command = Command { key: fields.text("key"), version: None };
    let body = EndGrant { reason: reason.clone() };
    match desk.send::<Value>("identity", &format!("/v1/grants/{id}/end"), &body, &command).await? {
        Ok(_) => desk.done("/accounts", "已终止授权"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            end_form(&desk, &id, code, Some(ErrorSummary::refusal(sentence(&details))), &reason)
        }
    }
}
