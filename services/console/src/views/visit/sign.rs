//! 签字: what was found, who has signed, and who is still missing.

use actix_web::{http::StatusCode, web::Path};
use base64::Engine;
use contracts::{
    api::inspection::{FieldNote, SignObject},
    events::inspection::EvidenceKind as Kind,
};
use kernel::codes::ResultKind;
use pages::{
    Button, Card, Cell, Column, Dock, ErrorSummary, Field, Html, KeyValues, Link, Meaning, Note, RadioCards,
    Row, SignaturePad, StatusTag, Table, formats,
};

use super::{
    Case,
    evidence::{self, Sending},
    refusal, send,
};
use crate::{
    desk::Desk,
    fields::Fields,
    sheet::Sheet,
    trouble::Page,
    upload::{File, Posted},
};

const LEAD: &str = "核对记录表，请检查对象和执法检查人员签字；都签字后由组长结束检查。";

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let case = Case::read(&desk, &id).await?;
    render(&desk, &case, StatusCode::OK, None, &Fields::default())
}

fn render(desk: &Desk, case: &Case, code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    let errors = summary.clone().unwrap_or_default();
    let mut parts: Vec<Html> = vec![summed(case).into()];
    parts.push(object_card(desk, case, &errors, typed)?.into());
    parts.push(team_card(desk, case)?.into());
    if case.is_open() && case.leads(desk) {
        let end = Button::link("结束检查", case.href("/end"));
        let lacks = lacking(desk, case);
        let dock = Dock::new(end);
        let dock =
            if lacks.is_empty() { dock } else { dock.lacking(format!("还差：{}", lacks.join("、"))) };
        parts.push(dock.into());
    }
    case.page(desk, code, ("/sign", LEAD), summary, parts)
}

/// Who has not done what before the visit may end.
pub fn lacking(desk: &Desk, case: &Case) -> Vec<String> {
    let names = desk.names();
    let parts = case.visit.parts.iter().filter(|part| part.formed_on.is_none());
    let mut lacks: Vec<_> = parts.map(|part| format!("{}签字", names.department(&part.department))).collect();
    if case.visit.object_signature.is_none() {
        lacks.push("检查对象签字".to_owned());
    }
    lacks
}

/// The results by kind.
pub fn summed(case: &Case) -> Card {
    let (recorded, all) = case.counted();
    let items = || case.visit.parts.iter().flat_map(|part| &part.items);
    let kinds = ResultKind::ALL.iter().filter_map(|kind| {
        let count = items().filter(|item| item.result == Some(*kind)).count();
        (count > 0).then(|| (kind.name(), count))
    });
    let mut facts = kinds.fold(KeyValues::new(), |facts, (name, count)| {
        facts.row(name, formats::amount(i64::try_from(count).unwrap_or_default(), "项"))
    });
    if recorded < all {
        facts = facts.row("未记录", formats::amount(i64::try_from(all - recorded).unwrap_or_default(), "项"));
    }
    let problems: usize = items().map(|item| item.findings.len()).sum();
    let words = format!("问题线索 {problems} 条");
    Card::new("核对记录表", facts).remark(words).foot(Link::new("查看全部事项", case.href("/items")))
}

fn object_card(desk: &Desk, case: &Case, errors: &ErrorSummary, typed: &Fields) -> askama::Result<Card> {
    if let Some(signed) = &case.visit.object_signature {
        let words = if signed.refused {
            "检查对象拒绝签字，已由两名检查人员注明。"
        } else {
            "检查对象已签字。"
        };
        let card = Card::new("检查对象签字", Html::text(words));
        return Ok(card.remark(StatusTag::done(if signed.refused { "拒签已注明" } else { "已签" })));
    }
    if !(case.is_open() && case.present(desk)) {
        return Ok(Card::new("检查对象签字", Html::text("尚未签字。到场签到的检查人员可以办理。")));
    }
    let noted = case.visit.refusal_noted.len();
    let mine = case.me(desk).is_some_and(|me| case.visit.refusal_noted.contains(&me.inspector));
    let chosen = typed.given("how").unwrap_or(if noted > 0 { "refused" } else { "signed" });
    let cards = RadioCards::new("how", "签字情况")
        .choice("signed", "已签字或者盖章", "在下方手写，或者拍摄签字的纸质记录表")
        .choice("refused", "拒绝签字", "由两名执法检查人员分别注明，可附证据");
    let mut sheet = Sheet::new(desk, case.href("/sign/object")).with_files();
    if noted > 0 {
        let text = if mine {
            "您已注明，还须另一名检查人员注明。"
        } else {
            "已有一人注明拒签，您注明后生效。"
        };
        sheet = sheet.with(Note::new(Meaning::Soon, "拒签", text));
    }
    let sheet = sheet
        .with(cards.chosen(chosen).error(errors.at("how")))
        .with(SignaturePad::new("drawn", "手写签字", "检查对象现场负责人").note("签字后不可修改"))
        .with(
            Field::file("paper", "签字的纸质记录表")
                .optional()
                .error(errors.at("paper"))
                .hint("照片，不超过 20 MB")
                .attribute("accept", "image/*")
                .attribute("capture", "environment"),
        )
        .with(Button::new("记录签字").plain());
    Ok(Card::new("检查对象签字", sheet.html()?))
}

