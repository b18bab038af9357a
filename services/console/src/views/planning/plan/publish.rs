//! 公示: the plan, or its change, becomes public and binding.

use actix_web::web::Path;
use contracts::api::planning::{PlanView, PublishPlan};

use super::{board, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::Page,
    views::planning::{
        act::{self, Final, Refused, sure},
        newest, words,
    },
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let plan = read(&desk, &id).await?;
    page(&desk, &plan, None).await
}

async fn page(desk: &Desk, plan: &PlanView, refused: Option<Refused>) -> Page {
    let catalogue = newest(desk).await?;
    let change = plan.amendment.as_ref();
    let lines = change.map_or(&plan.lines, |change| &change.lines);
    let table = board::lines(desk, "将公示的计划任务", lines, catalogue.as_ref());
    let page = Final {
        title: if change.is_some() { "公示计划变更" } else { "公示计划" },
        here: "/plans",
        back: (words::plan_title(plan, desk), format!("/plans/{}", plan.plan)),
        lead: "公示后社会公众可以查看，报送部门据此制定抽查方案；以后的变更须说明理由并另行公示。",
        what: pages::Card::new("将公示的内容", table).count(lines.len() as u64).into(),
        fields: Vec::new(),
        sentence: "我已核对，公示后原文永久保留、不可撤回",
        verb: if change.is_some() { "公示变更" } else { "公示计划" },
        version: plan.version,
    };
    page.show(desk, refused)
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let plan = read(&desk, &id).await?;
    if let Err(refused) = sure(&fields) {
        return page(&desk, &plan, Some(refused)).await;
    }
    let path = format!("/v1/plans/{id}/publication");
    match act::send(&desk, &path, &PublishPlan::default(), &fields).await? {
        Ok(_) => desk.done(&format!("/plans/{id}"), "已公示"),
        Err(refused) => page(&desk, &plan, Some(refused)).await,
    }
}
