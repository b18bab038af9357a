//! One visit's team: who it is, whether everyone is entitled to, what was changed, and what waits for a decision.

use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web::Path};
use contracts::api::inspection::{SubstitutionView, TeamView, VisitView};
use kernel::{InspectorId, Role};
use pages::{
    Breadcrumb, Button, Card, Cell, Column, ErrorSummary, Field, Html, KeyValues, Meaning, Note, PageHead,
    Row, StatusTag, Table, formats,
};

use super::{may_ask, name_of, read, reason, status, whole_names};
use crate::{desk::Desk, trouble::Page};

#[derive(askama::Template)]
#[template(path = "team/detail.html")]
struct Body {
    head: PageHead,
    summary: Option<ErrorSummary>,
    notes: Vec<Note>,
    forms: Vec<Decision>,
    team: Card,
    history: Option<Card>,
    ways: Vec<Button>,
}

/// A decision that waits for this leader.
struct Decision {
    title: &'static str,
    key: String,
    version: u64,
    facts: KeyValues,
    tick: Html,
    buttons: Vec<Button>,
}

pub async fn show(desk: Desk, visit: Path<String>) -> Page {
    render(&desk, &visit, StatusCode::OK, None).await
}

pub async fn render(desk: &Desk, visit: &str, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    let visit = read(desk, visit).await?;
    let asked = visit.substitution_asked.as_ref();
    let mut people: Vec<_> = visit.team.iter().map(|one| one.inspector).collect();
    people.extend(asked.map(|asked| asked.replacement));
    people.extend(visit.substitutions.iter().flat_map(|one| [one.drawn, one.replacement]));
    people.sort_unstable();
    people.dedup();
    let names = whole_names(desk, people, "查看检查组").await;
    let forms = [substitution(desk, &visit, &names), cancellation(desk, &visit, summary.as_ref())];
    let body = Body {
        head: head(desk, &visit),
        notes: notes(desk, &visit),
        forms: forms.into_iter().flatten().collect(),
        team: team(desk, &visit, &names),
        history: (!visit.substitutions.is_empty()).then(|| history(desk, &visit, &names)),
        ways: ways(desk, &visit),
        summary,
    };
    desk.answer(code, desk.shell("检查组", "/teams").page(&body)?)
}

fn head(desk: &Desk, visit: &VisitView) -> PageHead {
    let period =
        format!("检查时段 {} 至 {}", formats::date_long(visit.from), formats::date_long(visit.until));
    PageHead::new(visit.object.name.clone())
        .subtitle("检查组")
        .crumbs(Breadcrumb::to(visit.object.name.clone()).above("检查组与更换", "/teams"))
        .lead(status(visit))
        .lead(visit.task_title.clone())
        .lead(format!("发起：{}", desk.names().department(&visit.initiating)))
        .lead(period)
}

fn notes(desk: &Desk, visit: &VisitView) -> Vec<Note> {
    let mut notes = Vec::new();
    if !visit.unstaffed.is_empty() && visit.state != "cancelled" {
        let text =
            format!("{}没有可用的检查人员，本次检查不能开始，须取消。", desk.names().list(&visit.unstaffed));
        notes.push(Note::new(Meaning::Late, "人员不足。", text));
    }
    if let Some(asked) = &visit.substitution_asked {
        let by = desk.names().department(&asked.department);
        let text = format!("由{by}的分管负责人审批，批准前由原检查人员负责。");
        notes.push(Note::new(Meaning::Soon, "已申请更换检查人员。", text));
    }
    if let Some(asked) = &visit.cancellation_asked {
        let by = desk.names().department(&visit.initiating);
        let text = format!("理由：{}。由{by}的分管负责人审批。", asked.reason);
        notes.push(Note::new(Meaning::Soon, "已申请取消本次检查。", text));
    }
    notes
}

