//! 事项: everything that is checked here, by department, and what has been found so far.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::inspection::{ItemView, PartView};
use pages::{Button, Card, Cell, Column, Dock, Html, Meaning, Row, StatusTag, Table, formats};

use super::{Case, note, words};
use crate::{desk::Desk, trouble::Page};

const LEAD: &str = "按检查指引逐项检查并记录结果；本部门全部记录后签字。";

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let case = Case::read(&desk, &id).await?;
    let mut parts: Vec<Html> = Vec::new();
    if case.is_open() && !case.present(&desk) {
        parts.push(note(Meaning::Soon, "尚未签到", "可先查看检查指引，到场签到后才能记录。"));
    }
    // One's own department first.
    let (own, others): (Vec<_>, Vec<_>) =
        case.visit.parts.iter().partition(|part| desk.is_mine(Some(&part.department)));
    for part in own.iter().chain(&others) {
        parts.push(part_card(&desk, &case, part).into());
    }
    let next = own.iter().flat_map(|part| &part.items).find(|item| item.result.is_none());
    let dock = match next {
        _ if !case.present(&desk) => None,
        Some(item) => Some(Dock::new(Button::link("记录下一项", href(&case, item)))),
        None => Some(Dock::new(Button::link("去签字", case.href("/sign")))),
    };
    parts.extend(dock.map(Html::from));
    case.page(&desk, StatusCode::OK, ("/items", LEAD), None, parts)
}

pub fn href(case: &Case, item: &ItemView) -> String {
    case.href(&format!("/items/{}", item.item))
}

pub fn part_card(desk: &Desk, case: &Case, part: &PartView) -> Card {
    let mine = desk.is_mine(Some(&part.department)) && case.present(desk) && part.formed_on.is_none();
    let row = |item: &ItemView| {
        let result = item.result.map_or_else(|| StatusTag::plain("待记录"), words::result);
        let verb = match item.result {
            None if mine => "记录",
            Some(_) if mine => "修改",
            _ => "查看",
        };
        let button = Button::link(verb, href(case, item)).plain().small().about(item.name.clone());
        let problems = item.findings.len();
        let second = if problems > 0 { format!("问题线索 {problems} 条") } else { String::new() };
        Row::new([Cell::of(item.name.clone()), Cell::of(result).second(second), Cell::action(button)])
    };
    let table = Table::new("检查事项", [Column::head("事项"), Column::text("结果"), Column::action("办理")])
        .rows(part.items.iter().map(row));
    let recorded = part.items.iter().filter(|item| item.result.is_some()).count();
    let remark = match part.formed_on {
        Some(on) => format!("{} 形成结果", formats::date_long(on)),
        None => format!("已记录 {recorded} / {}", part.items.len()),
    };
    Card::new(desk.names().department(&part.department), table).remark(remark)
}
