//! One referral: the clock with every day counted, what was found, why it is here, the evidence, and what we decide.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::Path,
};
use contracts::{api::referral::ReferralView, events::inspection::EvidenceKind as Kind};
use kernel::Role;
use pages::{
    Breadcrumb, Card, Clock, ClockCard, Deadline, Entry, ErrorSummary, Evidence, EvidenceKind, EvidenceTile,
    Html, KeyValues, PageHead, StatusTag, Timeline, WorkingDayStrip, formats,
};
use web::Problem;
use workdays::Calendar;

use super::{DAYS, answer, designate, status};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    render(&desk, &id, StatusCode::OK, None, &Fields::default()).await
}

#[derive(askama::Template)]
#[template(path = "referral/detail.html")]
struct Body {
    head: PageHead,
    summary: Option<ErrorSummary>,
    clock: Option<ClockCard>,
    found: Card,
    why: Card,
    evidence: Card,
    act: Option<Card>,
    course: Card,
}

/// The page as it stands now; after a refusal with what was typed.
pub async fn render(
    desk: &Desk,
    id: &str,
    code: StatusCode,
    summary: Option<ErrorSummary>,
    typed: &Fields,
) -> Page {
    let referral = read(desk, id).await?;
    let calendar = desk.calendar().await?;
    let act = match (desk.role(), referral.state.as_str()) {
        (Role::Clerk, "delivered" | "accepted") if desk.is_mine(referral.holder.as_ref()) => {
            Some(answer::card(desk, &referral, typed, summary.as_ref())?)
        }
        (Role::Office, "with_office") => Some(designate::card(desk, &referral, typed, summary.as_ref())?),
        _ => None,
    };
    let body = Body {
        head: head(desk, &referral),
        summary,
        clock: clock(&calendar, desk, &referral),
        found: found(desk, &referral),
        why: why(&referral),
        evidence: tiles(&referral),
        act,
        course: Card::new("办理经过", course(desk, &referral)),
    };
    let shell = desk.shell(&referral.number, "/referrals");
    desk.answer(code, shell.page(&body)?)
}

pub async fn read(desk: &Desk, id: &str) -> Result<ReferralView, Trouble> {
    let plain = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    plain.then_some(()).ok_or_else(Trouble::not_found)?;
    desk.get("referral", &format!("/v1/referrals/{id}")).await
}

fn head(desk: &Desk, referral: &ReferralView) -> PageHead {
    let names = desk.names();
    let to = referral
        .holder
        .as_ref()
        .map_or_else(|| "联席会议办公室".to_owned(), |holder| names.department(holder));
    let sent = format!("由{}移送", names.department(&referral.from));
    let round = format!("第 {} 次移送", referral.hops.len().max(1));
    PageHead::new(referral.number.clone())
        .subtitle(referral.item_name.clone())
        .crumbs(Breadcrumb::to(referral.number.clone()).above("移送", "/referrals"))
        .lead(status(&referral.state))
        .lead(sent)
        .lead(format!("现在{to}"))
        .lead(round)
}

/// Why the last day is the last day; none once the case is closed.
fn clock(calendar: &Calendar, desk: &Desk, referral: &ReferralView) -> Option<ClockCard> {
    let cells = calendar.explain(referral.formed_on, DAYS).ok()?;
    let due = workdays::Deadline { date: referral.due_on, provisional: referral.provisional };
    let deadline = Deadline::new(Clock::Referral, calendar, desk.today(), due).large();
    let why =
        format!("{}结果形成，当日不计；退回、改送不停表、不重计", formats::date_short(referral.formed_on));
    let strip = WorkingDayStrip::count(Clock::Referral, &cells, desk.today(), "结果形成");
    (referral.state != "concluded").then(|| ClockCard::new("移送时钟 · 7 个工作日", why, deadline, strip))
}