fn team_card(desk: &Desk, case: &Case) -> askama::Result<Card> {
    let visit = &case.visit;
    let signed = |member: &contracts::api::inspection::TeamView| {
        visit.parts.iter().any(|part| part.signed.contains(&member.inspector))
    };
    let row = |member: &contracts::api::inspection::TeamView| {
        let tag = if signed(member) { StatusTag::done("已签") } else { StatusTag::plain("未签") };
        Row::new([
            Cell::of(case.titled(member)).second(desk.names().department(&member.department)),
            Cell::of(tag),
        ])
    };
    let table = Table::new("执法检查人员签字", [Column::head("执法检查人员"), Column::text("签字")])
        .rows(visit.team.iter().map(row));
    let count = visit.team.iter().filter(|member| signed(member)).count();
    let mut body: Vec<Html> = vec![table.into()];
    let mine = case.me(desk).filter(|me| case.is_open() && case.present(desk) && !signed(me));
    if let Some(me) = mine {
        let left =
            case.own(desk).map_or(0, |part| part.items.iter().filter(|item| item.result.is_none()).count());
        let sheet = Sheet::new(desk, case.href("/sign")).version(visit.version);
        let sheet = if left > 0 {
            let text = format!("本部门还有 {left} 项未记录，记录后才能签字。");
            sheet.with(Note::new(Meaning::Soon, "尚未记录完", text))
        } else {
            sheet
        };
        let pad = SignaturePad::new("drawn", "本人签字", case.titled(me)).note("不手写的，直接按“签字”即可");
        let last = "签字即对本部门各项结果负责；本部门全部签字后结果形成，不能再改。";
        let sheet = sheet.with(pad).with(Html::text(last)).with(Button::new("签字").busy("正在签字"));
        body.push(sheet.html()?);
    }
    let card = Card::new("执法检查人员签字", Html::all(body));
    Ok(card.remark(format!("已签 {count} / {}", visit.team.len())))
}

/// A drawn signature as a picture.
fn drawn(fields: &Fields) -> Option<File> {
    let picture = fields.text("drawn").strip_prefix("data:image/png;base64,")?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(picture).ok()?;
    let (name, media_type) = ("签字.png".to_owned(), "image/png".to_owned());
    Some(File { field: "drawn".to_owned(), name, media_type, bytes })
}

pub async fn inspector(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let case = Case::read(&desk, &id).await?;
    let caption =
        format!("执法检查人员签字 {}", case.me(&desk).map(|me| case.name(me.inspector)).unwrap_or_default());
    // Signing is of what was on the page: where the visit has moved on, it is looked at again first.
    if fields.text("version") != case.visit.version.to_string() {
        let sentence = "检查记录在您打开本页后有变化，请核对后再签字。";
        return render(&desk, &case, StatusCode::CONFLICT, Some(ErrorSummary::refusal(sentence)), &fields);
    }
    let answer = send_signature(&desk, &id, &fields).await?;
    if let Err(details) = answer {
        let case = Case::read(&desk, &id).await?;
        let (code, summary) = refusal(&desk, &case, &details);
        return render(&desk, &case, code, Some(summary), &fields);
    }
    // The stroke itself is kept beside the signature; without it the signature stands all the same.
    if let Some(file) = drawn(&fields) {
        let about = Sending { kind: Some(Kind::Signature), item: None, caption: &caption };
        evidence::send(&desk, &id, fields.text("key"), vec![file], &about).await?;
    }
    desk.done(&case.href("/sign"), "已签字")
}

async fn send_signature(
    desk: &Desk,
    id: &str,
    fields: &Fields,
) -> Result<Result<serde_json::Value, Box<web::problem::Details>>, crate::trouble::Trouble> {
    send(desk, id, "signature", &FieldNote::default(), fields).await
}

pub async fn object(desk: Desk, id: Path<String>, posted: Posted) -> Page {
    let Posted { fields, files } = posted;
    let mut summary = ErrorSummary::new();
    let refused = fields.text("how") == "refused";
    let file = drawn(&fields).or_else(|| files.into_iter().next());
    if !matches!(fields.text("how"), "signed" | "refused") {
        summary = summary.error("how", "请选择签字情况");
    } else if !refused && file.is_none() {
        summary = summary.error("paper", "请手写签字，或者拍摄签字的纸质记录表");
    }
    if !summary.is_empty() {
        let case = Case::read(&desk, &id).await?;
        return render(&desk, &case, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields);
    }
    let caption = if refused { "拒签说明" } else { "检查对象签字" };
    let about = Sending { kind: Some(Kind::Signature), item: None, caption };
    let files = file.into_iter().collect();
    let (sent, stopped) = evidence::send(&desk, &id, fields.text("key"), files, &about).await?;
    let answer = match stopped {
        Some(details) => Err(details),
        None => {
            let body = SignObject { refused, evidence: sent.into_iter().next() };
            send(&desk, &id, "object-signature", &body, &fields).await?
        }
    };
    match answer {
        Ok(_) => {
            let said = if refused { "已注明拒签" } else { "已记录检查对象签字" };
            desk.done(&format!("/visits/{}/sign", id.as_str()), said)
        }
        Err(details) => {
            let case = Case::read(&desk, &id).await?;
            let (code, summary) = refusal(&desk, &case, &details);
            render(&desk, &case, code, Some(summary), &fields)
        }
    }
}
