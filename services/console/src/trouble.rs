//! A page that cannot be shown: what is wrong in plain words, the rule behind it, and the way on.

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
    web::Bytes,
};
use pages::{BareShell, Button, EmptyState, Html};
use web::{Problem, problem::Details, site};

/// Why a page is not shown.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody is signed in: where to go afterwards, and the form that was being sent.
    SignIn(String, Option<Bytes>),
    Refused(Box<Details>),
}

/// What a page's handler gives.
pub type Page = Result<HttpResponse, Trouble>;

impl Trouble {
    pub fn not_found() -> Self {
        Problem::not_found().into()
    }

    fn details(&self) -> Option<&Details> {
        match self {
            Trouble::Refused(details) => Some(details),
            Trouble::SignIn(..) => None,
        }
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Refused(details) => Trouble::Refused(details),
            // Only a service's own handler meets a request that it has answered before.
            Problem::Replayed(_) => Problem::fault("a replay outside a service").into(),
        }
    }
}

impl From<askama::Error> for Trouble {
    fn from(error: askama::Error) -> Self {
        Problem::fault(&format!("a page cannot be written: {error}")).into()
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::SignIn(..) => f.write_str("nobody is signed in"),
            Trouble::Refused(details) => f.write_str(&details.code),
        }
    }
}

impl ResponseError for Trouble {
    fn status_code(&self) -> StatusCode {
        let status = self.details().map_or(303, |details| details.status);
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Trouble::SignIn(next, None) => sign_in(next),
            Trouble::SignIn(next, Some(draft)) => crate::views::sign_in::with_draft(next, draft),
            Trouble::Refused(details) => site::html(self.status_code(), page(details)),
        }
    }
}

/// A refusal for the form that it answers: the sentence, with the rule behind it.
pub fn sentence(details: &Details) -> String {
    match &details.article {
        Some(article) => format!("{}（{article}）", details.detail),
        None => details.detail.clone(),
    }
}

fn sign_in(next: &str) -> HttpResponse {
    let to = format!("/sign-in?{}", crate::fields::query(&[("next", next)]));
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

fn page(details: &Details) -> String {
    let title = match details.status {
        401 => "登录已失效",
        403 => "无权查看",
        404 => "没有找到",
        412 | 409 => "内容已有变化",
        503 => "服务暂未就绪",
        500.. => "系统暂时无法处理",
        _ => "不能办理",
    };
    let rule = details.article.as_deref().map(|article| format!("依据：{article}"));
    let state = EmptyState::new(details.detail.clone(), rule.unwrap_or_default());
    let body = state.action(Button::link("返回工作台", "/").plain());
    BareShell::new(title).wrap(&Html::of(&body)).unwrap_or_else(|_| title.to_owned())
}
