//! 申请更换检查人员: one drawn inspector, a colleague of the same department, and the reason.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::{
    inspection::{AskSubstitution, TeamView, VisitView},
    pool::InspectorView,
};
use kernel::{InspectorId, codes::SubstitutionReason};
use pages::{Button, ErrorSummary, Field, Html, PageHead, formats};
use serde_json::Value;
use web::upstream::Command;

use super::{
    REASONS,
    cancel::{Form, crumbs, facts},
    may_ask, name_of, read, register, whole_names,
};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

/// Colleagues offered at most; each name shown is a noted look.
const MOST: usize = 60;

pub async fn show(desk: Desk, visit: Path<String>) -> Page {
    let visit = read(&desk, &visit).await?;
    form(&desk, &visit, StatusCode::OK, ErrorSummary::new(), &desk.query).await
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let visit = read(&desk, &id).await?;
    let body = match checked(&fields) {
        Ok(body) => body,
        Err(summary) => {
            return form(&desk, &visit, StatusCode::UNPROCESSABLE_ENTITY, summary, &fields).await;
        }
    };
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    match desk.send::<Value>("inspection", &format!("/v1/visits/{id}/substitutions"), &body, &command).await?
    {
        Ok(_) => desk.done(&format!("/teams/{id}"), "已申请更换，等待分管负责人审批"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            form(&desk, &visit, code, ErrorSummary::refusal(sentence(&details)), &fields).await
        }
    }
}

fn checked(fields: &Fields) -> Result<AskSubstitution, ErrorSummary> {
    let mut summary = ErrorSummary::new();
    let replacement: Option<InspectorId> = fields.code("replacement").parse().ok();
    if replacement.is_none() {
        summary = summary.error("replacement", "请选择更换后的检查人员");
    }
    let chosen = REASONS.iter().find(|(word, ..)| *word == fields.text("reason"));
    if chosen.is_none() {
        summary = summary.error("reason", "请选择更换原因");
    }
    let text = fields.text("text").to_owned();
    let other = chosen.is_some_and(|(_, reason, _)| *reason == SubstitutionReason::Other);
    if text.chars().count() > 500 || other && text.is_empty() {
        summary = summary.error("text", "选择“其他”的须写明情况，500 字以内");
    }
    let drawn: Option<InspectorId> = fields.code("drawn").parse().ok();
    match (drawn, replacement, chosen) {
        (Some(drawn), Some(replacement), Some((_, reason, _))) if summary.is_empty() => {
            Ok(AskSubstitution { drawn, replacement, reason: *reason, text })
        }
        _ => Err(summary),
    }
}

/// Whether a colleague could stand in: at work, of the same department, not of the team, the certificate good throughout.
fn fits(one: &InspectorView, drawn: &TeamView, visit: &VisitView) -> bool {
    one.department == drawn.department
        && one.available
        && one.valid_until >= visit.until
        && one.valid_from.is_none_or(|from| from <= visit.from)
        && !visit.team.iter().any(|member| member.inspector == one.inspector)
}

async fn form(
    desk: &Desk,
    visit: &VisitView,
    code: StatusCode,
    summary: ErrorSummary,
    typed: &Fields,
) -> Page {
    may_ask(desk, visit).then_some(()).ok_or_else(Trouble::not_found)?;
    let id = typed.code("drawn");
    let drawn = visit.team.iter().find(|one| one.inspector.to_string() == id);
    let drawn = drawn.ok_or_else(Trouble::not_found)?;
    let department = desk.names().department(&drawn.department);
    let mut bench = register(desk, drawn.department.as_str()).await?;
    bench.retain(|one| fits(one, drawn, visit));
    bench.truncate(MOST);
    let people = bench.iter().map(|one| one.inspector).chain([drawn.inspector]);
    let names = whole_names(desk, people, "申请更换检查人员").await;
    let colleagues = bench.iter().map(|one| {
        let words = format!(
            "{}（证件有效期至 {}）",
            name_of(&names, one.inspector),
            formats::date_table(one.valid_until)
        );
        (one.inspector.to_string(), words)
    });
    let title = "申请更换检查人员";
    let own = format!("/teams/{}", visit.visit);
    let form = Form {
        head: PageHead::new(title).crumbs(crumbs(title, visit)).lead(format!(
            "只能更换为抽取时名录中的{department}人员，由{department}的分管负责人审批；更换次数向社会公布。"
        )),
        action: format!("{own}/substitution"),
        key: desk.form_key(),
        version: visit.version,
        hidden: vec![("drawn", id)],
        facts: facts(visit).row("原检查人员", name_of(&names, drawn.inspector)).row("所属部门", department),
        fields: fields(colleagues, &summary, typed),
        summary: (!summary.is_empty()).then_some(summary),
        button: Button::new("申请更换").busy("正在提交"),
        back: Button::link("返回", own).plain(),
    };
    desk.answer(code, desk.shell(title, "/teams").page(&form)?)
}

fn fields(
    colleagues: impl Iterator<Item = (String, String)>,
    wrong: &ErrorSummary,
    typed: &Fields,
) -> Vec<Html> {
    let empty = || std::iter::once((String::new(), "请选择".to_owned()));
    let reasons = REASONS.iter().map(|(word, _, words)| ((*word).to_owned(), (*words).to_owned()));
    let replacement = Field::select("replacement", "更换为", empty().chain(colleagues))
        .value(typed.text("replacement"))
        .hint("已排除不在岗、证件在检查时段内到期和本组人员")
        .error(wrong.at("replacement"));
    let reason = Field::select("reason", "更换原因", empty().chain(reasons))
        .value(typed.text("reason"))
        .error(wrong.at("reason"));
    let text = Field::area("text", "情况说明")
        .value(typed.text("text"))
        .rows(3)
        .optional()
        .hint("选择“其他”的必须填写，500 字以内")
        .error(wrong.at("text"));
    vec![Html::of(&replacement), Html::of(&reason), Html::of(&text)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reason_needs_its_words() {
        let id = "01a21426-eff7-700c-8dbf-df596f28382b";
        let text = format!("drawn={id}&replacement={id}&reason=other");
        assert!(!checked(&Fields::read(text.as_bytes())).unwrap_err().at("text").is_empty());
        assert_eq!(checked(&Fields::read(format!("{text}&text=x").as_bytes())).unwrap().text, "x");
        let summary = checked(&Fields::default()).unwrap_err();
        assert!(!summary.at("replacement").is_empty() && !summary.at("reason").is_empty());
    }

    #[test]
    fn the_words_are_those_of_the_api() {
        for (word, reason, _) in REASONS {
            assert_eq!(serde_json::to_value(reason).unwrap(), word);
        }
    }
}
