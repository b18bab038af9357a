//! 检查对象名录: the list with its filters, and one object once it is said what for.

use actix_web::web::Path;
use contracts::api::pool::{ObjectHistory, ObjectPeriod, ObjectView, Objects};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, Entry, FilterChips, Html, Icon, KeyValues, Meaning,
    Note, PageHead, Pager, Row, Table, Timeline, formats,
};

use super::{
    purpose::{self, Purpose},
    words::{KINDS, RISKS, in_business, risk},
};
use crate::{
    desk::Desk,
    fields::query,
    trouble::{Page, Trouble},
};

const FILTERS: [&str; 6] = ["q", "kind", "risk", "department", "active", "place"];

/// The given filters, one of them perhaps left out.
fn asked<'a>(desk: &'a Desk, without: &str) -> Vec<(&'a str, &'a str)> {
    let given = FILTERS.into_iter().filter(|name| *name != without);
    given.map(|name| (name, desk.query.text(name))).filter(|(_, value)| !value.is_empty()).collect()
}

fn href(pairs: &[(&str, &str)]) -> String {
    format!("/objects?{}", query(pairs))
}

pub async fn list(desk: Desk) -> Page {
    let mut pairs = asked(&desk, "");
    if let Some(after) = desk.query.given("after") {
        pairs.push(("after", after));
    }
    pairs.push(("limit", "50"));
    let found: Objects = desk.get("pool", &format!("/v1/objects?{}", query(&pairs))).await?;
    let mut head = PageHead::new("检查对象").lead(
        "本地检查对象名录库，抽取时按方案从中选取。名录由各部门导入文件更新，注销的保留备查、不参加抽取。",
    );
    if desk.role() == Role::Clerk {
        head = head.action(Button::link("导入名录", "/imports?library=objects").icon(Icon::File));
    }
    let body = Html::all([head.into(), filters(&desk).into(), Card::bare(table(&desk, &found)).into()]);
    desk.wrap(&desk.shell("检查对象", "/objects"), &body)
}

fn filters(desk: &Desk) -> FilterChips {
    let kinds = KINDS.iter().map(|(word, kind)| (*word, kind.name()));
    let active = [("true", "在业"), ("false", "注销或停业")];
    let chosen = |name| Some(desk.query.text(name));
    let chips = FilterChips::new("/objects")
        .text("q", "名称或信用代码", desk.query.text("q"))
        .select("kind", "类型", kinds, chosen("kind"))
        .select("risk", "信用风险分类", RISKS, chosen("risk"))
        .select("active", "经营状态", active, chosen("active"))
        .select("department", "审批部门", desk.names().choices(), chosen("department"));
    asked(desk, "")
        .into_iter()
        .fold(chips, |chips, (name, value)| chips.chip(words(desk, name, value), href(&asked(desk, name))))
}

/// A filter as people say it.
fn words(desk: &Desk, name: &str, value: &str) -> String {
    let found = match name {
        "kind" => KINDS.iter().find(|(word, _)| *word == value).map(|(_, kind)| kind.name()),
        "risk" => RISKS.iter().find(|(word, _)| *word == value).map(|(_, name)| *name),
        "active" => Some(if value == "true" { "在业" } else { "注销或停业" }),
        "department" => desk.names().departments.get(value).map(String::as_str),
        _ => None,
    };
    found.map_or_else(|| format!("“{value}”"), str::to_owned)
}

fn table(desk: &Desk, found: &Objects) -> Table {
    let columns = [
        Column::head("检查对象"),
        Column::text("类型"),
        Column::text("信用风险分类"),
        Column::text("地址"),
        Column::text("经营状态"),
        Column::action("查看"),
    ];
    let row = |object: &ObjectView| {
        let id = object.object.to_string();
        let button = Button::link("查看", format!("/objects/{id}")).plain().small();
        Row::new([
            Cell::of(object.name.clone()).second(id),
            Cell::of(object.kind.name()),
            Cell::of(risk(object.risk)),
            Cell::of(object.address.clone()),
            Cell::of(in_business(object.active, &object.status)),
            Cell::action(button.about(object.name.clone())),
        ])
    };
    let next = |after: &String| {
        let mut pairs = asked(desk, "");
        pairs.push(("after", after));
        href(&pairs)
    };
    Table::new("检查对象", columns)
        .rows(found.items.iter().map(row))
        .empty(EmptyState::new("没有符合条件的检查对象。", "可以更换条件；名录为空时，由部门经办人导入。"))
        .pager(Pager::new(found.items.len() as u64, found.total, "户").next(found.next.as_ref().map(next)))
}

