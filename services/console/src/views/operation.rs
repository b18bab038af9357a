//! 未处理消息: is anything stuck, and what do I press?

use actix_web::{
    http::StatusCode,
    web::{self as actix, Path, ServiceConfig},
};
use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use kernel::Role;
use pages::{
    Button, Card, Cell, Column, EmptyState, ErrorSummary, Html, PageHead, Pager, Row, StatusTag, Table,
    formats,
};
use serde::Deserialize;
use serde_json::{Value, json};
use web::{Page as ListPage, upstream::Command};

use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

/// The services, by the words in which people speak of them.
const SERVICES: [(&str, &str); 8] = [
    ("planning", "计划"),
    ("pool", "两库"),
    ("draw", "抽取"),
    ("inspection", "检查"),
    ("disclosure", "公示"),
    ("referral", "移送"),
    ("oversight", "监督"),
    ("identity", "账号"),
];

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/dead-letters", actix::get().to(show))
        .route("/dead-letters/{service}/{event}", actix::post().to(redrive));
}

#[derive(Deserialize)]
struct Letter {
    event: String,
    source: String,
    kind: String,
    reason: String,
    state: String,
    laid_at: Option<DateTime<Utc>>,
}

#[derive(askama::Template)]
#[template(
    ext = "html",
    source = "<form method=\"post\" action=\"/dead-letters/{{ service }}/{{ event }}\"><input type=\"hidden\" name=\"key\" value=\"{{ key }}\">{{ button }}</form>"
)]
struct Redrive<'a> {
    service: &'a str,
    event: String,
    key: String,
    button: Button,
}

async fn show(desk: Desk) -> Page {
    render(&desk, StatusCode::OK, None).await
}

async fn render(desk: &Desk, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    if !matches!(desk.role(), Role::Administrator | Role::DepartmentIt) {
        return Err(Trouble::not_found());
    }
    let asked = SERVICES.iter().map(|(service, name)| async move {
        let letters: ListPage<Letter> = desk.get(service, "/v1/dead-letters?limit=100").await?;
        Ok::<_, Trouble>((*service, *name, letters))
    });
    let (mut rows, mut total) = (Vec::new(), 0);
    for (service, name, letters) in try_join_all(asked).await? {
        total += letters.total;
        for letter in &letters.items {
            rows.push(row(desk, service, name, letter)?);
        }
    }
    let columns = [
        Column::head("搁置时间"),
        Column::text("服务"),
        Column::text("消息"),
        Column::text("原因"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    let shown = rows.len() as u64;
    let table = Table::new("未处理消息", columns)
        .rows(rows)
        .empty(EmptyState::new("没有未处理的消息。", "处理不了的消息会列在这里，排除原因后可以重新处理。"))
        .pager(Pager::new(shown, total, "条"));
    let mut parts: Vec<Html> = vec![
        PageHead::new("未处理消息")
            .lead("一条消息处理不了，只会耽搁它所属的事项。排除原因后重新处理，排在它后面的随之处理。")
            .into(),
    ];
    parts.extend(summary.map(Html::from));
    parts.push(Card::bare(table).into());
    desk.answer(code, desk.shell("未处理消息", "/dead-letters").wrap(&Html::all(parts))?)
}

fn row(desk: &Desk, service: &str, name: &str, letter: &Letter) -> Result<Row, Trouble> {
    let failed = letter.state == "failed";
    let action = Redrive {
        service,
        event: percent(&letter.event),
        key: desk.form_key(),
        button: Button::new("重新处理").plain().small().about(letter.kind.clone()),
    };
    Ok(Row::new([
        letter.laid_at.map_or_else(Cell::none, |at| Cell::of(formats::moment_table(at))),
        Cell::of(format!("{name}服务")),
        Cell::of(letter.kind.clone()).second(format!("来自 {}", letter.source)),
        Cell::of(letter.reason.clone()),
        Cell::of(if failed { StatusTag::late("处理失败") } else { StatusTag::plain("排在其后") }),
        if failed { Cell::of(Html::render(&action)?) } else { Cell::none() },
    ]))
}

fn percent(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn redrive(desk: Desk, path: Path<(String, String)>, fields: Fields) -> Page {
    let (service, event) = path.into_inner();
    let known = SERVICES.iter().any(|(known, _)| *known == service);
    known.then_some(()).ok_or_else(Trouble::not_found)?;
    let command = Command { key: fields.text("key"), version: None };
    let to = format!("/v1/dead-letters/{}/redrive", percent(&event));
    match desk.send::<Value>(&service, &to, &json!({}), &command).await? {
        Ok(answer) => {
            let count = answer["redriven"].as_u64().unwrap_or_default();
            desk.done("/dead-letters", &format!("已重新处理 {count} 条消息"))
        }
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, code, Some(ErrorSummary::refusal(sentence(&details)))).await
        }
    }
}
