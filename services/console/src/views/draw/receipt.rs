//! The receipt of a draw and how to verify it: what the public may take, and for the auditor the whole of it.

use actix_web::{HttpResponse, http::header, web::Path};
use contracts::api::draw::{DrawView, PublicReceipt};
use kernel::Role;
use pages::{Card, Html};

use super::read;
use crate::{
    desk::Desk,
    trouble::{Page, Trouble},
};

#[derive(askama::Template)]
#[template(path = "draw/receipt.html")]
struct Body {
    edition: &'static str,
    command: String,
    files: Vec<(String, String)>,
}

/// None before there is a receipt.
pub async fn card(desk: &Desk, draw: &DrawView) -> Result<Option<Card>, Trouble> {
    let Some(receipt) = public(desk, draw).await? else { return Ok(None) };
    let whole = receipt.edition == "whole";
    let files = receipt.files.into_iter().map(|file| {
        let href = format!("/draws/{}/receipt/{file}", draw.draw);
        (file, href)
    });
    let body = Body {
        edition: if whole {
            "凭证已全部公开，任何人可以下载并重算。"
        } else {
            "目前是密封凭证：只含摘要，不含名单；检查全部结束后换为完整凭证。"
        },
        command: format!("suiji draw verify {}/", receipt.seq),
        files: files.collect(),
    };
    Ok(Some(Card::new("凭证与核验", Html::render(&body)?)))
}

async fn public(desk: &Desk, draw: &DrawView) -> Result<Option<PublicReceipt>, Trouble> {
    let Some(seq) = draw.seq.filter(|_| draw.state == "drawn") else { return Ok(None) };
    let path = format!("/v1/receipts/{}/{seq}", desk.grant().region);
    match desk.get("draw", &path).await {
        Ok(receipt) => Ok(Some(receipt)),
        // The receipt is made a moment after the draw.
        Err(Trouble::Refused(details)) if details.status == 404 => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

pub async fn file(desk: Desk, path: Path<(String, String)>) -> Page {
    let (id, file) = path.into_inner();
    let draw = read(&desk, &id).await?;
    let receipt = public(&desk, &draw).await?.ok_or_else(Trouble::not_found)?;
    receipt.files.contains(&file).then_some(()).ok_or_else(Trouble::not_found)?;
    let from = match desk.role() {
        Role::Auditor => format!("/v1/draws/{id}/receipt/{file}"),
        _ => format!("/v1/receipts/{}/{}/{file}", receipt.region, receipt.seq),
    };
    let (kind, bytes) = desk.file("draw", &from).await?;
    let name = file.rsplit('/').next().unwrap_or_default();
    let safe: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{safe}\"")))
        .body(bytes))
}
