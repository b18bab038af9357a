//! 指定管辖: the office says who is competent, with its reason; it binds.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::referral::{DesignateReferral, ReferralView};
use pages::{Button, Card, ErrorSummary, Field, Html};
use serde_json::Value;
use web::upstream::Command;

use super::detail;
use crate::{
    desk::Desk,
    fields::{Fields, filled},
    trouble::{Page, Trouble, sentence},
};

#[derive(askama::Template)]
#[template(path = "referral/designate.html")]
struct Form {
    action: String,
    key: String,
    version: u64,
    department: Field,
    reason: Field,
    button: Button,
}

pub fn card(
    desk: &Desk,
    referral: &ReferralView,
    typed: &Fields,
    errors: Option<&ErrorSummary>,
) -> Result<Card, Trouble> {
    let empty = std::iter::once((String::new(), "请选择".to_owned()));
    let choices = empty.chain(desk.names().choices());
    let form = Form {
        action: format!("/referrals/{}/designation", referral.referral),
        key: desk.form_key(),
        version: referral.version,
        department: filled(Field::select("department", "指定部门", choices), "department", typed, errors),
        reason: filled(
            Field::area("reason", "指定理由").rows(4).hint("500 字以内，送达被指定部门"),
            "reason",
            typed,
            errors,
        ),
        button: Button::new("指定管辖").busy("正在提交"),
    };
    Ok(Card::new("指定管辖", Html::render(&form)?).remark("指定后不得退回"))
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let mut summary = ErrorSummary::new();
    let department = fields.code("department").parse();
    if department.is_err() {
        summary = summary.error("department", "请选择指定的部门");
    }
    let reason = fields.text("reason").to_owned();
    if reason.is_empty() || reason.chars().count() > 500 {
        summary = summary.error("reason", "请写明指定理由，500 字以内");
    }
    let (Ok(department), true) = (department, summary.is_empty()) else {
        return detail::render(&desk, &id, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await;
    };
    detail::read(&desk, &id).await?;
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let path = format!("/v1/referrals/{id}/designation");
    let sent =
        desk.send::<Value>("referral", &path, &DesignateReferral { department, reason }, &command).await?;
    match sent {
        Ok(_) => desk.done(&format!("/referrals/{id}"), "已指定管辖，移送已送达"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            detail::render(&desk, &id, code, Some(ErrorSummary::refusal(sentence(&details))), &fields).await
        }
    }
}
