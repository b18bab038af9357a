//! Opening an account with its first role.

use actix_web::http::StatusCode;
use contracts::api::identity::{Hidden, NewGrant, OpenAccount, OpenAccounts};
use kernel::Role;
use pages::{Breadcrumb, Button, ErrorSummary, Field, PageHead};
use serde_json::Value;
use web::upstream::Command;

use super::{GIVEN, word};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

#[derive(askama::Template)]
#[template(path = "accounts/open.html")]
struct Form {
    head: PageHead,
    summary: Option<ErrorSummary>,
    key: String,
    fields: Vec<Field>,
    button: Button,
}

pub async fn show(desk: Desk) -> Page {
    render(&desk, StatusCode::OK, None, &Fields::default())
}

fn render(desk: &Desk, code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    if desk.role() != Role::Administrator {
        return Err(Trouble::not_found());
    }
    let errors = summary.clone().unwrap_or_default();
    let with = |field: Field, name: &str| match errors.at(name) {
        "" => field.value(typed.text(name)),
        error => field.value(typed.text(name)).error(error),
    };
    let roles = GIVEN.map(|role| (word(role), role.name()));
    let none = std::iter::once((String::new(), "不属于某一部门".to_owned()));
    let fields = vec![
        with(
            Field::text("login", "用户名").hint("3 至 40 位小写字母、数字或 . _ -，开设后不能更改"),
            "login",
        ),
        with(Field::text("name", "姓名").hint("40 字以内"), "name"),
        // A password that was typed is not sent back.
        match errors.at("password") {
            "" => Field::password("password", "初始密码").hint("10 至 128 位，交给本人后由其更改"),
            error => Field::password("password", "初始密码").error(error),
        },
        with(Field::select("role", "角色", roles), "role"),
        with(Field::select("department", "部门", none.chain(desk.names().choices())), "department"),
        with(
            Field::text("inspector", "执法检查人员编号").hint("仅执法检查人员填写，见人员名录").optional(),
            "inspector",
        ),
        with(Field::date("until", "授权至").hint("不填为长期").optional(), "until"),
    ];
    let form = Form {
        head: PageHead::new("开设账号")
            .crumbs(Breadcrumb::to("开设账号").above("账号与权限", "/accounts"))
            .lead("一人一个账号。开设后即可登录，需两人共同决定的角色待审批后生效。"),
        summary,
        key: desk.form_key(),
        fields,
        button: Button::new("开设账号").busy("正在开设"),
    };
    let shell = desk.shell("开设账号", "/accounts");
    desk.answer(code, shell.page(&form)?)
}

pub async fn take(desk: Desk, fields: Fields) -> Page {
    let body = match read(&fields) {
        Ok(body) => body,
        Err(summary) => return render(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields),
    };
    let command = Command { key: fields.text("key"), version: None };
    match desk.send::<Value>("identity", "/v1/accounts", &body, &command).await? {
        Ok(answer) => {
            let waits = answer["accounts"][0]["asked"].as_array().is_some_and(|asked| !asked.is_empty());
            let said = if waits { "已开设账号，角色待另一人审批" } else { "已开设账号" };
            desk.done("/accounts", said)
        }
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, code, Some(ErrorSummary::refusal(sentence(&details))), &fields)
        }
    }
}

/// What was typed, or everything that is wrong with it.
fn read(fields: &Fields) -> Result<OpenAccounts, ErrorSummary> {
    let mut summary = ErrorSummary::new();
    let login = fields.code("login").to_lowercase();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    if !(3..=40).contains(&login.len()) || !login.chars().all(plain) {
        summary = summary.error("login", "用户名应为 3 至 40 位小写字母、数字或 . _ -");
    }
    let name = fields.text("name").to_owned();
    if name.is_empty() || name.chars().count() > 40 {
        summary = summary.error("name", "请填写姓名，40 字以内");
    }
    let password = fields.all("password").last().unwrap_or_default().to_owned();
    if !(10..=128).contains(&password.chars().count()) {
        summary = summary.error("password", "初始密码应为 10 至 128 位");
    }
    let role = GIVEN.into_iter().find(|role| word(*role) == fields.text("role"));
    if role.is_none() {
        summary = summary.error("role", "请选择角色");
    }
    let department = fields.given("department").map(str::parse).transpose();
    let inspector =
        Some(fields.code("inspector")).filter(|id| !id.is_empty()).map(|id| id.parse()).transpose();
    if inspector.is_err() {
        summary = summary.error("inspector", "编号不正确，请从人员名录中复制");
    }
    let until = Some(fields.code("until")).filter(|day| !day.is_empty()).map(|day| day.parse()).transpose();
    if until.is_err() {
        summary = summary.error("until", "日期不正确");
    }
    match (role, department, inspector, until) {
        (Some(role), Ok(department), Ok(inspector), Ok(until)) if summary.is_empty() => {
            let grants = vec![NewGrant { role, department, inspector, from: None, until }];
            Ok(OpenAccounts {
                accounts: vec![OpenAccount { login, name, password: Hidden(password), grants }],
            })
        }
        _ => Err(summary),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let summary = read(&Fields::read(b"login=A%20b!&password=short&until=2026-02-30")).unwrap_err();
        for field in ["login", "name", "password", "role", "until"] {
            assert!(!summary.at(field).is_empty(), "{field}");
        }
    }

    #[test]
    fn what_is_typed_in_full_width_is_taken() {
        let typed = "login=%EF%BD%97%EF%BD%87.clerk&name=%E7%8E%8B%E6%9F%90&password=0123456789&role=office";
        let body = read(&Fields::read(typed.as_bytes())).unwrap();
        assert_eq!(body.accounts[0].login, "wg.clerk");
        assert_eq!(body.accounts[0].grants[0].role, Role::Office);
    }
}
