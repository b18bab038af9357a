//! The leader in charge decides: on a replacement, or on calling the visit off.

use actix_web::{http::StatusCode, web::Path};
use pages::ErrorSummary;
use serde_json::{Value, json};
use web::upstream::Command;

use super::{detail, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, sentence},
};

pub async fn take(desk: Desk, visit: Path<String>, fields: Fields) -> Page {
    let (path, said) = match fields.text("decision") {
        "approve" => ("substitutions/approval", "已同意更换检查人员"),
        "reject" => ("substitutions/rejection", "已不同意更换，由原检查人员负责"),
        _ if fields.given("agreed").is_some() => ("cancellation/approval", "已同意取消检查"),
        _ => {
            let summary = ErrorSummary::new().error("agreed", "请先核对并勾选");
            return detail::render(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(summary)).await;
        }
    };
    read(&desk, &visit).await?;
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    match desk
        .send::<Value>("inspection", &format!("/v1/visits/{visit}/{path}"), &json!({}), &command)
        .await?
    {
        // The visit may be out of this leader's sight now.
        Ok(_) => desk.done("/teams", said),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            detail::render(&desk, &visit, code, Some(ErrorSummary::refusal(sentence(&details)))).await
        }
    }
}
