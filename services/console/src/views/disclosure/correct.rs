//! 更正: asked for by the clerk, signed or refused by the principal. The original stays in view for ever.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::{
    disclosure::{CorrectionAskedView, DutyView, RefuseCorrection, RequestCorrection},
    identity::People,
};
use kernel::{ItemCode, Role, codes::ResultKind};
use pages::{
    Breadcrumb, Button, Card, ErrorSummary, Field, Html, KeyValues, PageHead, RadioCards, StatusTag, formats,
};
use serde_json::{Value, json};
use web::upstream::Command;

use super::{detail, name, read};
use crate::{
    desk::Desk,
    fields::Fields,
    sheet::Sheet,
    trouble::{Page, Trouble, sentence},
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let duty = read(&desk, &id).await?;
    render(&desk, &duty, StatusCode::OK, None, &Fields::default()).await
}

/// What this person may do here.
fn acts(desk: &Desk, duty: &DutyView) -> bool {
    let mine = desk.is_mine(Some(&duty.department));
    match desk.role() {
        Role::Clerk => mine && duty.state == "disclosed" && !duty.correction_waits,
        Role::Principal => mine && duty.correction_waits,
        _ => false,
    }
}

async fn render(
    desk: &Desk,
    duty: &DutyView,
    code: StatusCode,
    summary: Option<ErrorSummary>,
    typed: &Fields,
) -> Page {
    if !acts(desk, duty) && summary.is_none() {
        return Err(Trouble::not_found());
    }
    let signing = desk.role() == Role::Principal;
    let title = if signing { "签批更正" } else { "申请更正" };
    let lead = if signing {
        "签字后更正立即生效并公开，原结果、更正结果和理由一并显示。"
    } else {
        "公示的结果有误时申请更正；由本部门主要负责人签批后生效。"
    };
    let here = format!("/duties/{}", duty.duty);
    let head = PageHead::new(title)
        .subtitle(name(duty))
        .crumbs(Breadcrumb::to(title).above("结果公示", "/duties").above(name(duty), here))
        .lead(lead);
    let errors = summary.clone().unwrap_or_default();
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.map(Html::from));
    if acts(desk, duty) {
        parts.push(match &duty.correction_asked {
            Some(asked) if signing => decision(desk, duty, asked, &errors, typed).await?.into(),
            _ => request(desk, duty, &errors, typed)?.into(),
        });
    }
    parts.push(detail::public(desk, duty).into());
    desk.answer(code, desk.shell(title, "/duties").wrap(&Html::all(parts))?)
}

fn request(desk: &Desk, duty: &DutyView, errors: &ErrorSummary, typed: &Fields) -> askama::Result<Card> {
    let empty = || [(String::new(), "请选择".to_owned())].into_iter();
    let items = duty
        .items
        .iter()
        .map(|item| (item.item.to_string(), format!("{}（现为：{}）", item.name, item.result.name())));
    let results = ResultKind::ALL.iter().map(|kind| (word(*kind), kind.name().to_owned()));
    let item = Field::select("item", "更正的事项", empty().chain(items)).value(typed.text("item"));
    let to = Field::select("to", "更正为", empty().chain(results)).value(typed.text("to"));
    let reason = Field::area("reason", "更正理由").value(typed.text("reason")).rows(4);
    let sheet = Sheet::new(desk, format!("/duties/{}/correction", duty.duty))
        .version(duty.version)
        .with(item.error(errors.at("item")))
        .with(to.error(errors.at("to")))
        .with(reason.error(errors.at("reason")).hint("1000 字以内，更正后向社会公开"))
        .with(Button::new("申请更正").busy("正在提交"));
    Ok(Card::new("申请更正", sheet.html()?).remark("由主要负责人签批"))
}

async fn decision(
    desk: &Desk,
    duty: &DutyView,
    asked: &CorrectionAskedView,
    errors: &ErrorSummary,
    typed: &Fields,
) -> Result<Card, Trouble> {
    let tag = |kind: ResultKind| StatusTag::result(kind.name(), kind.is_problem());
    let when = asked.asked_at.map(formats::moment_table).unwrap_or_default();
    let facts = KeyValues::new()
        .row("事项", asked.item_name.clone())
        .row("原结果", tag(asked.from))
        .row("更正为", tag(asked.to))
        .row("理由", asked.reason.clone())
        .row("申请人", format!("{} {when}", asker(desk, asked).await));
    let cards = RadioCards::new("decision", "签批意见")
        .choice("sign", "签字更正", "立即生效并公开，不能撤回")
        .choice("refuse", "不予更正", "结果不变，须写明理由");
    let reason = Field::area("reason", "不予更正的理由").value(typed.text("reason")).rows(3);
    let tick = Field::checkbox("checked", "我已核对，更正公开后不可撤回").value("yes");
    let sheet = Sheet::new(desk, format!("/duties/{}/correction", duty.duty))
        .version(duty.version)
        .with(cards.chosen(typed.text("decision")).error(errors.at("decision")))
        .with(reason.error(errors.at("reason")).hint("仅不予更正时填写，1000 字以内").optional())
        .with(tick.error(errors.at("checked")))
        .with(Button::new("签批").busy("正在签批"));
    Ok(Card::new("申请的更正", Html::all([facts.into(), sheet.html()?])))
}

