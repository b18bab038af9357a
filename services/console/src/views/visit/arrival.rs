//! 到场: where it is, who goes, what must be ready, and checking in.

use actix_web::{http::StatusCode, web::Path};
use contracts::{
    api::inspection::{FieldNote, NotifyObject, PreCheckVisit, ScheduleVisit},
    events::planning::NoticePolicy,
};
use kernel::codes::Means;
use pages::{
    Button, Card, Dock, ErrorSummary, Field, Html, KeyValues, Link, Meaning, RadioCards, Row, StatusTag,
    Table, formats,
};
use pages::{Cell, Column};
use serde::Serialize;

use super::{Case, checked, note, refusal, send, today, words};
use crate::{
    desk::Desk,
    fields::Fields,
    sheet::Sheet,
    trouble::{Page, Trouble},
};

const LEAD: &str = "查前核对对象、日程和告知，到场后签到；签到后记录事项。";

pub fn render(
    desk: &Desk,
    case: &Case,
    code: StatusCode,
    summary: Option<ErrorSummary>,
    typed: &Fields,
) -> Page {
    let visit = &case.visit;
    let mut parts: Vec<Html> = Vec::new();
    if visit.cancellation_asked.is_some() {
        parts.push(note(Meaning::Soon, "已申请取消", "等待发起部门分管负责人审批，审批前可照常准备。"));
    }
    let lacks = today::lacking(desk, visit);
    if !case.begun() && !lacks.is_empty() {
        parts.push(note(Meaning::Soon, "还缺", lacks.join("、")));
    }
    parts.push(facts(desk, case).into());
    parts.push(team(desk, case).into());
    let errors = summary.clone().unwrap_or_default();
    if !case.begun() && case.leads(desk) {
        parts.push(Card::new("检查日程", schedule_form(desk, case, &errors, typed)?).into());
    }
    parts.extend(notices(desk, case, &errors, typed)?);
    parts.push(pre_checks(desk, case, &errors, typed)?.into());
    if case.me(desk).is_some() && !case.present(desk) {
        parts.push(check_in(desk, case)?);
    } else if case.present(desk) {
        parts.push(Dock::new(Button::link("记录事项", case.href("/items"))).into());
    }
    case.page(desk, code, ("", LEAD), summary, parts)
}

pub fn facts(desk: &Desk, case: &Case) -> Card {
    let (visit, names) = (&case.visit, desk.names());
    let policy = match &visit.notice_policy {
        NoticePolicy::Given => Html::text("事先告知"),
        NoticePolicy::Withheld { reason } => {
            Html::all([StatusTag::sealed("不通知").into(), Html::text(&format!(" {reason}"))])
        }
    };
    let day = visit.schedule.as_ref().map(|schedule| {
        let mode = if schedule.mode.is_empty() { String::new() } else { format!(" · {}", schedule.mode) };
        format!("{}{mode}", formats::date_full(schedule.on))
    });
    let facts = KeyValues::new()
        .row("检查对象", visit.object.name.clone())
        .row("信用代码", visit.object.object.to_string())
        .row("地址", visit.address.clone())
        .row("检查任务", visit.task_title.clone())
        .row("检查期间", format!("{} — {}", formats::date_long(visit.from), formats::date_long(visit.until)))
        .row("检查日程", day.unwrap_or_default())
        .row("告知", policy)
        .row("发起部门", names.department(&visit.initiating))
        .row("记录表文号", visit.record_number.clone().unwrap_or_default());
    let card = Card::new("检查对象", facts);
    if case.sealed() {
        card.remark("到场前不得告知他人")
    } else {
        card.remark(words::tag(&visit.state))
    }
}

