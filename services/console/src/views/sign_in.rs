//! Signing in and out, and choosing the role to act in.
//!
//! A form that is sent when its session has ended comes here with all that was typed: after signing in the person sends it on
//! with one press, and nothing is lost.

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    cookie::Cookie,
    http::StatusCode,
    web::{self as actix, Data, ServiceConfig},
};
use contracts::events::identity::Grant;
use pages::{BareShell, Button, ErrorSummary, Field, Meaning, Note, PageHead};
use web::Problem;

use crate::{
    desk::{self, Desk},
    fields::Fields,
    session::{Sessions, Ticket},
    trouble::{Page, Trouble},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/sign-in", actix::get().to(show))
        .route("/sign-in", actix::post().to(sign_in))
        .route("/sign-out", actix::post().to(sign_out))
        .route("/roles", actix::get().to(roles))
        .route("/roles", actix::post().to(act_as));
}

#[derive(askama::Template)]
#[template(path = "sign_in.html")]
struct Form<'a> {
    summary: Option<ErrorSummary>,
    login: Field,
    password: Field,
    next: &'a str,
    /// A form that was being sent when its session had ended.
    draft: &'a str,
    button: Button,
}

async fn show(request: HttpRequest) -> Page {
    let query = Fields::read(request.query_string().as_bytes());
    form(StatusCode::OK, None, "", safe(query.text("next")), "")
}

async fn sign_in(sessions: Data<Sessions>, fields: Fields) -> Page {
    let (login, next) = (fields.code("login").to_lowercase(), safe(fields.text("next")).to_owned());
    // A password is what it is: nothing is cut off or narrowed.
    let password = fields.all("password").last().unwrap_or_default();
    match sessions.sign_in(&login, password).await {
        Ok((cookie, _)) => match fields.given("draft") {
            Some(draft) => go_on(&next, draft, &cookie),
            None => Ok(desk::see_other(&next, &[cookie])),
        },
        Err(Problem::Refused(details)) if details.status < 500 => {
            let summary = ErrorSummary::refusal(details.detail.clone());
            let status = StatusCode::from_u16(details.status).unwrap_or(StatusCode::UNAUTHORIZED);
            form(status, Some(summary), &login, &next, fields.text("draft"))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The form, with what somebody was sending when they were found to be signed out.
pub fn with_draft(next: &str, draft: &[u8]) -> HttpResponse {
    let summary = ErrorSummary::refusal("登录已失效。您填写的内容已保留，登录后可继续提交。");
    let draft = String::from_utf8_lossy(draft);
    match form(StatusCode::UNAUTHORIZED, Some(summary), "", safe(next), &draft) {
        Ok(page) => page,
        Err(trouble) => trouble.error_response(),
    }
}

#[derive(askama::Template)]
#[template(path = "go_on.html")]
struct GoOn<'a> {
    next: &'a str,
    fields: Vec<(String, String)>,
    button: Button,
    back: Button,
}

/// Signed in again: the form that was kept is sent on with one press, never by itself.
fn go_on(next: &str, draft: &str, cookie: &Cookie<'_>) -> Page {
    let kept = Fields::read(draft.as_bytes());
    let page = GoOn {
        next,
        fields: kept.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        button: Button::new("继续提交").busy("正在提交"),
        back: Button::link("不提交，返回", next).plain(),
    };
    let mut response = web::site::html(StatusCode::OK, BareShell::new("继续提交").page(&page)?);
    response.add_cookie(cookie).map_err(|error| Problem::fault(&error.to_string()))?;
    Ok(response)
}

fn form(status: StatusCode, summary: Option<ErrorSummary>, login: &str, next: &str, draft: &str) -> Page {
    let form = Form {
        summary,
        login: Field::text("login", "用户名").value(login).attribute("autocomplete", "username"),
        password: Field::password("password", "密码").attribute("autocomplete", "current-password"),
        next,
        draft,
        button: Button::new("登录").busy("正在登录"),
    };
    Ok(web::site::html(status, BareShell::new("登录").page(&form)?))
}

/// Where to go afterwards: a page of this site, never another's.
fn safe(next: &str) -> &str {
    let own =
        next.starts_with('/') && !next.starts_with("//") && !next.contains('\\') && !next.contains('\n');
    if own { next } else { "/" }
}

async fn sign_out(request: HttpRequest, sessions: Data<Sessions>, _fields: Fields) -> Page {
    if let Some(ticket) = desk::ticket(&request) {
        // Without identity the cookie goes all the same, and the session with its hours.
        let _ended = sessions.end(&ticket).await;
    }
    Ok(desk::see_other("/sign-in", &[sessions.no_cookie()]))
}

#[derive(askama::Template)]
#[template(path = "roles.html")]
struct Roles {
    head: PageHead,
    note: Option<Note>,
    choices: Vec<Choice>,
}

struct Choice {
    grant: String,
    role: &'static str,
    place: String,
    until: String,
    acting: bool,
}

async fn roles(desk: Desk) -> Page {
    let choices: Vec<_> = desk.person.grants.iter().map(|grant| choice(&desk, grant)).collect();
    let alone = choices.len() < 2;
    let me = desk.me().await?;
    let who = [me.name, me.login].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let body = Roles {
        head: PageHead::new("我的角色").lead(who).lead("以哪一角色办理，就以哪一角色留痕。"),
        note: alone
            .then(|| Note::new(Meaning::Plain, "只有一个角色", "如需其他角色，请联系系统管理员授权。")),
        choices,
    };
    desk.page(&desk.shell("我的角色", ""), &body)
}

fn choice(desk: &Desk, grant: &Grant) -> Choice {
    let region = || desk.names().region(&grant.region);
    Choice {
        grant: grant.grant.to_string(),
        role: grant.role.name(),
        place: grant.department.as_ref().map_or_else(region, |one| desk.names().department(one)),
        until: grant.until.map_or_else(|| "长期".to_owned(), |until| format!("至 {until}")),
        acting: grant.grant == desk.grant().grant,
    }
}

async fn act_as(request: HttpRequest, desk: Desk, fields: Fields) -> Page {
    let chosen = desk.person.grants.iter().find(|grant| grant.grant.to_string() == fields.text("grant"));
    let (Some(grant), Some(ticket)) = (chosen, desk::ticket(&request)) else {
        return Err(Trouble::not_found());
    };
    let cookie = desk.sessions.cookie(&Ticket { grant: grant.grant, ..ticket });
    Ok(desk::see_other("/", &[cookie]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_leads_to_a_page_of_this_site_only() {
        for foreign in ["https://evil.example/", "//evil.example", "/\\evil.example", "", "x", "/a\nb"] {
            assert_eq!(safe(foreign), "/");
        }
        assert_eq!(safe("/referrals?state=delivered"), "/referrals?state=delivered");
    }
}