/// Who asked, by name; by role where the name cannot be had.
async fn asker(desk: &Desk, asked: &CorrectionAskedView) -> String {
    let nameless = || "部门经办人".to_owned();
    let Some(by) = asked.asked_by else { return nameless() };
    let found: Result<People, _> = desk.get("identity", &format!("/v1/people?ids={by}")).await;
    found
        .ok()
        .and_then(|people| people.items.into_iter().next())
        .and_then(|person| person.name)
        .unwrap_or_else(nameless)
}

fn word(kind: ResultKind) -> String {
    json!(kind).as_str().unwrap_or_default().to_owned()
}

/// The command that was meant, or everything that is wrong with it.
fn checked(role: Role, fields: &Fields) -> Result<(&'static str, Value, &'static str), ErrorSummary> {
    match role {
        Role::Clerk => requested(fields),
        Role::Principal => decided(fields),
        _ => Err(ErrorSummary::refusal("更正由本部门经办人申请、主要负责人签批。")),
    }
}

fn requested(fields: &Fields) -> Result<(&'static str, Value, &'static str), ErrorSummary> {
    let item: Option<ItemCode> = fields.text("item").parse().ok();
    let to = ResultKind::ALL.into_iter().find(|kind| word(*kind) == fields.text("to"));
    let reason = fields.text("reason").to_owned();
    let mut summary = ErrorSummary::new();
    if item.is_none() {
        summary = summary.error("item", "请选择更正的事项");
    }
    if to.is_none() {
        summary = summary.error("to", "请选择更正后的结果");
    }
    if reason.is_empty() || reason.chars().count() > 1000 {
        summary = summary.error("reason", "请写明更正理由，1000 字以内");
    }
    match (item, to) {
        (Some(item), Some(to)) if summary.is_empty() => {
            let body = json!(RequestCorrection { item, to, reason });
            Ok(("correction-requests", body, "已申请更正，等待主要负责人签批"))
        }
        _ => Err(summary),
    }
}

fn decided(fields: &Fields) -> Result<(&'static str, Value, &'static str), ErrorSummary> {
    let reason = fields.text("reason").to_owned();
    match fields.text("decision") {
        "sign" if fields.text("checked") != "yes" => {
            Err(ErrorSummary::new().error("checked", "请核对后勾选"))
        }
        "sign" => Ok(("correction", json!({}), "更正已生效并公开")),
        "refuse" if reason.is_empty() || reason.chars().count() > 1000 => {
            Err(ErrorSummary::new().error("reason", "请写明不予更正的理由，1000 字以内"))
        }
        "refuse" => Ok(("correction/refusal", json!(RefuseCorrection { reason }), "未同意更正，结果不变")),
        _ => Err(ErrorSummary::new().error("decision", "请选择签批意见")),
    }
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let (verb, body, said) = match checked(desk.role(), &fields) {
        Ok(act) => act,
        Err(summary) => {
            let duty = read(&desk, &id).await?;
            return render(&desk, &duty, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields).await;
        }
    };
    read(&desk, &id).await?;
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let path = format!("/v1/duties/{}/{verb}", id.as_str());
    match desk.send::<Value>("disclosure", &path, &body, &command).await? {
        Ok(_) => desk.done(&format!("/duties/{}", id.as_str()), said),
        Err(details) => {
            let duty = read(&desk, &id).await?;
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            let summary = ErrorSummary::refusal(sentence(&details));
            render(&desk, &duty, code, Some(summary), &fields).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Fields {
        Fields::read(text.as_bytes())
    }

    #[test]
    fn everything_that_lacks_in_a_request_is_said_at_once() {
        let summary = checked(Role::Clerk, &read("")).unwrap_err();
        assert!(["item", "to", "reason"].iter().all(|field| !summary.at(field).is_empty()));
    }

    #[test]
    fn a_signature_needs_its_tick_and_a_refusal_its_reason() {
        assert!(!checked(Role::Principal, &read("decision=sign")).unwrap_err().at("checked").is_empty());
        assert_eq!(checked(Role::Principal, &read("decision=sign&checked=yes")).unwrap().0, "correction");
        assert!(!checked(Role::Principal, &read("decision=refuse")).unwrap_err().at("reason").is_empty());
        assert!(checked(Role::Principal, &read("checked=yes")).is_err());
    }
}
