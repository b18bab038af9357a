//! A participant confirms; the office returns with its reason.

use actix_web::web::Path;
use contracts::api::planning::{PlanView, ReturnPlan};
use kernel::Role;
use pages::{Button, Card, ErrorSummary, Field};
use serde_json::{Value, json};

use super::{detail, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
    views::planning::{
        act::{self, Act, Refused},
        words,
    },
};

/// The forms that fit the plan's state and whoever looks.
pub fn cards(
    desk: &Desk,
    plan: &PlanView,
    summary: &ErrorSummary,
    typed: &Fields,
) -> Result<Vec<Card>, Trouble> {
    let change = plan.amendment.as_ref();
    let open = plan.state == "submitted" || change.is_some();
    let lacking = match change {
        Some(change) => change.lacks.iter().collect(),
        None if open => words::missing(plan),
        None => Vec::new(),
    };
    let mut cards = Vec::new();
    if desk.role() == Role::Clerk && lacking.iter().any(|one| desk.is_mine(Some(one))) {
        let (lead, verb) = match change {
            Some(_) => ("本部门同意按变更后的任务参加。", "确认变更"),
            None => ("本部门同意按所列任务、事项和月份参加。", "确认参加"),
        };
        let form = Act {
            action: String::new(),
            key: desk.form_key(),
            version: plan.version,
            lead: lead.to_owned(),
            fields: vec![],
            button: Button::new(verb).value("act", "confirm").busy("正在提交"),
        };
        cards.push(form.card("本部门确认")?);
    }
    if desk.role() == Role::Office && open {
        let reason = Field::area("reason", "退回理由")
            .value(typed.text("reason"))
            .hint("500 字以内，报送部门和参与部门都会看到")
            .error(summary.at("reason"));
        let verb = if change.is_some() { "退回变更" } else { "退回计划" };
        let form = Act {
            action: String::new(),
            key: desk.form_key(),
            version: plan.version,
            lead: String::new(),
            fields: vec![reason.into()],
            button: Button::new(verb).danger().value("act", "return").busy("正在提交"),
        };
        cards.push(form.card("退回")?);
    }
    Ok(cards)
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let plan = read(&desk, &id).await?;
    let (verb, body, said): (_, Value, _) = if fields.text("act") == "return" {
        let (summary, reason) = act::text(ErrorSummary::new(), &fields, "reason", "退回理由", 500);
        if !summary.is_empty() {
            return detail::render(&desk, &plan, Some(Refused::wrong(summary)), &fields).await;
        }
        ("return", json!(ReturnPlan { reason: reason.to_owned() }), "已退回，由报送部门修改")
    } else {
        ("confirmation", json!({}), "已确认参加")
    };
    match act::send(&desk, &format!("/v1/plans/{id}/{verb}"), &body, &fields).await? {
        Ok(_) => desk.done(&format!("/plans/{id}"), said),
        Err(refused) => detail::render(&desk, &plan, Some(refused), &fields).await,
    }
}
