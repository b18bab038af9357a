//! The receiving department's answer: accept, send back with its legal basis, or conclude.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::referral::{ConcludeReferral, DeclineReferral, ReferralView};
use kernel::codes::Outcome;
use pages::{Button, Card, ErrorSummary, Field, Html, RadioCards};
use serde_json::{Value, json};
use web::upstream::Command;

use super::detail;
use crate::{
    desk::Desk,
    fields::{Fields, filled},
    trouble::{Page, Trouble},
};

/// The outcomes, by the words under which the API knows them.
const OUTCOMES: [(&str, Outcome); 5] = [
    ("case_filed", Outcome::CaseFiled),
    ("listed_abnormal", Outcome::ListedAbnormal),
    ("ordered_to_rectify", Outcome::OrderedToRectify),
    ("no_case", Outcome::NoCase),
    ("handed_to_justice", Outcome::HandedToJustice),
];

#[derive(askama::Template)]
#[template(path = "referral/answer.html")]
struct Form {
    key: String,
    version: u64,
    fields: Vec<Html>,
    button: Button,
    foot: &'static str,
}

/// The form that fits the case's state.
pub fn card(
    desk: &Desk,
    referral: &ReferralView,
    typed: &Fields,
    errors: Option<&ErrorSummary>,
) -> Result<Card, Trouble> {
    let accepted = referral.state == "accepted";
    let (fields, button) =
        if accepted { conclusion(typed, errors) } else { decision(desk, referral, typed, errors) };
    let form = Form {
        key: desk.form_key(),
        version: referral.version,
        fields,
        button,
        foot: "提交后记入留痕，不可撤回。",
    };
    Ok(Card::new(if accepted { "办理结果" } else { "本部门意见" }, Html::render(&form)?))
}

fn decision(
    desk: &Desk,
    referral: &ReferralView,
    typed: &Fields,
    errors: Option<&ErrorSummary>,
) -> (Vec<Html>, Button) {
    let chosen = if typed.text("decision") == "decline" { "decline" } else { "accept" };
    let mut choices = RadioCards::new("decision", "接收或退回").choice(
        "accept",
        "接收",
        "属于本部门职责，由本部门办理并回填结果",
    );
    // What the office has designated binds.
    if !referral.designated {
        let consequence =
            "不属于本部门职责。须写明法律依据和建议部门，不得自行转送；退回一次后由联席会议办公室指定";
        choices = choices.choice("decline", "退回", consequence);
    }
    let mut fields = vec![Html::of(&choices.chosen(chosen))];
    if !referral.designated {
        let basis =
            filled(Field::area("legal_basis", "退回的法律依据").rows(3), "legal_basis", typed, errors);
        let others = desk.names().choices().into_iter().filter(|(code, _)| code != desk.department());
        let empty = std::iter::once((String::new(), "请选择".to_owned()));
        let owner = Field::select("proposed_owner", "建议送往", empty.chain(others));
        let owner = filled(owner, "proposed_owner", typed, errors);
        fields.extend([
            Html::of(&basis.hint("仅退回时填写，500 字以内").optional()),
            Html::of(&owner.hint("仅退回时选择").optional()),
        ]);
    }
    let words = if referral.designated { "接收移送" } else { "提交意见" };
    (fields, Button::new(words).busy("正在提交"))
}

fn conclusion(typed: &Fields, errors: Option<&ErrorSummary>) -> (Vec<Html>, Button) {
    let choices =
        OUTCOMES.iter().fold(RadioCards::new("outcome", "处理结果"), |cards, (word, outcome)| {
            cards.choice(word, outcome.name(), String::new())
        });
    let note = filled(Field::area("note", "说明").rows(4), "note", typed, errors);
    let fields = vec![
        Html::of(&choices.chosen(typed.text("outcome"))),
        Html::of(&note.hint("不予立案的须说明理由，2000 字以内").optional()),
    ];
    (fields, Button::new("办结移送").busy("正在提交"))
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let (verb, body, said) = match checked(&fields) {
        Ok(act) => act,
        Err(summary) => {
            return detail::render(&desk, &id, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields)
                .await;
        }
    };
    detail::read(&desk, &id).await?;
    let path = format!("/v1/referrals/{id}/{verb}");
    match desk.send::<Value>("referral", &path, &body, &command).await? {
        Ok(_) => desk.done(&format!("/referrals/{id}"), said),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            let summary = ErrorSummary::refusal(crate::trouble::sentence(&details));
            detail::render(&desk, &id, code, Some(summary), &fields).await
        }
    }
}

/// The command that was meant, or everything that is missing in it.
fn checked(fields: &Fields) -> Result<(&'static str, Value, &'static str), ErrorSummary> {
    if let Some(word) = fields.given("outcome") {
        let outcome = OUTCOMES.iter().find(|(known, _)| *known == word).map(|(_, outcome)| *outcome);
        let note = fields.text("note").to_owned();
        let missing = outcome == Some(Outcome::NoCase) && note.is_empty();
        return match outcome {
            Some(outcome) if !missing => Ok((
                "conclusion",
                json!(ConcludeReferral { outcome, note }),
                "已办结，处理结果已回填到问题线索",
            )),
            Some(_) => Err(ErrorSummary::new().error("note", "不予立案的，须说明理由")),
            None => Err(ErrorSummary::new().error("outcome", "请选择处理结果")),
        };
    }
    match fields.text("decision") {
        "accept" => Ok(("acceptance", json!({}), "已接收移送")),
        "decline" => declined(fields),
        _ => Err(ErrorSummary::refusal("请选择接收或退回，或处理结果")),
    }
}

fn declined(fields: &Fields) -> Result<(&'static str, Value, &'static str), ErrorSummary> {
    let (basis, owner) = (fields.text("legal_basis"), fields.code("proposed_owner"));
    let mut summary = ErrorSummary::new();
    if basis.is_empty() || basis.chars().count() > 500 {
        summary = summary.error("legal_basis", "请写明退回的法律依据，500 字以内");
    }
    match owner.parse() {
        Ok(proposed_owner) if summary.is_empty() => {
            let body = json!(DeclineReferral { legal_basis: basis.to_owned(), proposed_owner });
            Ok(("decline", body, "已退回，路由情况见办理经过"))
        }
        Ok(_) => Err(summary),
        Err(_) => Err(summary.error("proposed_owner", "请选择建议送往的部门")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Fields {
        Fields::read(text.as_bytes())
    }

    #[test]
    fn everything_that_lacks_is_said_at_once() {
        let summary = checked(&read("decision=decline")).unwrap_err();
        assert!(!summary.at("legal_basis").is_empty() && !summary.at("proposed_owner").is_empty());
    }

    #[test]
    fn a_case_without_a_case_needs_its_reason() {
        assert!(checked(&read("outcome=no_case")).is_err());
        let (verb, body, _) =
            checked(&read("outcome=no_case&note=%E8%AF%81%E6%8D%AE%E4%B8%8D%E8%B6%B3")).unwrap();
        assert_eq!((verb, body["note"].as_str()), ("conclusion", Some("证据不足")));
    }

    #[test]
    fn nothing_chosen_is_no_acceptance() {
        assert!(checked(&read("")).is_err());
        assert_eq!(checked(&read("decision=accept")).unwrap().0, "acceptance");
    }
}