fn found(desk: &Desk, referral: &ReferralView) -> Card {
    let object = &referral.object;
    let facts = KeyValues::new()
        .row("检查对象", object.name.clone())
        .row("信用代码", object.object.to_string())
        .row("检查任务", referral.task_title.clone())
        .row("检查事项", referral.item_name.clone())
        .row("结果形成", formats::date_long(referral.formed_on))
        .row(
            "审批部门",
            object.approved_by.as_ref().map(|by| desk.names().department(by)).unwrap_or_default(),
        )
        .two_columns();
    let said = Paragraph { text: &referral.description };
    let body = Html::all([facts.into(), Html::render(&said).unwrap_or_default()]);
    Card::new("发现的问题", body).remark(StatusTag::result(referral.result_name.clone(), true))
}

#[derive(askama::Template)]
#[template(ext = "html", source = "<p class=\"prose\">{{ text }}</p>")]
struct Paragraph<'a> {
    text: &'a str,
}

fn why(referral: &ReferralView) -> Card {
    let how = if referral.designated { "联席会议办公室指定" } else { "按路由规则自动确定" };
    let facts = KeyValues::new().row("理由", referral.because.clone()).row("首次路由", referral.rule.clone());
    Card::new("为什么送到这里", facts).remark(how)
}

fn tiles(referral: &ReferralView) -> Card {
    let tile = |file: &contracts::events::inspection::FindingFile| {
        let (kind, word) = match file.kind {
            Kind::Photo => (EvidenceKind::Photo, "照片"),
            Kind::Recording => (EvidenceKind::Video, "音视频"),
            Kind::Paper | Kind::Signature | Kind::Other => (EvidenceKind::Paper, "文件"),
        };
        let name = if file.caption.is_empty() { "现场证据".to_owned() } else { file.caption.clone() };
        let href = format!("/referrals/{}/evidence/{}", referral.referral, file.digest);
        let tile = EvidenceTile::new(kind, name, format!("{word} · {}", formats::size(file.bytes)))
            .link(href.clone());
        if file.media_type.starts_with("image/") { tile.picture(href) } else { tile }
    };
    let count = referral.files.len() as u64;
    let body = if count == 0 {
        Html::text("现场未提取证据文件。")
    } else {
        Html::of(&Evidence::new(referral.files.iter().map(tile)))
    };
    Card::new("证据", body).count(count).remark("查看记入留痕")
}

/// Newest first.
fn course(desk: &Desk, referral: &ReferralView) -> Timeline {
    let names = desk.names();
    let mut entries = vec![Entry::new(
        "发现问题，结果形成",
        formats::moment_table(referral.issued_at),
        names.department(&referral.from),
    )];
    for hop in &referral.hops {
        let to = names.department(&hop.to);
        entries.push(Entry::new("送达", formats::moment_table(hop.delivered_at), to.clone()));
        if let Some(at) = hop.accepted_at {
            entries.push(Entry::new("接收", formats::moment_table(at), to.clone()));
        }
        if let Some(decline) = &hop.declined {
            let at = decline.at.map(formats::moment_table).unwrap_or_default();
            let remark =
                format!("{}；建议送 {}", decline.legal_basis, names.department(&decline.proposed_owner));
            entries.push(Entry::new("退回", at, to).remark(remark));
        }
    }
    if let Some(outcome) = referral.outcome {
        let note = referral.outcome_note.clone().unwrap_or_default();
        let holder = referral.holder.as_ref().map(|holder| names.department(holder)).unwrap_or_default();
        entries.push(Entry::new(format!("办结：{}", outcome.name()), String::new(), holder).remark(note));
    }
    entries.reverse();
    Timeline::new(entries)
}

/// A piece of evidence as it was taken; each look is noted by referral.
pub async fn evidence(desk: Desk, path: Path<(String, String)>) -> Page {
    let (id, digest) = path.into_inner();
    let referral = read(&desk, &id).await?;
    if !referral.files.iter().any(|file| file.digest == digest) {
        return Err(Problem::not_found().into());
    }
    let (kind, bytes) = desk.file("referral", &format!("/v1/referrals/{id}/evidence/{digest}")).await?;
    // What the field took in is shown by its own type and never run: nothing of it may act as this site.
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CONTENT_DISPOSITION, "inline"))
        .body(bytes))
}
