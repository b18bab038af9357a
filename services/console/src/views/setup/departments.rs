//! 区域与成员单位: who takes part in joint inspections here, and with which yearly duty?

use actix_web::http::StatusCode;
use contracts::{
    api::planning::{Departments, OpenRegion, RegisterDepartment},
    events::planning::{AnnualDuty, Department},
};
use kernel::Role;
use pages::{Button, Card, Cell, Column, EmptyState, ErrorSummary, Field, Html, PageHead, Row, Table};
use serde_json::Value;
use web::upstream::Command;

use crate::{
    desk::Desk,
    fields::{Fields, filled},
    trouble::{Page, Trouble, sentence},
};

const DUTIES: [(&str, &str, AnnualDuty); 3] = [
    ("initiate", "每年至少发起一次", AnnualDuty::Initiate),
    ("initiate_or_take_part", "每年至少发起或参与一次", AnnualDuty::InitiateOrTakePart),
    ("free", "根据需要", AnnualDuty::Free),
];

#[derive(askama::Template)]
#[template(path = "setup/form.html")]
struct Form {
    action: &'static str,
    key: String,
    fields: Vec<Field>,
    button: Button,
}

pub async fn show(desk: Desk) -> Page {
    render(&desk, StatusCode::OK, None, &Fields::default()).await
}

async fn render(desk: &Desk, code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    if desk.role() != Role::Administrator {
        return Err(Trouble::not_found());
    }
    let region = desk.grant().region.clone();
    let found: Departments = desk.get("planning", &format!("/v1/departments?region={region}")).await?;
    let named = desk.names().region(&region);
    let errors = summary.clone();
    let mut parts: Vec<Html> = vec![
        PageHead::new("区域与成员单位").lead("先登记区域名称，再登记各成员单位；年度义务依第七条。").into(),
    ];
    parts.extend(summary.map(Html::from));
    if named == region.as_str() {
        let name = filled(
            Field::text("region_name", "区域名称").hint("例如：舞钢市"),
            "region_name",
            typed,
            errors.as_ref(),
        );
        let parent = Field::text("parent", "上级行政区划代码").optional().hint("例如：410400");
        let fields = vec![name, filled(parent, "parent", typed, errors.as_ref())];
        let button = Button::new("登记区域").busy("正在登记");
        let form = Form { action: "/departments/region", key: desk.form_key(), fields, button };
        parts.push(Card::new("登记区域", Html::render(&form)?).into());
    }
    parts.push(Card::new("成员单位", table(&found.items)).count(found.items.len() as u64).into());
    parts.push(Card::new("登记成员单位", Html::render(&new_form(desk, typed, errors.as_ref()))?).into());
    desk.answer(code, desk.shell("区域与成员单位", "/departments").wrap(&Html::all(parts))?)
}

fn new_form(desk: &Desk, typed: &Fields, errors: Option<&ErrorSummary>) -> Form {
    let duties = DUTIES.map(|(word, name, _)| (word, name));
    let short =
        Field::text("short", "单位代号").hint("2 至 16 位小写字母或数字，各级同一部门相同，例如 scjg");
    let fields = vec![
        filled(Field::text("name", "单位名称").hint("60 字以内"), "name", typed, errors),
        filled(short, "short", typed, errors),
        filled(
            Field::text("number_prefix", "文号机关代字").hint("例如：舞市监"),
            "number_prefix",
            typed,
            errors,
        ),
        filled(Field::select("duty", "年度义务", duties), "duty", typed, errors),
    ];
    let button = Button::new("登记成员单位").busy("正在登记");
    Form { action: "/departments/new", key: desk.form_key(), fields, button }
}

fn table(departments: &[Department]) -> Table {
    let columns =
        [Column::head("单位"), Column::text("代号"), Column::text("文号机关代字"), Column::text("年度义务")];
    let row = |one: &Department| {
        let duty = DUTIES.iter().find(|(_, _, duty)| *duty == one.duty).map_or("", |(_, name, _)| name);
        let short = one.department.as_str().split_once('-').map_or("", |(_, short)| short);
        Row::new([
            Cell::of(one.name.clone()),
            Cell::of(short),
            Cell::of(one.number_prefix.clone()),
            Cell::of(duty),
        ])
    };
    Table::new("成员单位", columns)
        .rows(departments.iter().map(row))
        .empty(EmptyState::new("尚未登记成员单位。", "在下方登记；登记后才能开设该单位的账号。"))
}

pub async fn open_region(desk: Desk, fields: Fields) -> Page {
    let name = fields.text("region_name").to_owned();
    let parent =
        Some(fields.code("parent")).filter(|code| !code.is_empty()).map(|code| code.parse()).transpose();
    let mut summary = ErrorSummary::new();
    if name.is_empty() || name.chars().count() > 40 {
        summary = summary.error("region_name", "请填写区域名称，40 字以内");
    }
    if parent.is_err() {
        summary = summary.error("parent", "行政区划代码应为六位数字");
    }
    match parent {
        Ok(parent) if summary.is_empty() => {
            send(&desk, "/v1/regions", &OpenRegion { name, parent }, &fields, "已登记区域").await
        }
        _ => render(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await,
    }
}

pub async fn register(desk: Desk, fields: Fields) -> Page {
    let mut summary = ErrorSummary::new();
    let (name, number_prefix) = (fields.text("name").to_owned(), fields.text("number_prefix").to_owned());
    let short = fields.code("short").to_lowercase();
    if name.is_empty() || name.chars().count() > 60 {
        summary = summary.error("name", "请填写单位名称，60 字以内");
    }
    if !(2..=16).contains(&short.len())
        || !short.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        summary = summary.error("short", "单位代号应为 2 至 16 位小写字母或数字");
    }
    if number_prefix.is_empty() || number_prefix.chars().count() > 20 {
        summary = summary.error("number_prefix", "请填写文号机关代字，20 字以内");
    }
    let duty = DUTIES.iter().find(|(word, _, _)| *word == fields.text("duty")).map(|(_, _, duty)| *duty);
    match duty {
        Some(duty) if summary.is_empty() => {
            let body = RegisterDepartment { short, name, number_prefix, duty };
            send(&desk, "/v1/departments", &body, &fields, "已登记成员单位").await
        }
        Some(_) => render(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await,
        None => {
            let summary = summary.error("duty", "请选择年度义务");
            render(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await
        }
    }
}

async fn send(desk: &Desk, path: &str, body: &impl serde::Serialize, fields: &Fields, said: &str) -> Page {
    let command = Command { key: fields.text("key"), version: None };
    match desk.send::<Value>("planning", path, body, &command).await? {
        Ok(_) => {
            desk.renamed();
            desk.done("/departments", said)
        }
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(desk, code, Some(ErrorSummary::refusal(sentence(&details))), fields).await
        }
    }
}
