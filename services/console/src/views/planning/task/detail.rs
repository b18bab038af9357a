//! One task: its five steps, its scheme, who has agreed, confirmed and approved, how far it is, and what we do next.

use std::collections::BTreeSet;

use actix_web::web::Path;
use contracts::{
    api::planning::{CatalogueView, ProgressView, TaskView},
    events::planning::{EntropySource, NoticePolicy, Scheme},
};
use kernel::{DepartmentId, Role};
use pages::{
    Breadcrumb, Button, Card, Cell, Column, Html, KeyValues, Link, Meaning, Note, PageHead, Row, StatusTag,
    Table, formats,
};

use super::{answer, initiates, is_ready, read, takes_part};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::Page,
    views::planning::{act::Refused, version_of, words},
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let task = read(&desk, &id).await?;
    render(&desk, &task, None, &Fields::default()).await
}

#[derive(askama::Template)]
#[template(path = "planning/task.html")]
struct Body {
    head: PageHead,
    summary: Html,
    steps: Html,
    notes: Vec<Note>,
    main: Vec<Card>,
    aside: Vec<Card>,
}

/// The page as it stands now; after a refusal with what was typed.
pub async fn render(desk: &Desk, task: &TaskView, refused: Option<Refused>, typed: &Fields) -> Page {
    let catalogue = version_of(desk, task.content.catalogue).await?;
    let (status, summary) = match refused {
        Some(refused) => (refused.status, refused.summary),
        None => (actix_web::http::StatusCode::OK, pages::ErrorSummary::new()),
    };
    let mut main = vec![standing(desk, task), facts(desk, task, catalogue.as_ref())];
    main.extend(task.progress.as_ref().map(|progress| progressed(task, progress)));
    let mut aside = Vec::new();
    if desk.role() == Role::Clerk && may_answer(desk, task) {
        aside.push(answer::card(desk, task, &summary, typed)?);
    }
    aside.push(ways(task));
    let title = &task.content.scheme.title;
    let body = Body {
        head: head(desk, task),
        summary: summary.into(),
        steps: words::steps(task).into(),
        notes: notes(desk, task),
        main,
        aside,
    };
    desk.answer(status, desk.shell(title, "/tasks").page(&body)?)
}

fn may_answer(desk: &Desk, task: &TaskView) -> bool {
    let open = task.lacks.agreement.iter().any(|one| desk.is_mine(Some(one)));
    task.state == "drafted" && takes_part(desk, task) && open
}

fn head(desk: &Desk, task: &TaskView) -> PageHead {
    let scheme = &task.content.scheme;
    let crumbs = Breadcrumb::to(&*scheme.title).above("检查任务", "/tasks");
    let lead = match task.state.as_str() {
        "drafted" => "各参与部门都同意后，方案不再更改，并开始确认名录和事前审批。",
        "agreed" => "各部门确认名录、主要负责人批准后，由发起部门下达，随后开启随机抽取。",
        "released" => "任务已下达，按五个步骤办理；抽取名单在检查结束前保密。",
        _ => "任务的检查、公示和后续处理均已完成。",
    };
    let head = PageHead::new(&*scheme.title)
        .crumbs(crumbs)
        .lead(words::task(task))
        .lead(format!("由{}发起", desk.names().department(&scheme.initiating)))
        .lead(lead);
    acts(desk, task).into_iter().fold(head, PageHead::action)
}

fn notes(desk: &Desk, task: &TaskView) -> Vec<Note> {
    let names = desk.names();
    let mut notes: Vec<_> = task
        .objections
        .iter()
        .map(|(department, reason)| {
            Note::new(Meaning::Soon, format!("{}有异议：", names.department(department)), reason)
        })
        .collect();
    if let Some(due) = task.approval_due.filter(|_| !task.lacks.approvals.is_empty()) {
        let text =
            format!("须在{}前由{}补办批准。", formats::moment_long(due), names.list(&task.lacks.approvals));
        notes.push(Note::new(Meaning::Soon, "情况紧急，先行下达。", text));
    }
    for voided in &task.voided {
        notes.push(Note::new(Meaning::Late, "曾有一次抽取作废：", &voided.reason));
    }
    notes
}

/// Who has agreed, confirmed and approved.
fn standing(desk: &Desk, task: &TaskView) -> Card {
    let columns =
        [Column::head("部门"), Column::text("会签方案"), Column::text("确认名录"), Column::text("批准")];
    let lacks = &task.lacks;
    let row = |department: &DepartmentId| {
        let agreed = if task.objections.contains_key(department) {
            StatusTag::soon("有异议")
        } else {
            mark(&lacks.agreement, department, "已同意", "待会签")
        };
        let library = mark(&lacks.libraries, department, "已确认", "待确认");
        let approval = if task.approved_late.contains(department) {
            StatusTag::soon("逾期补办")
        } else {
            mark(&lacks.approvals, department, "已批准", "待批准")
        };
        let lead = *department == task.content.scheme.initiating;
        Row::new([
            Cell::of(desk.names().department(department)).second(if lead { "发起部门" } else { "" }),
            Cell::of(agreed),
            Cell::of(library),
            Cell::of(approval),
        ])
    };
    let rows = task.content.scheme.participants.iter().map(|one| row(&one.department));
    Card::new("会签、名录与审批", Table::new("各部门办理情况", columns).rows(rows))
}

fn mark(lacking: &[DepartmentId], department: &DepartmentId, done: &str, open: &str) -> StatusTag {
    if lacking.contains(department) { StatusTag::plain(open) } else { StatusTag::done(done) }
}

