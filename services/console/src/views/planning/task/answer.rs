//! A participant's answer to a scheme: it agrees, or says what it has against it.

use actix_web::web::Path;
use contracts::api::planning::{ObjectToScheme, TaskView};
use pages::{Button, Card, ErrorSummary, Field, RadioCards};
use serde_json::json;

use super::{detail, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
    views::planning::act::{self, Act, Refused},
};

pub fn card(desk: &Desk, task: &TaskView, summary: &ErrorSummary, typed: &Fields) -> Result<Card, Trouble> {
    let choices = RadioCards::new("decision", "本部门意见")
        .choice("agree", "同意", "同意本部门的事项、人数和检查时间；各部门都同意后方案不再更改")
        .choice("object", "提出异议", "写明理由，由发起部门修改方案后重新会签")
        .chosen(typed.text("decision"))
        .error(summary.at("decision"));
    let reason = Field::area("reason", "异议理由")
        .value(typed.text("reason"))
        .hint("仅提出异议时填写，500 字以内")
        .optional()
        .error(summary.at("reason"));
    let form = Act {
        action: String::new(),
        key: desk.form_key(),
        version: task.version,
        lead: String::new(),
        fields: vec![choices.into(), reason.into()],
        button: Button::new("提交会签意见").busy("正在提交"),
    };
    form.card("会签")
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let task = read(&desk, &id).await?;
    let (verb, body, said) = match checked(&fields) {
        Ok(act) => act,
        Err(refused) => return detail::render(&desk, &task, Some(refused), &fields).await,
    };
    match act::send(&desk, &format!("/v1/tasks/{id}/{verb}"), &body, &fields).await? {
        Ok(_) => desk.done(&format!("/tasks/{id}"), said),
        Err(refused) => detail::render(&desk, &task, Some(refused), &fields).await,
    }
}

/// The command that was meant, or what is missing in it.
fn checked(fields: &Fields) -> Result<(&'static str, serde_json::Value, &'static str), Refused> {
    match fields.text("decision") {
        "agree" => Ok(("agreement", json!({}), "已同意抽查方案")),
        "object" => {
            let (summary, reason) = act::text(ErrorSummary::new(), fields, "reason", "异议理由", 500);
            if !summary.is_empty() {
                return Err(Refused::wrong(summary));
            }
            let body = json!(ObjectToScheme { reason: reason.to_owned() });
            Ok(("objection", body, "已提出异议，发起部门修改方案后重新会签"))
        }
        _ => Err(Refused::wrong(ErrorSummary::new().error("decision", "请选择同意或提出异议"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objection_needs_its_reason_and_nothing_chosen_is_no_agreement() {
        let read = |text: &str| checked(&Fields::read(text.as_bytes()));
        assert!(read("decision=object").is_err() && read("").is_err());
        assert_eq!(read("decision=agree").map(|act| act.0).ok(), Some("agreement"));
        assert_eq!(read("decision=object&reason=x").map(|act| act.0).ok(), Some("objection"));
    }
}