pub fn team(desk: &Desk, case: &Case) -> Card {
    let visit = &case.visit;
    let last = visit.schedule.as_ref().map_or(visit.until, |schedule| schedule.on).max(desk.today());
    let row = |member: &contracts::api::inspection::TeamView| {
        let valid = formats::date_table(member.valid_until);
        let state = match visit.present.contains(&member.inspector) {
            true => StatusTag::done("已到场"),
            false if member.valid_until < last => StatusTag::late("证件将到期"),
            false => StatusTag::plain("未到场"),
        };
        Row::new([
            Cell::of(case.titled(member)).second(desk.names().department(&member.department)),
            Cell::of(state).second(format!("证件有效期至 {valid}")),
        ])
    };
    let table = Table::new("检查组", [Column::head("执法检查人员"), Column::text("到场")])
        .rows(visit.team.iter().map(row));
    let card = Card::new("检查组", table).count(visit.team.len() as u64);
    if visit.substitution_asked.is_some() {
        return card.foot(Link::new("更换申请等待审批", case.href("/replacement")));
    }
    let asks = case.is_open() && case.me(desk).is_some();
    if asks { card.foot(Link::new("申请更换或者取消", case.href("/replacement"))) } else { card }
}

fn schedule_form(desk: &Desk, case: &Case, errors: &ErrorSummary, typed: &Fields) -> Result<Html, Trouble> {
    let visit = &case.visit;
    let stands = visit.schedule.clone();
    let on = typed.given("on").map(str::to_owned).or(stands.as_ref().map(|s| s.on.to_string()));
    let mode = typed.given("mode").map(str::to_owned).or(stands.as_ref().map(|s| s.mode.clone()));
    let window = format!("在 {} 至 {} 之间", formats::date_long(visit.from), formats::date_long(visit.until));
    let words = if stands.is_some() { "改期" } else { "安排日程" };
    let sheet = Sheet::new(desk, case.href("/schedule"))
        .version(visit.version)
        .with(
            Field::date("on", "检查日期")
                .value(on.unwrap_or_default())
                .hint(window)
                .error(errors.at("on"))
                .attribute("min", visit.from.max(desk.today()).to_string())
                .attribute("max", visit.until.to_string()),
        )
        .with(
            Field::text("mode", "检查方式")
                .value(mode.unwrap_or_default())
                .hint("如：实地核查")
                .error(errors.at("mode"))
                .optional(),
        )
        .with(Button::new(words).plain());
    Ok(sheet.html()?)
}

fn notices(desk: &Desk, case: &Case, errors: &ErrorSummary, typed: &Fields) -> Result<Option<Html>, Trouble> {
    let visit = &case.visit;
    if visit.notice_policy != NoticePolicy::Given {
        return Ok(None);
    }
    let mut body: Vec<Html> = Vec::new();
    for given in &visit.notices {
        let facts = KeyValues::new()
            .row("文号", given.number.clone())
            .row("方式", words::means(given.means))
            .row("检查日期", formats::date_long(given.for_day))
            .row("告知日期", formats::date_long(given.given_on))
            .row("准备材料", given.prepare.clone());
        body.push(facts.into());
    }
    let day = today::day(visit);
    let told = visit.notices.iter().any(|notice| Some(notice.for_day) == day);
    if !case.begun() && case.leads(desk) && day.is_some() && !told {
        let chosen = typed.given("means").unwrap_or("written").to_owned();
        let cards = words::choices(&words::NOTICE_MEANS).into_iter();
        let cards = cards.fold(RadioCards::new("means", "告知方式"), |cards, (value, name)| {
            cards.choice(&value, name, String::new())
        });
        let prepare = Field::area("prepare", "请检查对象准备的材料")
            .value(typed.text("prepare"))
            .error(errors.at("prepare"))
            .hint("2000 字以内")
            .rows(3)
            .optional();
        let sheet = Sheet::new(desk, case.href("/notice")).version(visit.version);
        let sheet = sheet.with(cards.chosen(chosen)).with(prepare).with(Button::new("记录告知").plain());
        body.push(sheet.html()?);
    }
    if body.is_empty() {
        body.push(Html::text("尚未告知。组长安排日程后告知检查对象。"));
    }
    Ok(Some(Card::new("检查告知", Html::all(body)).into()))
}

