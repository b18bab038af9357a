//! 更换检查人员 and 取消检查: asked by whoever may, decided by the leader in charge, never by the same person.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::{
    inspection::{AskCancellation, AskSubstitution, VisitView},
    pool::Inspectors,
};
use kernel::{DepartmentId, InspectorId, Role, codes::SubstitutionReason};
use pages::{
    Breadcrumb, Button, Card, EmptyState, ErrorSummary, Field, Html, KeyValues, PageHead, RadioCards,
};
use serde::Serialize;
use serde_json::json;

use super::{Case, checked, refusal, send, words};
use crate::{
    desk::Desk,
    fields::{Fields, query},
    sheet::Sheet,
    trouble::{Page, Trouble},
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let case = Case::read(&desk, &id).await?;
    render(&desk, &case, StatusCode::OK, None, &Fields::default()).await
}

async fn render(
    desk: &Desk,
    case: &Case,
    code: StatusCode,
    summary: Option<ErrorSummary>,
    typed: &Fields,
) -> Page {
    let errors = summary.clone().unwrap_or_default();
    let lead = "因岗位调整、工作冲突、健康状况、执法回避等原因更换的，由该检查人员部门的分管负责人审批，不另行抽取。";
    let head = PageHead::new("更换与取消")
        .subtitle(case.title().to_owned())
        .crumbs(Breadcrumb::to("更换与取消").above(case.title(), case.href("")))
        .lead(lead);
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.map(Html::from));
    let before = parts.len();
    parts.extend(waiting(desk, case)?);
    if case.is_open() {
        parts.extend(ask_form(desk, case, &errors, typed).await?);
        parts.extend(cancel_form(desk, case, &errors, typed)?);
    }
    if !case.visit.substitutions.is_empty() {
        parts.push(done(desk, case).into());
    }
    if parts.len() == before {
        parts.push(
            EmptyState::new("没有可办理的更换或者取消。", "检查开始前由组长或者发起部门经办人申请。").into(),
        );
    }
    desk.answer(code, case.shell(desk, &case.href("")).wrap(&Html::all(parts))?)
}

/// What waits, and the decision for whoever may take it.
fn waiting(desk: &Desk, case: &Case) -> Result<Vec<Html>, Trouble> {
    let (visit, mut cards) = (&case.visit, Vec::new());
    if let Some(asked) = &visit.substitution_asked {
        let facts = KeyValues::new()
            .row("部门", desk.names().department(&asked.department))
            .row("原抽取人员", case.name(asked.drawn).to_owned())
            .row("更换为", case.name(asked.replacement).to_owned())
            .row("原因", words::of(&words::REASONS, asked.reason))
            .row("说明", asked.text.clone());
        let decides = desk.role() == Role::Leader
            && desk.is_mine(Some(&asked.department))
            && asked.asked_by != desk.grant().account;
        let act = decision(desk, case, "/replacement/decision", decides, true)?;
        cards.push(Card::new("待审批的更换", Html::all([facts.into(), act])).into());
    }
    if let Some(asked) = &visit.cancellation_asked {
        let facts = KeyValues::new().row("理由", asked.reason.clone());
        let decides = desk.role() == Role::Leader
            && desk.is_mine(Some(&visit.initiating))
            && asked.asked_by != desk.grant().account;
        let act = decision(desk, case, "/cancellation/decision", decides, false)?;
        cards.push(Card::new("待审批的取消", Html::all([facts.into(), act])).into());
    }
    Ok(cards)
}

fn decision(desk: &Desk, case: &Case, to: &str, decides: bool, refusable: bool) -> Result<Html, Trouble> {
    if !decides {
        return Ok(Html::text("等待分管负责人审批。"));
    }
    let (agree, sheet) = match refusable {
        true => ("同意更换", Sheet::new(desk, case.href(to)).version(case.visit.version)),
        false => ("同意取消", Sheet::new(desk, case.href(to)).version(case.visit.version)),
    };
    let sheet = sheet.with(Button::new(agree).value("decision", "approve"));
    let sheet = if refusable {
        sheet.with(Button::new("不同意更换").plain().value("decision", "reject"))
    } else {
        sheet
    };
    Ok(sheet.html()?)
}

