//! The first administrator of an installation, by the one-time code that its operator was given.

use actix_web::{
    HttpRequest,
    http::StatusCode,
    web::{self as actix, Data, ServiceConfig},
};
use contracts::api::identity::{Hidden, OpenFirstAdministrator};
use pages::{BareShell, Button, ErrorSummary, Field};
use serde_json::Value;
use web::{Problem, upstream::Command};

use crate::{
    desk,
    fields::{Fields, filled},
    session::Sessions,
    trouble::{Page, sentence},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/first-administrator", actix::get().to(show))
        .route("/first-administrator", actix::post().to(take));
}

#[derive(askama::Template)]
#[template(path = "first.html")]
struct Form {
    summary: Option<ErrorSummary>,
    fields: Vec<Field>,
    button: Button,
}

/// The operator's link may bring code and region along.
async fn show(request: HttpRequest) -> Page {
    render(StatusCode::OK, None, &Fields::read(request.query_string().as_bytes()))
}

fn render(code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    let errors = summary.as_ref();
    let password = Field::password("password", "密码").hint("10 至 128 位");
    let password = match errors.map_or("", |errors| errors.at("password")) {
        "" => password,
        error => password.error(error),
    };
    let login = Field::text("login", "用户名").hint("3 至 40 位小写字母、数字或 . _ -");
    let form = Form {
        fields: vec![
            filled(
                Field::text("code", "登记码").hint("由系统启动时或“suiji admin init”给出，仅可使用一次"),
                "code",
                typed,
                errors,
            ),
            filled(Field::text("region", "行政区划代码").hint("六位，例如 410481"), "region", typed, errors),
            filled(login.attribute("autocomplete", "username"), "login", typed, errors),
            filled(Field::text("name", "姓名"), "name", typed, errors),
            password.attribute("autocomplete", "new-password"),
        ],
        summary,
        button: Button::new("登记首位管理员").busy("正在登记"),
    };
    Ok(web::site::html(code, BareShell::new("登记首位管理员").page(&form)?))
}

async fn take(sessions: Data<Sessions>, fields: Fields) -> Page {
    let body = match read(&fields) {
        Ok(body) => body,
        Err(summary) => return render(StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields),
    };
    let upstream = &sessions.ground.upstream;
    let sent =
        upstream.send::<Value>(None, "identity", "/v1/first-administrator", &body, &Command::default()).await;
    match sent {
        Ok(_) => {
            let (cookie, _) = sessions.sign_in(&body.login, &body.password.0).await?;
            Ok(desk::see_other("/", &[cookie]))
        }
        Err(Problem::Refused(details)) if details.status < 500 => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(code, Some(ErrorSummary::refusal(sentence(&details))), &fields)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn read(fields: &Fields) -> Result<OpenFirstAdministrator, ErrorSummary> {
    let mut summary = ErrorSummary::new();
    let (code, login) = (fields.code("code"), fields.code("login").to_lowercase());
    if code.is_empty() || code.len() > 64 {
        summary = summary.error("code", "请填写登记码");
    }
    let region = fields.code("region").parse();
    if region.is_err() {
        summary = summary.error("region", "行政区划代码应为六位数字");
    }
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    if !(3..=40).contains(&login.len()) || !login.chars().all(plain) {
        summary = summary.error("login", "用户名应为 3 至 40 位小写字母、数字或 . _ -");
    }
    let name = fields.given("name").map(str::to_owned);
    if name.as_ref().is_none_or(|name| name.chars().count() > 40) {
        summary = summary.error("name", "请填写姓名，40 字以内");
    }
    let password = fields.all("password").last().unwrap_or_default().to_owned();
    if !(10..=128).contains(&password.chars().count()) {
        summary = summary.error("password", "密码应为 10 至 128 位");
    }
    match region {
        Ok(region) if summary.is_empty() => {
            Ok(OpenFirstAdministrator { code: Hidden(code), login, password: Hidden(password), region, name })
        }
        _ => Err(summary),
    }
}
