//! 今日: where do I go next, and is it ready?

use chrono::NaiveDate;
use contracts::{api::inspection::VisitView, events::planning::NoticePolicy};
use pages::{Button, EmptyState, Html, Meaning, Note, PageHead, StatusTag, VisitCard, formats};
use web::Page as ListPage;

use super::words;
use crate::{
    desk::Desk,
    trouble::{Page, Trouble},
};

/// What is open and mine, the most urgent window first.
pub async fn open(desk: &Desk) -> Result<Vec<VisitView>, Trouble> {
    let path = "/v1/visits?state=assigned,scheduled,started&sort=due&limit=200";
    let found: ListPage<VisitView> = desk.get("inspection", path).await?;
    let me = desk.grant().inspector;
    let mine = |visit: &VisitView| visit.team.iter().any(|member| Some(member.inspector) == me);
    let mut visits: Vec<_> = found.items.into_iter().filter(mine).collect();
    visits.sort_by_key(|visit| (visit.state != "started", day(visit).is_none(), day(visit), visit.until));
    Ok(visits)
}

/// The planned day.
pub fn day(visit: &VisitView) -> Option<NaiveDate> {
    visit.schedule.as_ref().map(|schedule| schedule.on)
}

pub async fn show(desk: Desk) -> Page {
    let visits = open(&desk).await?;
    let today = desk.today();
    let now = |visit: &&VisitView| visit.state == "started" || day(visit).is_some_and(|on| on <= today);
    let (due, ahead): (Vec<_>, Vec<_>) = visits.iter().partition(now);
    let count = format!("今天 {} 户，其后 {} 户。", due.len(), ahead.len());
    let lead = format!("{}　{count}到场后先签到，再逐项记录。", formats::date_full(today));
    let mut parts: Vec<Html> = vec![PageHead::new("今日检查").lead(lead).into()];
    if visits.is_empty() {
        let empty = EmptyState::new("没有待检查的对象。", "抽取产生新的检查组后，本人的检查会出现在这里。");
        parts.push(empty.into());
    } else if due.is_empty() {
        parts.push(Note::new(Meaning::Plain, "今天没有安排检查", "以下是今后的检查。").into());
    }
    for (index, visit) in due.iter().enumerate() {
        let card = card(&desk, visit);
        parts.push(if index == 0 { card.current().into() } else { card.into() });
    }
    parts.extend(ahead.iter().map(|visit| Html::from(card(&desk, visit))));
    let line = match desk.me().await?.name {
        Some(name) => format!("{} · {name}", formats::date_full(today)),
        None => formats::date_full(today),
    };
    desk.wrap(&desk.shell("今日检查", "/visits").phone(line, None), &Html::all(parts))
}

fn card(desk: &Desk, visit: &VisitView) -> VisitCard {
    let items: usize = visit.parts.iter().map(|part| part.items.len()).sum();
    let when = match day(visit) {
        Some(on) if on == desk.today() => "今天".to_owned(),
        Some(on) => formats::date_near(on, desk.today()),
        None => format!("{}前", formats::date_short(visit.until)),
    };
    let others = visit.parts.iter().map(|part| &part.department);
    let place = if visit.address.is_empty() { "未登记住所" } else { &visit.address };
    let here = format!("/visits/{}", visit.visit);
    let (verb, href) = match visit.state.as_str() {
        "started" => ("继续记录", format!("{here}/items")),
        _ if day(visit).is_some_and(|on| on <= desk.today()) => ("准备与签到", here.clone()),
        _ => ("查前准备", here.clone()),
    };
    let button = Button::link(verb, href).about(visit.object.name.clone());
    VisitCard::new(when, visit.object.name.clone())
        .tag(tag(visit, items))
        .line(place)
        .line(format!("{} · {}", desk.names().list(others), formats::amount(items as i64, "项")))
        .line(ready(desk, visit))
        .action(if visit.state == "started" { button } else { button.plain() })
}

fn tag(visit: &VisitView, items: usize) -> StatusTag {
    let recorded = visit.parts.iter().flat_map(|part| &part.items).filter(|item| item.result.is_some());
    match (&visit.notice_policy, visit.state.as_str()) {
        (_, "started") => StatusTag::active(format!("检查中 {}/{items}", recorded.count())),
        (NoticePolicy::Withheld { .. }, _) => StatusTag::sealed("不通知"),
        _ => words::tag(&visit.state),
    }
}

/// What still stands between the team and the door.
fn ready(desk: &Desk, visit: &VisitView) -> String {
    if visit.state == "started" {
        return format!("已到场 {} / {} 人", visit.present.len(), visit.team.len());
    }
    let lacks = lacking(desk, visit);
    let secret = matches!(visit.notice_policy, NoticePolicy::Withheld { .. });
    match (lacks.is_empty(), secret) {
        (false, _) => format!("还缺：{}", lacks.join("、")),
        (true, true) => "准备就绪，到场前不得告知他人".to_owned(),
        (true, false) => "准备就绪".to_owned(),
    }
}

/// What must be done before the visit can begin.
pub fn lacking(desk: &Desk, visit: &VisitView) -> Vec<&'static str> {
    let told = || {
        let on = day(visit);
        visit.notices.iter().any(|notice| Some(notice.for_day) == on)
    };
    let mut lacks = Vec::new();
    if visit.schedule.is_none() {
        lacks.push("安排日程");
    }
    if visit.notice_policy == NoticePolicy::Given && !told() {
        lacks.push("检查告知");
    }
    if !visit.pre_checks.iter().any(|check| desk.is_mine(Some(&check.department))) {
        lacks.push("预查比对");
    }
    if !visit.unstaffed.is_empty() {
        lacks.push("检查人员");
    }
    lacks
}