fn substitution(desk: &Desk, visit: &VisitView, names: &BTreeMap<InspectorId, String>) -> Option<Decision> {
    let asked = visit.substitution_asked.as_ref()?;
    let mine = desk.role() == Role::Leader && desk.is_mine(Some(&asked.department));
    (mine && asked.asked_by != desk.grant().account).then(|| Decision {
        title: "审批更换检查人员",
        key: desk.form_key(),
        version: visit.version,
        facts: KeyValues::new()
            .row("原检查人员", name_of(names, asked.drawn))
            .row("更换为", name_of(names, asked.replacement))
            .row("原因", reason(asked.reason))
            .row("说明", asked.text.clone()),
        tick: Html::default(),
        buttons: vec![
            Button::new("同意更换").value("decision", "approve").busy("正在办理"),
            Button::new("不同意").value("decision", "reject").plain(),
        ],
    })
}

fn cancellation(desk: &Desk, visit: &VisitView, summary: Option<&ErrorSummary>) -> Option<Decision> {
    let asked = visit.cancellation_asked.as_ref()?;
    let mine = desk.role() == Role::Leader && desk.is_mine(Some(&visit.initiating));
    let wrong = summary.map(|summary| summary.at("agreed")).unwrap_or_default().to_owned();
    let tick = Field::checkbox("agreed", "我已核实取消理由，知悉取消后不可恢复，理由向社会公布").error(wrong);
    (mine && asked.asked_by != desk.grant().account).then(|| Decision {
        title: "审批取消检查",
        key: desk.form_key(),
        version: visit.version,
        facts: KeyValues::new()
            .row("检查对象", visit.object.name.clone())
            .row("取消理由", asked.reason.clone()),
        tick: Html::of(&tick),
        buttons: vec![Button::new("同意取消").danger().value("decision", "cancel").busy("正在办理")],
    })
}

fn team(desk: &Desk, visit: &VisitView, names: &BTreeMap<InspectorId, String>) -> Card {
    let columns = [
        Column::head("姓名"),
        Column::text("部门"),
        Column::text("职责"),
        Column::text("执法证件有效期至"),
        Column::action("办理"),
    ];
    let free = may_ask(desk, visit) && visit.substitution_asked.is_none();
    let row = |one: &TeamView| {
        let name = name_of(names, one.inspector);
        let valid = if one.valid_until < visit.until {
            StatusTag::late("检查时段内到期")
        } else {
            StatusTag::done("有效")
        };
        let on_site = visit.present.contains(&one.inspector);
        let action = if free && !on_site {
            let to = format!("/teams/{}/substitution?drawn={}", visit.visit, one.inspector);
            Cell::action(Button::link("申请更换", to).plain().small().about(name.clone()))
        } else if on_site {
            Cell::of("已到场")
        } else {
            Cell::none()
        };
        Row::new([
            Cell::of(name),
            Cell::of(desk.names().department(&one.department)),
            Cell::of(if one.leader { "组长" } else { "组员" }),
            Cell::of(formats::date_table(one.valid_until)).second(Html::of(&valid)),
            action,
        ])
    };
    let table = Table::new("检查组成员", columns).rows(visit.team.iter().map(row));
    Card::new("检查组成员", table).count(visit.team.len() as u64).remark("姓名的查看已记入留痕")
}

fn history(desk: &Desk, visit: &VisitView, names: &BTreeMap<InspectorId, String>) -> Card {
    let columns =
        [Column::head("原检查人员"), Column::text("更换为"), Column::text("部门"), Column::text("原因")];
    let row = |one: &SubstitutionView| {
        Row::new([
            Cell::of(name_of(names, one.drawn)),
            Cell::of(name_of(names, one.replacement)),
            Cell::of(desk.names().department(&one.department)),
            Cell::of(reason(one.reason)),
        ])
    };
    let table = Table::new("更换记录", columns).rows(visit.substitutions.iter().map(row));
    Card::new("更换记录", table).count(visit.substitutions.len() as u64)
}

fn ways(desk: &Desk, visit: &VisitView) -> Vec<Button> {
    let mut ways = vec![Button::link("返回本任务的检查组", format!("/teams?task={}", visit.task)).plain()];
    let before = ["assigned", "scheduled"].contains(&visit.state.as_str());
    if may_ask(desk, visit) && before && visit.cancellation_asked.is_none() {
        let to = format!("/teams/{}/cancellation", visit.visit);
        ways.push(Button::link("申请取消检查", to).plain().danger());
    }
    ways
}
