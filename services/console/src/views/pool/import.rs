//! 导入名录: a department's file goes into one of the two libraries; rows that cannot be taken in are listed one by one.

use actix_web::{HttpRequest, http::StatusCode};
use contracts::api::pool::ImportReport;
use kernel::Role;
use pages::{Breadcrumb, Button, Card, ErrorSummary, Field, Html, KeyValues, PageHead, RadioCards};
use serde_json::Value;
use web::{Problem, Upload, upstream::Command};

use super::multipart::{self, Part};
use crate::{
    desk::Desk,
    fields::{Fields, query},
    trouble::{Page, Trouble, sentence},
};

#[derive(askama::Template)]
#[template(path = "pool/import.html")]
struct Body {
    head: PageHead,
    summary: Option<ErrorSummary>,
    key: String,
    library: RadioCards,
    file: Field,
    from: Field,
    button: Button,
    back: Button,
    columns: Card,
}

/// What was sent: the fields as text, and the file.
struct Sent<'a> {
    fields: Fields,
    file: Option<&'a [u8]>,
}

pub async fn show(desk: Desk) -> Page {
    (desk.role() == Role::Clerk).then_some(()).ok_or_else(Trouble::not_found)?;
    form(&desk, StatusCode::OK, ErrorSummary::new(), &desk.query)
}

pub async fn take(desk: Desk, request: HttpRequest, upload: Upload) -> Page {
    if !web::site::is_own(&request) || desk.role() != Role::Clerk {
        return Err(Problem::new("role_not_allowed", Value::Null).into());
    }
    let parts = multipart::parts(&upload.bytes).unwrap_or_default();
    let sent = read(&parts);
    let (library, file, path) = match checked(&desk, &sent) {
        Ok(checked) => checked,
        Err(summary) => return form(&desk, StatusCode::UNPROCESSABLE_ENTITY, summary, &sent.fields),
    };
    let command = Command { key: sent.fields.text("key"), version: None };
    let kind = ("application/octet-stream", file.to_vec());
    let upstream = &desk.sessions.ground.upstream;
    match upstream.upload::<ImportReport>(Some(&desk.person.token), "pool", &path, kind, &command).await {
        Ok(report) => {
            let taken = report.added + report.changed + report.unchanged;
            let said = format!("已导入{}名录 {taken} 行", name(library));
            desk.done(&format!("/imports/{}", report.import), &said)
        }
        Err(Problem::Refused(details)) if details.status < 500 && details.status != 401 => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            form(&desk, code, ErrorSummary::refusal(sentence(&details)), &sent.fields)
        }
        Err(problem) => Err(problem.into()),
    }
}

fn name(library: &str) -> &'static str {
    if library == "inspectors" { "执法检查人员" } else { "检查对象" }
}

fn read<'a>(parts: &[Part<'a>]) -> Sent<'a> {
    let texts: Vec<_> = parts.iter().filter(|part| part.file.is_none()).collect();
    let texts: Vec<_> = texts
        .iter()
        .map(|part| (part.name.as_str(), String::from_utf8_lossy(part.content).into_owned()))
        .collect();
    let pairs: Vec<_> = texts.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let file = parts.iter().find(|part| part.name == "file" && part.file.is_some());
    Sent {
        fields: Fields::read(query(&pairs).as_bytes()),
        file: file.map(|part| part.content).filter(|content| !content.is_empty()),
    }
}

/// The library, the file and where it goes; or everything that is wrong.
fn checked<'a>(desk: &Desk, sent: &Sent<'a>) -> Result<(&'static str, &'a [u8], String), ErrorSummary> {
    let mut summary = ErrorSummary::new();
    let library = ["objects", "inspectors"].into_iter().find(|one| *one == sent.fields.text("library"));
    if library.is_none() {
        summary = summary.error("library", "请选择名录");
    }
    if sent.file.is_none() {
        summary = summary.error("file", "请选择 CSV 或 XLSX 文件");
    }
    let from = sent.fields.code("holds_from");
    let day: Option<chrono::NaiveDate> = from.parse().ok();
    if !from.is_empty() && day.is_none_or(|day| day > desk.today()) {
        summary = summary.error("holds_from", "生效日期应为今日或之前的日期");
    }
    match (library, sent.file) {
        (Some(library), Some(file)) if summary.is_empty() => {
            let mut pairs = vec![("department", desk.department())];
            if !from.is_empty() {
                pairs.push(("holds_from", &from));
            }
            Ok((library, file, format!("/v1/imports/{library}?{}", query(&pairs))))
        }
        _ => Err(summary),
    }
}

fn form(desk: &Desk, code: StatusCode, summary: ErrorSummary, typed: &Fields) -> Page {
    let library = RadioCards::new("library", "导入到")
        .choice("objects", "检查对象名录", "按统一社会信用代码或部门编号对应：新增、更新，文件中没有的不变")
        .choice("inspectors", "执法检查人员名录", "按执法证号对应，所属部门须为成员单位；文件中没有的不变")
        .chosen(typed.text("library"))
        .error(summary.at("library"));
    let list = if typed.text("library") == "inspectors" { "/inspectors" } else { "/objects" };
    let title = "导入名录";
    let body = Body {
        head: PageHead::new(title)
            .crumbs(Breadcrumb::to(title).above(name(typed.text("library")), list))
            .lead("导入本部门的名录文件；不合格的行逐行列出原因，其余照常入库，改正后可再次导入。"),
        key: desk.form_key(),
        library,
        file: Field::file("file", "名录文件")
            .attribute("accept", ".csv,.xlsx")
            .hint("CSV 或 XLSX，首行为表头，64 MB 以内；须重新选择文件后才能再次提交")
            .error(summary.at("file")),
        from: Field::date("holds_from", "生效日期")
            .value(typed.text("holds_from"))
            .optional()
            .hint("名录自哪一日起属实，不填为现在")
            .error(summary.at("holds_from")),
        button: Button::new("导入名录").busy("正在导入"),
        back: Button::link("返回", list).plain(),
        columns: Card::new("可识别的表头", columns()).remark("各地常用写法均可识别，多余的栏目不影响导入"),
        summary: (!summary.is_empty()).then_some(summary),
    };
    desk.answer(code, desk.shell(title, list).page(&body)?)
}

fn columns() -> Html {
    let facts = KeyValues::new()
        .row("检查对象", "企业名称、统一社会信用代码、企业类型、行业代码、信用风险分类、行政区划、住所、联系电话、审批部门、成立日期、经营状态")
        .row("执法检查人员", "姓名、执法证号、所属部门、执法事项、发证机关、发证日期、证件有效期至、人员状态、专业特长、是否专家");
    Html::of(&facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_no_file() {
        let part = |name: &str, file: Option<&str>, content| Part {
            name: name.into(),
            file: file.map(Into::into),
            content,
        };
        let parts = [part("library", None, b"objects".as_slice()), part("file", Some(""), b"".as_slice())];
        let sent = read(&parts);
        assert_eq!((sent.fields.text("library"), sent.file), ("objects", None));
    }
}