fn done(desk: &Desk, case: &Case) -> Card {
    let rows = case.visit.substitutions.iter().fold(KeyValues::new(), |facts, one| {
        let (from, to) = (case.name(one.drawn), case.name(one.replacement));
        let why = words::of(&words::REASONS, one.reason);
        facts.row(desk.names().department(&one.department), format!("{from} 更换为 {to}（{why}）"))
    });
    Card::new("已更换", rows).count(case.visit.substitutions.len() as u64)
}

/// Of whom a replacement may be asked here, and by whom: the list of colleagues is open to clerks.
async fn ask_form(
    desk: &Desk,
    case: &Case,
    errors: &ErrorSummary,
    typed: &Fields,
) -> Result<Option<Html>, Trouble> {
    let visit = &case.visit;
    if visit.substitution_asked.is_some() {
        return Ok(None);
    }
    let initiating = desk.role() == Role::Clerk && desk.is_mine(Some(&visit.initiating));
    if !initiating {
        let text = "更换检查人员请联系发起部门经办人申请，须从本次抽取冻结的名录中选定。";
        let asks = desk.role() == Role::Inspector;
        return Ok(asks.then(|| Card::new("申请更换", Html::text(text)).into()));
    }
    let replaceable = visit.team.iter().filter(|member| !visit.present.contains(&member.inspector));
    let drawn = replaceable.clone().map(|member| {
        let words = format!("{} {}", desk.names().department(&member.department), case.titled(member));
        (member.inspector.to_string(), words)
    });
    let mut departments: Vec<_> = replaceable.map(|member| member.department.clone()).collect();
    departments.sort();
    departments.dedup();
    let mut colleagues = vec![(String::new(), "请选择".to_owned())];
    for department in &departments {
        colleagues.extend(others(desk, visit, department).await?);
    }
    let drawn = [(String::new(), "请选择".to_owned())].into_iter().chain(drawn);
    let reasons = words::choices(&words::REASONS).into_iter();
    let reasons = reasons.fold(RadioCards::new("reason", "更换原因"), |cards, (value, name)| {
        let more = if value == "other" { "须在下方写明" } else { "" };
        cards.choice(&value, name, more)
    });
    let select = |name: &str, label: &str, options: Vec<(String, String)>| {
        Field::select(name, label, options).value(typed.text(name)).error(errors.at(name))
    };
    let text = Field::area("text", "说明").value(typed.text("text")).error(errors.at("text")).rows(2);
    let sheet = Sheet::new(desk, case.href("/replacement"))
        .version(visit.version)
        .with(select("drawn", "更换谁", drawn.collect()))
        .with(select("replacement", "更换为", colleagues).hint("同一部门、在岗且证件有效的人员"))
        .with(reasons.chosen(typed.text("reason")).error(errors.at("reason")))
        .with(text.hint("500 字以内").optional())
        .with(Button::new("申请更换"));
    Ok(Some(Card::new("申请更换", sheet.html()?).into()))
}

/// Colleagues who could go: of the department, at work, with a certificate for the whole window, not in the team.
async fn others(
    desk: &Desk,
    visit: &VisitView,
    department: &DepartmentId,
) -> Result<Vec<(String, String)>, Trouble> {
    let path = format!("/v1/inspectors?{}", query(&[("department", department.as_str()), ("limit", "500")]));
    let found: Inspectors = desk.get("pool", &path).await?;
    let name = desk.names().department(department);
    let fits = |one: &&contracts::api::pool::InspectorView| {
        one.available
            && one.valid_until >= visit.until
            && !visit.team.iter().any(|member| member.inspector == one.inspector)
    };
    let named = |one: &contracts::api::pool::InspectorView| {
        (one.inspector.to_string(), format!("{name} {}", one.name))
    };
    Ok(found.items.iter().filter(fits).map(named).collect())
}