fn pre_checks(desk: &Desk, case: &Case, errors: &ErrorSummary, typed: &Fields) -> Result<Card, Trouble> {
    let visit = &case.visit;
    let mut body: Vec<Html> = Vec::new();
    for check in &visit.pre_checks {
        let facts = KeyValues::new()
            .row("部门", desk.names().department(&check.department))
            .row("已知情况", check.known.clone())
            .row("来源", check.sources.join("、"))
            .row("核对人", case.name(check.by).to_owned());
        body.push(facts.into());
    }
    if !case.begun() && case.me(desk).is_some() {
        let known = Field::area("known", "已知情况")
            .value(typed.text("known"))
            .error(errors.at("known"))
            .hint("登记、许可、公示和以往检查情况，5000 字以内")
            .rows(4);
        let sources = Field::area("sources", "来源")
            .value(typed.text("sources"))
            .error(errors.at("sources"))
            .hint("每行一个，如：国家企业信用信息公示系统（河南）")
            .rows(2);
        let sheet = Sheet::new(desk, case.href("/pre-check")).with(known).with(sources);
        body.push(sheet.with(Button::new("记录预查").plain()).html()?);
    }
    if body.is_empty() {
        body.push(Html::text("没有预查记录。"));
    }
    Ok(Card::new("预查比对", Html::all(body)).count(visit.pre_checks.len() as u64))
}

/// The button at the thumb. It can always be pressed: what still lacks is said above it, and the service says it again.
fn check_in(desk: &Desk, case: &Case) -> Result<Html, Trouble> {
    let mut dock = Dock::new(Button::new("到场签到").busy("正在签到"));
    let lacks: Vec<_> =
        today::lacking(desk, &case.visit).into_iter().filter(|what| *what != "预查比对").collect();
    if !case.begun() && !lacks.is_empty() {
        dock = dock.lacking(format!("签到前还缺：{}", lacks.join("、")));
    }
    Ok(Sheet::new(desk, case.href("/start")).with(dock).html()?)
}

/// Sends, and comes back to this page with what was said or what is wrong.
async fn act(
    desk: &Desk,
    id: &str,
    (verb, next, said): (&str, &str, &str),
    summary: ErrorSummary,
    body: Option<impl Serialize>,
    fields: &Fields,
) -> Page {
    let Some(body) = body.filter(|_| summary.is_empty()) else {
        let case = Case::read(desk, id).await?;
        return render(desk, &case, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), fields);
    };
    match send(desk, id, verb, &body, fields).await? {
        Ok(_) => desk.done(&format!("/visits/{id}{next}"), said),
        Err(details) => {
            let case = Case::read(desk, id).await?;
            let (code, summary) = refusal(desk, &case, &details);
            render(desk, &case, code, Some(summary), fields)
        }
    }
}

pub async fn pre_check(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let known = fields.text("known").to_owned();
    let lines = fields.text("sources").lines().map(str::trim);
    let sources: Vec<_> = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let mut summary = checked(ErrorSummary::new(), "known", &known, 5000, "请写明预查了解到的情况");
    if sources.is_empty() || sources.len() > 20 || sources.iter().any(|one| one.chars().count() > 200) {
        summary = summary.error("sources", "请写明 1 至 20 个来源，每个 200 字以内");
    }
    let body = Some(PreCheckVisit { known, sources });
    act(&desk, &id, ("pre-checks", "", "已记录预查"), summary, body, &fields).await
}

pub async fn arrange(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let mode = fields.text("mode").to_owned();
    let mut summary = checked(ErrorSummary::new(), "mode", &mode, 500, "");
    let on = fields.code("on").parse().ok();
    if on.is_none() {
        summary = summary.error("on", "请选择检查日期");
    }
    let body = on.map(|on| ScheduleVisit { on, mode });
    act(&desk, &id, ("schedule", "", "已安排检查日程"), summary, body, &fields).await
}

pub async fn notify(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let prepare = fields.text("prepare").to_owned();
    let mut summary = checked(ErrorSummary::new(), "prepare", &prepare, 2000, "");
    let means: Option<Means> = words::parse(fields.text("means"));
    if means.is_none() {
        summary = summary.error("means", "请选择告知方式");
    }
    let body = means.map(|means| NotifyObject { means, prepare });
    act(&desk, &id, ("notice", "", "已记录检查告知"), summary, body, &fields).await
}

pub async fn start(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let said = ("start", "/items", "已签到");
    act(&desk, &id, said, ErrorSummary::new(), Some(FieldNote::default()), &fields).await
}