/// What the scheme fixes.
pub fn facts(desk: &Desk, task: &TaskView, catalogue: Option<&CatalogueView>) -> Card {
    let scheme = &task.content.scheme;
    let span = format!("{} 至 {}", formats::date_long(scheme.from), formats::date_long(scheme.until));
    let part = |rows: KeyValues, one: &contracts::events::planning::Participation| {
        let alone = match (&one.single_basis, one.inspectors) {
            (Some(basis), 1) => format!("，每户 1 人（依据：{basis}）"),
            (_, count) => format!("，每户 {count} 人"),
        };
        let words = format!("{}{alone}", words::items(catalogue, &one.items));
        rows.row(desk.names().department(&one.department), words)
    };
    let whole = scheme
        .participants
        .iter()
        .fold(KeyValues::new().row("检查时间", span), part)
        .row("抽查对象", criteria(scheme))
        .row("抽取数量", words::quota(&scheme.quota))
        .row("检查小组", words::team(scheme))
        .row("检查方式", methods(scheme))
        .row("事前告知", notice(scheme))
        .row("随机数来源", entropy(scheme))
        .row(
            "名单",
            scheme
                .open_reason
                .as_ref()
                .map_or_else(|| "密封，检查结束后公开".to_owned(), |why| format!("抽取后即公开（{why}）")),
        )
        .row("事项清单", format!("第 {} 版", task.content.catalogue_version))
        .row("所属计划", Link::new("查看计划", format!("/plans/{}", task.content.plan)));
    let whole = match &scheme.emergency {
        Some(why) => whole.row("情况紧急", why),
        None => whole,
    };
    Card::new("抽查方案", whole)
}

fn criteria(scheme: &Scheme) -> String {
    let of = &scheme.criteria;
    let mut parts = Vec::new();
    if !of.kinds.is_empty() {
        parts.push(of.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("、"));
    }
    if !of.places.is_empty() {
        parts.push(format!("所在区划 {}", of.places.join("、")));
    }
    if !of.trades.is_empty() {
        parts.push(format!("行业代码 {}", of.trades.join("、")));
    }
    if parts.is_empty() { "名录内全部对象".to_owned() } else { parts.join("；") }
}

fn methods(scheme: &Scheme) -> String {
    let more = scheme.methods.iter().map(String::as_str);
    std::iter::once("现场检查")
        .chain(more)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
        .join("、")
}

fn notice(scheme: &Scheme) -> String {
    match &scheme.notice {
        NoticePolicy::Given => "检查前告知检查对象".to_owned(),
        NoticePolicy::Withheld { reason } => format!("不宜告知：{reason}"),
    }
}

fn entropy(scheme: &Scheme) -> String {
    match &scheme.entropy {
        EntropySource::Parties { parties } => {
            format!("{} 方各自提交随机数（{}）", parties.len(), parties.join("、"))
        }
        EntropySource::Operator => "系统运行方（仅用于演练）".to_owned(),
    }
}

/// Numbers only: who is inspected stays sealed.
fn progressed(task: &TaskView, progress: &ProgressView) -> Card {
    let drawn = task.objects_drawn.unwrap_or_default();
    let part = |done: u64, of: u64, unit: &str| format!("{done} / {of} {unit}");
    let rows = KeyValues::new()
        .row("抽取", task.objects_drawn.map_or_else(|| "尚未抽取".to_owned(), |count| format!("{count} 户")))
        .row("检查结束", part(progress.visits_ended, drawn.saturating_sub(progress.visits_cancelled), "户"))
        .row("取消检查", format!("{} 户", progress.visits_cancelled))
        .row("结果形成", part(progress.results_formed, progress.results_due, "份"))
        .row("结果公示", part(progress.results_disclosed, progress.results_due, "份"))
        .row("问题线索办结", part(progress.findings_concluded, progress.findings_raised, "件"));
    Card::new("办理进度", rows.two_columns())
}

/// What whoever looks does next, each on a page of its own.
fn acts(desk: &Desk, task: &TaskView) -> Vec<Button> {
    let id = task.task;
    let mine = |list: &[DepartmentId]| list.iter().any(|one| desk.is_mine(Some(one)));
    let clerk = desk.role() == Role::Clerk;
    let mut buttons = Vec::new();
    if clerk && task.state == "drafted" && initiates(desk, task) {
        buttons.push(Button::link("修改方案", format!("/tasks/{id}/scheme")).plain());
    }
    if clerk && task.state == "agreed" && mine(&task.lacks.libraries) {
        buttons.push(Button::link("核对名录", format!("/confirmations/{id}")));
    }
    if clerk && initiates(desk, task) && is_ready(task) {
        buttons.push(Button::link("下达任务", format!("/tasks/{id}/release")));
    }
    let open = matches!(task.state.as_str(), "agreed" | "released");
    if desk.role() == Role::Principal && open && mine(&task.lacks.approvals) {
        buttons.push(Button::link("审批", format!("/approvals/{id}")));
    }
    buttons
}

/// What belongs to the task and stands elsewhere.
fn ways(task: &TaskView) -> Card {
    let id = task.task;
    let mut rows =
        KeyValues::new().row("计划", Link::new("所属计划", format!("/plans/{}", task.content.plan)));
    if matches!(task.state.as_str(), "released" | "closed") {
        rows = rows
            .row("抽取", Link::new("随机抽取", format!("/draws?parent={id}")))
            .row("检查", Link::new("检查记录", format!("/visits?parent={id}")));
    }
    Card::new("相关内容", rows)
}
