//! 路由规则: which department is competent for what is found? The most specific rule wins; ties and gaps go to the office.

use actix_web::http::StatusCode;
use contracts::{
    api::referral::{PublishRules, RulesView},
    events::referral::Rule,
};
use kernel::{Role, codes::ObjectKind};
use pages::{Button, Card, Cell, Column, EmptyState, ErrorSummary, Field, Html, PageHead, Row, Table};
use serde_json::Value;
use web::upstream::Command;

use crate::{
    desk::Desk,
    fields::{Fields, filled},
    trouble::{Page, Trouble, sentence},
};

/// How a rule is written on a line.
const HINT: &str =
    "每行一条：部门,事项类别,行业代码,审批部门,行政区划,对象类型；不限的留空。部门写名称或代号。";

#[derive(askama::Template)]
#[template(path = "setup/rules.html")]
struct Form {
    key: String,
    version: u32,
    lines: Field,
    agreed: Field,
    button: Button,
}

pub async fn show(desk: Desk) -> Page {
    render(&desk, StatusCode::OK, None, &Fields::default()).await
}

async fn render(desk: &Desk, code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    let reads = matches!(
        desk.role(),
        Role::Administrator
            | Role::Office
            | Role::Clerk
            | Role::Leader
            | Role::Principal
            | Role::Observer
            | Role::Auditor
    );
    reads.then_some(()).ok_or_else(Trouble::not_found)?;
    let rules: RulesView = desk.get("referral", "/v1/routing-rules").await?;
    let errors = summary.clone();
    let mut parts: Vec<Html> = vec![
        PageHead::new("路由规则")
            .lead(
                "发现的问题按规则送有管辖权的部门。条件最多者优先；相同或没有规则的，由联席会议办公室指定。",
            )
            .into(),
    ];
    parts.extend(summary.map(Html::from));
    let remark =
        if rules.version == 0 { "尚未公布".to_owned() } else { format!("第 {} 版", rules.version) };
    parts.push(
        Card::new("现行规则", table(desk, &rules.rules))
            .count(rules.rules.len() as u64)
            .remark(remark)
            .into(),
    );
    if desk.role() == Role::Administrator {
        let current: Vec<_> = rules.rules.iter().map(|rule| line(desk, rule)).collect();
        let lines = Field::area("lines", "规则").rows(12).hint(HINT).value(current.join("\n"));
        let lines = if typed.given("lines").is_some() {
            filled(Field::area("lines", "规则").rows(12).hint(HINT), "lines", typed, errors.as_ref())
        } else {
            lines
        };
        let agreed = Field::checkbox("agreed", "我已核对，公布后新移送即按新版规则确定部门");
        let agreed = match errors.as_ref().map_or("", |errors| errors.at("agreed")) {
            "" => agreed,
            error => agreed.error(error),
        };
        let button = Button::new("公布新版规则").busy("正在公布");
        let form = Form { key: desk.form_key(), version: rules.version, lines, agreed, button };
        parts.push(Card::new("制定新版", Html::render(&form)?).remark("整体替换，已发出的移送不变").into());
    }
    desk.answer(code, desk.shell("路由规则", "/routing-rules").wrap(&Html::all(parts))?)
}

fn table(desk: &Desk, rules: &[Rule]) -> Table {
    let columns = [
        Column::number("序号"),
        Column::head("主管部门"),
        Column::text("事项类别"),
        Column::text("行业"),
        Column::text("审批部门"),
        Column::text("区划"),
        Column::text("对象类型"),
    ];
    let text = |value: &Option<String>| value.clone().map_or_else(Cell::none, Cell::of);
    let rows = rules.iter().zip(1..).map(|(rule, number)| {
        Row::new([
            Cell::number(number),
            Cell::of(desk.names().department(&rule.department)),
            text(&rule.matter),
            text(&rule.trade),
            rule.approved_by.as_ref().map_or_else(Cell::none, |by| Cell::of(desk.names().department(by))),
            text(&rule.place),
            rule.kind.map_or_else(Cell::none, |kind| Cell::of(kind.name())),
        ])
    });
    Table::new("路由规则", columns)
        .rows(rows)
        .empty(EmptyState::new("还没有路由规则。", "没有规则时，所有问题由联席会议办公室指定管辖。"))
}

