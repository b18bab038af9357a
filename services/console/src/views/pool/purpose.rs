//! Whoever looks at a person's or an object's full data says what for; the look is noted with it.

use actix_web::http::StatusCode;
use pages::{Breadcrumb, Button, ErrorSummary, Field, PageHead};

use crate::{desk::Desk, trouble::Page};

#[derive(askama::Template)]
#[template(path = "pool/purpose.html")]
struct Ask {
    head: PageHead,
    summary: Option<ErrorSummary>,
    purpose: Field,
    button: Button,
    back: Button,
}

/// The purpose that was typed, or whether the form must be shown, with or without a complaint.
pub enum Purpose {
    Given(String),
    Lacking(bool),
}

pub fn of(desk: &Desk) -> Purpose {
    let asked = desk.query.pairs().any(|(name, _)| name == "purpose");
    let text = desk.query.text("purpose");
    if (1..=200).contains(&text.chars().count()) {
        Purpose::Given(text.to_owned())
    } else {
        Purpose::Lacking(asked)
    }
}

/// The form that asks for it; `list` is the name and address of the list that it came from.
pub fn ask(desk: &Desk, title: &str, list: (&str, &str), wrong: bool) -> Page {
    let mut summary = ErrorSummary::new();
    if wrong {
        summary = summary.error("purpose", "请写明查看用途，200 字以内");
    }
    let ask = Ask {
        head: PageHead::new(title)
            .crumbs(Breadcrumb::to(title).above(list.0, list.1))
            .lead("详细信息含个人信息，写明用途后查看；本次查看连同用途记入留痕。"),
        purpose: Field::text("purpose", "查看用途")
            .value(desk.query.text("purpose"))
            .hint("例如：核对名录、联系检查对象；200 字以内")
            .error(summary.at("purpose")),
        summary: (!summary.is_empty()).then_some(summary),
        button: Button::new("查看"),
        back: Button::link("返回", list.1).plain(),
    };
    let code = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    desk.answer(code, desk.shell(title, list.1).page(&ask)?)
}