fn cancel_form(
    desk: &Desk,
    case: &Case,
    errors: &ErrorSummary,
    typed: &Fields,
) -> Result<Option<Html>, Trouble> {
    let initiating = desk.role() == Role::Clerk && desk.is_mine(Some(&case.visit.initiating));
    let may = initiating || case.leads(desk);
    if !may || case.begun() || case.visit.cancellation_asked.is_some() {
        return Ok(None);
    }
    let reason = Field::area("why", "取消理由").value(typed.text("why")).error(errors.at("why")).rows(3);
    let hint = "500 字以内；理由会公开，不得写明检查对象的名称、代码或者地址";
    let sheet = Sheet::new(desk, case.href("/cancellation")).version(case.visit.version);
    let sheet = sheet.with(reason.hint(hint)).with(Button::new("申请取消").plain());
    let card = Card::new("申请取消检查", sheet.html()?).remark("由发起部门分管负责人审批");
    Ok(Some(card.into()))
}

async fn act(
    desk: &Desk,
    id: &str,
    (verb, said): (&str, &str),
    summary: ErrorSummary,
    body: Option<impl Serialize>,
    fields: &Fields,
) -> Page {
    let Some(body) = body.filter(|_| summary.is_empty()) else {
        let case = Case::read(desk, id).await?;
        return render(desk, &case, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), fields).await;
    };
    match send(desk, id, verb, &body, fields).await? {
        // Whoever decided may not see the visit any more.
        Ok(_) if desk.role() == Role::Leader => desk.done("/visits", said),
        Ok(_) => desk.done(&format!("/visits/{id}/replacement"), said),
        Err(details) => {
            let case = Case::read(desk, id).await?;
            let (code, summary) = refusal(desk, &case, &details);
            render(desk, &case, code, Some(summary), fields).await
        }
    }
}

pub async fn ask(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let (drawn, replacement): (Option<InspectorId>, Option<InspectorId>) =
        (words::parse(fields.text("drawn")), words::parse(fields.text("replacement")));
    let reason: Option<SubstitutionReason> = words::parse(fields.text("reason"));
    let text = fields.text("text").to_owned();
    let mut summary = ErrorSummary::new();
    if drawn.is_none() {
        summary = summary.error("drawn", "请选择更换谁");
    }
    if replacement.is_none() {
        summary = summary.error("replacement", "请选择更换为谁");
    }
    if reason.is_none() {
        summary = summary.error("reason", "请选择更换原因");
    }
    let needed = if reason == Some(SubstitutionReason::Other) { "请写明具体原因" } else { "" };
    summary = checked(summary, "text", &text, 500, needed);
    let body = match (drawn, replacement, reason) {
        (Some(drawn), Some(replacement), Some(reason)) => {
            Some(AskSubstitution { drawn, replacement, reason, text })
        }
        _ => None,
    };
    act(&desk, &id, ("substitutions", "已申请更换，等待审批"), summary, body, &fields).await
}

pub async fn decide(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let said = match fields.text("decision") {
        "approve" => ("substitutions/approval", "已同意更换"),
        "reject" => ("substitutions/rejection", "未同意更换"),
        _ => return Err(Trouble::not_found()),
    };
    act(&desk, &id, said, ErrorSummary::new(), Some(json!({})), &fields).await
}

pub async fn cancel(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let reason = fields.text("why").to_owned();
    let summary = checked(ErrorSummary::new(), "why", &reason, 500, "请写明取消理由");
    let body = Some(AskCancellation { reason });
    act(&desk, &id, ("cancellation", "已申请取消，等待审批"), summary, body, &fields).await
}

pub async fn decide_cancellation(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let said = ("cancellation/approval", "已同意取消");
    act(&desk, &id, said, ErrorSummary::new(), Some(json!({})), &fields).await
}
