//! One result: what becomes public, by when, and what was corrected since.

use actix_web::web::Path;
use contracts::api::disclosure::DutyView;
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Clock, ClockCard, Deadline, Entry, Html, KeyValues, Link, Meaning, Note,
    PageHead, Timeline, WorkingDayStrip, formats,
};
use workdays::Calendar;

use super::{DAYS, list, name, read, status};
use crate::{desk::Desk, trouble::Page};

#[derive(askama::Template)]
#[template(path = "disclosure/detail.html")]
struct Body {
    head: PageHead,
    notes: Vec<Html>,
    clock: Option<ClockCard>,
    public: Card,
    facts: Card,
    corrections: Option<Card>,
}

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let duty = read(&desk, &id).await?;
    let calendar = desk.calendar().await?;
    let mine = desk.is_mine(Some(&duty.department));
    let clerk = mine && desk.role() == Role::Clerk;
    let mut head = PageHead::new(name(&duty))
        .crumbs(Breadcrumb::to(name(&duty)).above("结果公示", "/duties"))
        .lead(status(&duty))
        .lead(desk.names().department(&duty.department));
    let correction = format!("/duties/{}/correction", duty.duty);
    if clerk && duty.state == "due" {
        let words = format!("公示 {} 项结果", duty.items.len());
        head = head.action(Button::link(words, format!("/duties/disclosure?duty={}", duty.duty)));
    } else if clerk && duty.state == "disclosed" && !duty.correction_waits {
        head = head.action(Button::link("申请更正", correction.clone()).plain());
    } else if mine && desk.role() == Role::Principal && duty.correction_waits {
        head = head.action(Button::link("签批更正", correction.clone()));
    }
    let mut notes: Vec<Html> = Vec::new();
    if let Some(asked) = &duty.correction_asked {
        let text = format!(
            "“{}”由“{}”更正为“{}”，签批前仍按原结果公示。",
            asked.item_name,
            asked.from.name(),
            asked.to.name()
        );
        notes.push(Note::new(Meaning::Soon, "更正待主要负责人签批", text).into());
    }
    let body = Body {
        head,
        notes,
        clock: clock(&calendar, &desk, &duty),
        public: public(&desk, &duty),
        facts: facts(&duty),
        corrections: corrections(&duty),
    };
    desk.page(&desk.shell(&name(&duty), "/duties"), &body)
}

fn clock(calendar: &Calendar, desk: &Desk, duty: &DutyView) -> Option<ClockCard> {
    let due = workdays::Deadline { date: duty.due_on, provisional: duty.provisional };
    matches!(duty.state.as_str(), "waiting" | "due").then_some(())?;
    let why = format!(
        "检查于 {} 结束，自次日起 20 个工作日；不因录入、更正而中止或者重新计算。",
        formats::date_long(duty.ended_on)
    );
    let deadline = Deadline::statutory(Clock::Disclosure, calendar, desk.today(), due, DAYS).large();
    let counted = calendar.explain(duty.ended_on, DAYS).ok()?;
    let strip = WorkingDayStrip::count(Clock::Disclosure, &counted, desk.today(), "检查结束");
    Some(ClockCard::new("公示期限", why, deadline, strip))
}

/// What the public sees, word for word.
pub fn public(desk: &Desk, duty: &DutyView) -> Card {
    let object = duty.object.as_ref();
    let facts = KeyValues::new()
        .row("检查对象", name(duty))
        .row("信用代码", object.map(|object| object.code.to_string()).unwrap_or_default())
        .row("检查部门", desk.names().department(&duty.department));
    let body = Html::all([facts.into(), list::items(duty).into()]);
    let remark = match duty.disclosed_on {
        Some(on) => format!("{} 公示", formats::date_long(on)),
        None => "公示后对社会公开的内容".to_owned(),
    };
    Card::new("公示内容", body).remark(remark).foot("情况说明、证据和检查人员姓名不公开。")
}

fn facts(duty: &DutyView) -> Card {
    let facts = KeyValues::new()
        .row("检查任务", duty.task_title.clone())
        .row("检查结束", formats::date_long(duty.ended_on))
        .row("公示截止", format!("{} 24:00", formats::date_long(duty.due_on)))
        .row("检查档案", Link::new("查看检查记录", format!("/visits/{}", duty.visit)));
    Card::new("由来", facts)
}

fn corrections(duty: &DutyView) -> Option<Card> {
    let item = |code: &kernel::ItemCode| {
        let found = duty.items.iter().find(|item| item.item == *code);
        found.map_or_else(|| code.to_string(), |item| item.name.clone())
    };
    let done = duty.corrections.iter().map(|one| {
        let what = format!("{}：“{}”更正为“{}”", item(&one.item), one.from.name(), one.to.name());
        (
            one.corrected_on,
            Entry::new(what, formats::date_table(one.corrected_on), "主要负责人签批")
                .remark(one.reason.clone()),
        )
    });
    let refused = duty.corrections_refused.iter().map(|one| {
        let what = format!("{}：未同意更正为“{}”", item(&one.item), one.to.name());
        (
            one.refused_on,
            Entry::new(what, formats::date_table(one.refused_on), "主要负责人").remark(one.reason.clone()),
        )
    });
    let mut entries: Vec<_> = done.chain(refused).collect();
    entries.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    (!entries.is_empty()).then(|| {
        Card::new("更正", Timeline::new(entries.into_iter().map(|(_, entry)| entry))).remark("原结果一并公开")
    })
}
