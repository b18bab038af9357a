//! A page that cannot be shown: what is wrong in plain words, and the way on.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use pages::{Button, EmptyState, Html, PageHead, PublicShell};
use web::{Problem, problem::Details, site};

use crate::place::NAV;

/// Why a page is not shown.
#[derive(Debug)]
pub enum Trouble {
    /// No region has been opened yet.
    Empty,
    Refused(Box<Details>),
}

/// What a page's handler gives.
pub type Page = Result<HttpResponse, Trouble>;

impl Trouble {
    pub fn not_found() -> Self {
        Problem::not_found().into()
    }

    pub fn is_not_found(&self) -> bool {
        self.status() == 404
    }

    fn status(&self) -> u16 {
        match self {
            Trouble::Empty => 404,
            Trouble::Refused(details) => details.status,
        }
    }

    fn page(&self) -> String {
        let (title, why, next) = match (self, self.status()) {
            (Trouble::Empty, _) => ("尚未公示", "本系统还没有公示任何内容。", "有内容公示后，这里可以查询。"),
            (_, 404) => {
                ("没有找到", "没有这个网页，或其内容没有公示。", "请核对网址，或从检查结果重新查询。")
            }
            (_, 400 | 422) => ("查询条件有误", "查询条件不能识别。", "请重新填写后查询。"),
            (_, 503) => ("服务暂未就绪", "有关数据暂时读取不到。", "请稍后再试；已公示的内容不受影响。"),
            _ => ("系统暂时无法处理", "系统暂时无法处理。", "请稍后再试。"),
        };
        let number = match self {
            Trouble::Refused(details) if details.status >= 500 => details.trace.clone(),
            _ => None,
        };
        let next = number.map_or_else(|| next.to_owned(), |number| format!("{next}编号 {number}"));
        let state = EmptyState::new(why, next).action(Button::link("查询检查结果", "/portal"));
        let mut shell = PublicShell::new(title, "部门联合“双随机、一公开”公示").home("/portal");
        for (words, path) in NAV {
            shell = shell.nav(words, path, false);
        }
        let body = Html::all([PageHead::new(title).into(), state.into()]);
        shell.search("/portal", "").wrap(&body).unwrap_or_else(|_| title.to_owned())
    }
}

/// Whatever stands below `/portal` and is no page.
pub async fn nothing_here() -> Page {
    Err(Trouble::not_found())
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
            Trouble::Empty => f.write_str("no region is open"),
            Trouble::Refused(details) => f.write_str(&details.code),
        }
    }
}

impl std::error::Error for Trouble {}

impl ResponseError for Trouble {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        site::html(self.status_code(), self.page())
    }
}
