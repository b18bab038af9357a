//! Drafting a scheme from a published plan, and revising one that not all have agreed to.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::planning::{DraftTask, PlanView, ReviseScheme};
use kernel::Role;
use pages::{Button, Card, Cell, Column, EmptyState, ErrorSummary, Html, PageHead, Row, Table};
use web::Page as ListPage;

use super::{defaults, detail, form, initiates, read};
use crate::{
    desk::Desk,
    fields::{Fields, query},
    trouble::{Page, Trouble},
    views::planning::{
        act::{self, Refused},
        newest, plan, version_of, words,
    },
};

/// The form for a line of a plan; without one the lines to choose from.
pub async fn show(desk: Desk) -> Page {
    (desk.role() == Role::Clerk).then_some(()).ok_or_else(Trouble::not_found)?;
    let asked = (desk.query.given("plan"), desk.query.code("line").parse::<usize>().ok());
    let (Some(id), Some(line)) = asked else { return choose(&desk).await };
    let plan = plan::read(&desk, id).await?;
    let Some(catalogue) = newest(&desk).await? else { return choose(&desk).await };
    let typed = defaults::of_line(&desk, &plan, line, &catalogue).await?;
    form::page(&desk, None, &plan, &catalogue, None, &typed).await
}

/// The lines of the department's published plans.
async fn choose(desk: &Desk) -> Page {
    let path = query(&[("state", "published"), ("department", desk.department()), ("sort", "-id")]);
    let found: ListPage<PlanView> = desk.get("planning", &format!("/v1/plans?{path}")).await?;
    let only = desk.query.text("plan");
    let columns =
        [Column::head("计划任务"), Column::text("月份"), Column::text("参与部门"), Column::action("办理")];
    let mut table = Table::new("可以制定方案的计划任务", columns).empty(
        EmptyState::new("没有已公示的计划任务。", "抽查方案依据已公示的计划制定；请先报送计划。")
            .action(Button::link("报送计划", "/plans/new")),
    );
    for plan in found.items.iter().filter(|plan| only.is_empty() || plan.plan.to_string() == only) {
        for (at, line) in plan.lines.iter().enumerate() {
            let href = format!("/tasks/new?plan={}&line={at}", plan.plan);
            table = table.row(Row::new([
                Cell::of(&line.title).second(words::plan_title(plan, desk)),
                Cell::of(words::months(line)),
                Cell::of(desk.names().list(&line.participants)),
                Cell::action(Button::link("制定方案", href).plain().about(&*line.title)),
            ]));
        }
    }
    let head = PageHead::new("制定抽查方案").lead("选择一项已公示的计划任务；方案的部门和时间应在计划之内。");
    desk.wrap(&desk.shell("制定抽查方案", "/tasks"), &Html::all([head.into(), Card::bare(table).into()]))
}

pub async fn take(desk: Desk, fields: Fields) -> Page {
    (desk.role() == Role::Clerk).then_some(()).ok_or_else(Trouble::not_found)?;
    let plan = plan::read(&desk, &fields.code("plan")).await?;
    let catalogue = newest(&desk).await?.ok_or_else(Trouble::not_found)?;
    let scheme = match form::scheme(&desk, &fields, ErrorSummary::new()) {
        Ok(scheme) => scheme,
        Err(summary) => {
            let refused = Some(Refused::wrong(summary));
            return form::page(&desk, None, &plan, &catalogue, refused, &fields).await;
        }
    };
    let body = DraftTask { plan: plan.plan, catalogue: catalogue.catalogue, scheme };
    // There is no version yet that the task would be made from.
    let unversioned = Fields::read(query(&[("key", fields.text("key"))]).as_bytes());
    match act::send(&desk, "/v1/tasks", &body, &unversioned).await? {
        Ok(view) => {
            let id = view["task"].as_str().unwrap_or_default();
            desk.done(&format!("/tasks/{id}"), "已制定抽查方案，待各参与部门会签")
        }
        Err(refused) => form::page(&desk, None, &plan, &catalogue, Some(refused), &fields).await,
    }
}

pub async fn revise(desk: Desk, id: Path<String>) -> Page {
    let task = read(&desk, &id).await?;
    if !initiates(&desk, &task) || task.state != "drafted" || desk.role() != Role::Clerk {
        return detail::render(&desk, &task, None, &Fields::default()).await;
    }
    let plan = plan::read(&desk, &task.content.plan.to_string()).await?;
    let catalogue = version_of(&desk, task.content.catalogue).await?.ok_or_else(Trouble::not_found)?;
    let typed = defaults::of_scheme(&task.content.scheme);
    form::page(&desk, Some(&task), &plan, &catalogue, None, &typed).await
}

pub async fn revised(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let task = read(&desk, &id).await?;
    let plan = plan::read(&desk, &task.content.plan.to_string()).await?;
    let catalogue = version_of(&desk, task.content.catalogue).await?.ok_or_else(Trouble::not_found)?;
    let (summary, reason) = act::text(ErrorSummary::new(), &fields, "reason", "修改说明", 500);
    let scheme = match form::scheme(&desk, &fields, summary) {
        Ok(scheme) => scheme,
        Err(summary) => {
            let refused = Refused { status: StatusCode::UNPROCESSABLE_ENTITY, summary };
            return form::page(&desk, Some(&task), &plan, &catalogue, Some(refused), &fields).await;
        }
    };
    let body = ReviseScheme { scheme, reason: reason.to_owned() };
    match act::send(&desk, &format!("/v1/tasks/{id}/scheme"), &body, &fields).await? {
        Ok(_) => desk.done(&format!("/tasks/{id}"), "已修改方案，待各参与部门重新会签"),
        Err(refused) => form::page(&desk, Some(&task), &plan, &catalogue, Some(refused), &fields).await,
    }
}