fn line(desk: &Desk, rule: &Rule) -> String {
    let names = desk.names();
    [
        names.department(&rule.department),
        rule.matter.clone().unwrap_or_default(),
        rule.trade.clone().unwrap_or_default(),
        rule.approved_by.as_ref().map(|by| names.department(by)).unwrap_or_default(),
        rule.place.clone().unwrap_or_default(),
        rule.kind.map(|kind| kind.name().to_owned()).unwrap_or_default(),
    ]
    .join(",")
    .trim_end_matches(',')
    .to_owned()
}

pub async fn publish(desk: Desk, fields: Fields) -> Page {
    let departments = desk.names().choices();
    let region = desk.grant().region.to_string();
    let (rules, mut summary) = match read(fields.text("lines"), &departments, &region) {
        Ok(rules) => (rules, ErrorSummary::new()),
        Err(wrong) => (Vec::new(), ErrorSummary::new().error("lines", wrong)),
    };
    if fields.text("agreed").is_empty() {
        summary = summary.error("agreed", "请核对后勾选");
    }
    if !summary.is_empty() {
        return render(&desk, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await;
    }
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    match desk.send::<Value>("referral", "/v1/routing-rules", &PublishRules { rules }, &command).await? {
        Ok(_) => desk.done("/routing-rules", "已公布新版路由规则"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, code, Some(ErrorSummary::refusal(sentence(&details))), &fields).await
        }
    }
}

/// Rules from their lines; the first that cannot be read is named by its number.
fn read(lines: &str, departments: &[(String, String)], region: &str) -> Result<Vec<Rule>, String> {
    let written = lines.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    written
        .map(|(line, number)| rule(line, departments, region).map_err(|why| format!("第 {number} 行：{why}")))
        .collect()
}

fn rule(line: &str, departments: &[(String, String)], region: &str) -> Result<Rule, String> {
    let cells: Vec<_> = line.split([',', '，', '\t']).map(str::trim).collect();
    if cells.len() > 6 {
        return Err("多于六项".to_owned());
    }
    let cell = |at: usize| cells.get(at).copied().filter(|cell| !cell.is_empty());
    let department = |said: &str| {
        let short = format!("{region}-{said}");
        let known = departments.iter().find(|(code, name)| code == said || *code == short || name == said);
        known.and_then(|(code, _)| code.parse().ok()).ok_or_else(|| format!("没有名为“{said}”的成员单位"))
    };
    let kind = |said: &str| {
        ObjectKind::ALL
            .into_iter()
            .find(|kind| kind.name() == said)
            .ok_or_else(|| format!("没有名为“{said}”的对象类型"))
    };
    Ok(Rule {
        department: department(cell(0).ok_or("缺少部门")?)?,
        matter: cell(1).map(str::to_owned),
        trade: cell(2).map(str::to_owned),
        approved_by: cell(3).map(department).transpose()?,
        place: cell(4).map(str::to_owned),
        kind: cell(5).map(kind).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn departments() -> Vec<(String, String)> {
        vec![("410481-wjw".to_owned(), "卫生健康委员会".to_owned())]
    }

    #[test]
    fn a_rule_is_written_with_names_or_short_codes_and_either_comma() {
        let rules =
            read("wjw,food\n\n卫生健康委员会，，F52，，410481，企业", &departments(), "410481").unwrap();
        assert_eq!(rules[0].matter.as_deref(), Some("food"));
        assert_eq!((rules[1].trade.as_deref(), rules[1].kind), (Some("F52"), Some(ObjectKind::Enterprise)));
        assert!(rules.iter().all(|rule| rule.department.as_str() == "410481-wjw"));
    }

    #[test]
    fn the_line_that_cannot_be_read_is_named() {
        let said = read("wjw\n公安局,x", &departments(), "410481").unwrap_err();
        assert_eq!(said, "第 2 行：没有名为“公安局”的成员单位");
        assert!(read("wjw,,,,,飞机", &departments(), "410481").is_err());
    }
}
