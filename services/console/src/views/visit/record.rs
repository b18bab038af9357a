//! One visit as it is kept: who went, what was checked, what was found, and the sealed dossier.

use actix_web::http::StatusCode;
use contracts::api::inspection::PartView;
use pages::{Breadcrumb, Card, Digest, ErrorSummary, Html, KeyValues, Link, Meaning, PageHead, formats};

use super::{Case, arrival, evidence, items, measures, note, sign, words};
use crate::{desk::Desk, fields::Fields, trouble::Page};

#[derive(askama::Template)]
#[template(path = "visit/record.html")]
struct Body {
    head: PageHead,
    summary: Option<ErrorSummary>,
    notes: Vec<Html>,
    facts: Card,
    parts: Vec<Card>,
    measures: Card,
    evidence: Card,
    summed: Card,
    team: Card,
    signed: Card,
    sealed: Option<Card>,
}

pub fn render(
    desk: &Desk,
    case: &Case,
    code: StatusCode,
    summary: Option<ErrorSummary>,
    _typed: &Fields,
) -> Page {
    let visit = &case.visit;
    let lead = match visit.state.as_str() {
        "ended" => "检查已结束，记录不可更改；各部门在 20 个工作日内公示结果。",
        "cancelled" => "检查已取消。",
        _ => "检查未结束，记录由检查组填写；此处只供查看。",
    };
    let head = PageHead::new(case.title())
        .crumbs(Breadcrumb::to(case.title()).above("检查档案", "/visits"))
        .lead(words::tag(&visit.state))
        .lead(lead);
    let body = Body {
        head,
        summary,
        notes: notes(desk, case),
        facts: arrival::facts(desk, case),
        parts: visit.parts.iter().map(|part| items::part_card(desk, case, part)).collect(),
        measures: measures::list(desk, case),
        evidence: evidence::card(case, "证据", visit.evidence_files.iter()).remark("查看记入留痕"),
        summed: sign::summed(case),
        team: arrival::team(desk, case),
        signed: signed(desk, case),
        sealed: visit.dossier.as_ref().map(|digest| dossier(case, digest)),
    };
    desk.answer(code, case.shell(desk, "/visits").page(&body)?)
}

fn notes(desk: &Desk, case: &Case) -> Vec<Html> {
    let visit = &case.visit;
    let mut notes = Vec::new();
    if visit.end_presumed {
        notes.push(note(Meaning::Late, "未按时结束", "期满无人结束，视为结束。"));
    }
    if visit.substitution_asked.is_some() || visit.cancellation_asked.is_some() {
        let link = Html::of(&Link::new("查看申请", case.href("/replacement")));
        let text = Html::all([Html::text("更换或者取消的申请等待分管负责人审批。"), link]);
        notes.push(note(Meaning::Soon, "有申请待审批", text));
    } else if case.is_open() && desk.role() == kernel::Role::Clerk && desk.is_mine(Some(&visit.initiating)) {
        let link = Html::of(&Link::new("申请更换或者取消", case.href("/replacement")));
        notes.push(note(Meaning::Plain, "人员或者安排有变", link));
    }
    for corrected in &visit.corrections {
        let names = desk.names().department(&corrected.department);
        let mut all = visit.parts.iter().flat_map(|part| &part.items);
        let item = all.find(|item| item.item == corrected.item).map(|item| item.name.as_str());
        let text = format!("{names}“{}”更正为“{}”。", item.unwrap_or_default(), corrected.to.name());
        notes.push(note(Meaning::Plain, "公示后更正", text));
    }
    notes
}

fn signed(desk: &Desk, case: &Case) -> Card {
    let object = match &case.visit.object_signature {
        Some(signed) if signed.refused => "拒绝签字，由两名检查人员注明",
        Some(_) => "已签字",
        None => "",
    };
    let row = |facts: KeyValues, part: &PartView| {
        let who: Vec<_> = part.signed.iter().map(|one| case.name(*one)).collect();
        let on = part.formed_on.map(|on| format!("，{} 形成结果", formats::date_long(on)));
        let text = if who.is_empty() {
            String::new()
        } else {
            format!("{}{}", who.join("、"), on.unwrap_or_default())
        };
        facts.row(desk.names().department(&part.department), text)
    };
    Card::new("签字", case.visit.parts.iter().fold(KeyValues::new().row("检查对象", object), row))
}

fn dossier(_case: &Case, digest: &str) -> Card {
    let text = Html::text("检查结束时全部记录封存为一份档案，任何改动都会改变这一摘要。");
    Card::new("封存档案", Html::all([text, Digest::whole(digest).into()]))
}