/// An object's id is a credit code or a department's number: never a path of its own.
fn is_code(id: &str) -> bool {
    (1..=64).contains(&id.chars().count())
        && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | ':' | '_' | '.'))
        && id.chars().any(char::is_alphanumeric)
}

pub async fn detail(desk: Desk, id: Path<String>) -> Page {
    is_code(&id).then_some(()).ok_or_else(Trouble::not_found)?;
    let purpose = match purpose::of(&desk) {
        Purpose::Given(purpose) => purpose,
        Purpose::Lacking(wrong) => {
            return purpose::ask(&desk, "查看检查对象", ("检查对象", "/objects"), wrong);
        }
    };
    let at = query(&[("", &id)]);
    let id = at.trim_start_matches('=');
    let path = format!("/v1/objects/{id}?{}", query(&[("purpose", &purpose)]));
    let object: ObjectView = desk.get("pool", &path).await?;
    let history: ObjectHistory = desk.get("pool", &format!("/v1/objects/{id}/history")).await?;
    let head = PageHead::new(object.name.clone())
        .crumbs(Breadcrumb::to(object.name.clone()).above("检查对象", "/objects"))
        .lead(in_business(object.active, &object.status))
        .lead("名录中的登记情况；有误的，由来源部门在下次导入时更正。");
    let seen = Note::new(Meaning::Plain, "本次查看已记入留痕。", format!("用途：{purpose}"));
    let body = Html::all([
        head.into(),
        seen.into(),
        Card::new("登记情况", facts(&desk, &object)).into(),
        Card::new("变更记录", course(&history)).count(history.items.len() as u64).into(),
    ]);
    desk.wrap(&desk.shell(&object.name, "/objects"), &body)
}

fn facts(desk: &Desk, object: &ObjectView) -> KeyValues {
    let by = object.approved_by.as_ref().map(|by| desk.names().department(by));
    let mut facts = KeyValues::new()
        .row("统一社会信用代码", object.object.to_string())
        .row("类型", object.kind.name())
        .row("信用风险分类", risk(object.risk))
        .row("行业代码", object.trade.clone())
        .row("所在区划", object.place.clone())
        .row("地址", object.address.clone())
        .row("联系电话", object.phone.clone().unwrap_or_default())
        .row("审批部门", by.unwrap_or_else(|| object.approver.clone()))
        .row("部门编号", object.number.clone())
        .row("成立日期", object.since.map(formats::date_long).unwrap_or_default());
    for external in &object.external {
        facts = facts.row(format!("{}编号", external.system), external.number.clone());
    }
    facts.two_columns()
}

/// Newest first; each period says what the library held then.
fn course(history: &ObjectHistory) -> Timeline {
    let entry = |period: &ObjectPeriod| {
        let object = &period.object;
        let state = if object.active { "在业" } else { "注销或停业" };
        let what = format!("{}，{}，{state}", object.name, risk(object.risk));
        let whence = format!("名录第 {} 版", period.version);
        Entry::new(what, formats::moment_table(period.valid_from), whence).remark(object.address.clone())
    };
    Timeline::new(history.items.iter().rev().map(entry))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_part_that_leads_elsewhere_is_no_object() {
        assert!(is_code("91410481MAEYAJW872"));
        for bad in ["", "..", "a/b", "a?b", "a%2e", "a b"] {
            assert!(!is_code(bad), "{bad}");
        }
    }
}
