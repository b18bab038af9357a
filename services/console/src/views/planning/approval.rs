//! 事前审批: no inspection on site before the principal of every participating department has approved it (国办发〔2024〕54号).

use actix_web::web::{self as actix, Path, ServiceConfig};
use contracts::api::planning::TaskView;
use kernel::Role;
use pages::{Button, Card, Cell, Column, EmptyState, Html, PageHead, Pager, Row, StatusTag, Table, formats};
use serde_json::json;
use web::Page as ListPage;

use super::{
    act::{self, Final, Refused, sure},
    task, version_of,
};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/approvals", actix::get().to(list))
        .route("/approvals/{id}", actix::get().to(show))
        .route("/approvals/{id}", actix::post().to(take));
}

/// Only principals approve; nobody else is shown what waits for them.
fn principal(desk: &Desk) -> Result<(), Trouble> {
    (desk.role() == Role::Principal).then_some(()).ok_or_else(Trouble::not_found)
}

async fn list(desk: Desk) -> Page {
    principal(&desk)?;
    let path = "/v1/tasks?state=agreed,released&sort=due&limit=500";
    let found: ListPage<TaskView> = desk.get("planning", path).await?;
    let waits = |task: &&TaskView| task.lacks.approvals.iter().any(|one| desk.is_mine(Some(one)));
    let open: Vec<_> = found.items.iter().filter(waits).collect();
    let columns =
        [Column::head("检查任务"), Column::text("检查时间"), Column::text("审批"), Column::action("办理")];
    let shown = open.len() as u64;
    let table = Table::new("待审批的检查任务", columns)
        .rows(open.into_iter().map(|task| row(&desk, task)))
        .empty(EmptyState::new("没有待审批的检查任务。", "各部门会签完成的方案会出现在这里。"))
        .pager(Pager::worded(format!("共 {shown} 项")));
    let lead = "实施现场检查前，须经本部门主要负责人批准；批准后发起部门方可下达任务。";
    let body = Html::all([PageHead::new("事前审批").lead(lead).into(), Card::bare(table).into()]);
    desk.wrap(&desk.shell("事前审批", "/approvals"), &body)
}

fn row(desk: &Desk, task: &TaskView) -> Row {
    let (scheme, today) = (&task.content.scheme, desk.today());
    let span =
        format!("{} 至 {}", formats::date_near(scheme.from, today), formats::date_near(scheme.until, today));
    let state = match task.approval_due {
        Some(due) => {
            Cell::of(StatusTag::soon("紧急，待补办")).second(format!("{} 前", formats::moment_table(due)))
        }
        None => Cell::of(StatusTag::active("待事前审批")),
    };
    Row::new([
        Cell::of(&scheme.title).second(format!("由{}发起", desk.names().department(&scheme.initiating))),
        Cell::of(span),
        state,
        Cell::action(Button::link("审批", format!("/approvals/{}", task.task)).plain().about(&*scheme.title)),
    ])
}

async fn show(desk: Desk, id: Path<String>) -> Page {
    principal(&desk)?;
    let task = task::read(&desk, &id).await?;
    page(&desk, &task, None).await
}

async fn page(desk: &Desk, task: &TaskView, refused: Option<Refused>) -> Page {
    if !task.lacks.approvals.iter().any(|one| desk.is_mine(Some(one))) && refused.is_none() {
        return Ok(crate::desk::see_other(&format!("/tasks/{}", task.task), &[]));
    }
    let catalogue = version_of(desk, task.content.catalogue).await?;
    let lead = if task.approval_due.is_some() {
        "任务因情况紧急已先行下达，须在规定时间内补办批准；批准人可以查看本任务的检查。"
    } else {
        "批准后由发起部门下达任务；批准人可以查看本任务的检查。不批准的，请与经办人沟通，不作批准即不能下达。"
    };
    let page = Final {
        title: "审批检查任务",
        here: "/approvals",
        back: ("事前审批".to_owned(), "/approvals".to_owned()),
        lead,
        what: Html::all([
            Card::new("检查任务", Html::text(&task.content.scheme.title)).into(),
            task::facts(desk, task, catalogue.as_ref()).into(),
        ]),
        fields: Vec::new(),
        sentence: "我已审阅方案，批准本部门参加，批准后不可撤回",
        verb: "批准检查",
        version: task.version,
    };
    page.show(desk, refused)
}

async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    principal(&desk)?;
    let task = task::read(&desk, &id).await?;
    if let Err(refused) = sure(&fields) {
        return page(&desk, &task, Some(refused)).await;
    }
    match act::send(&desk, &format!("/v1/tasks/{id}/approval"), &json!({}), &fields).await? {
        Ok(_) => desk.done("/approvals", "已批准检查任务"),
        Err(refused) => page(&desk, &task, Some(refused)).await,
    }
}
