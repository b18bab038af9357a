//! 名录核对: before a draw, each department says that its part of the libraries is current.

use std::collections::BTreeMap;

use actix_web::{http::StatusCode, web::Path};
use contracts::api::{planning::TaskView, pool::ConfirmationView};
use futures_util::future::join_all;
use kernel::{Role, ids::TaskId};
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, ErrorSummary, Field, Html, KeyValues, PageHead,
    Pager, Row, StatusTag, Table, Tabs,
};
use serde_json::{Value, json};
use web::{Page as ListPage, upstream::Command};

use crate::{
    desk::Desk,
    fields::{Fields, query},
    trouble::{Page, Trouble, sentence},
    views::draw::is_id,
};

const TABS: [(&str, &str); 3] =
    [("待核对", "asked,stale"), ("已下达或冻结", "released,frozen"), ("全部", "")];

pub async fn show(desk: Desk) -> Page {
    let state = match desk.query.pairs().next() {
        None => TABS[0].1,
        Some(_) => desk.query.text("state"),
    };
    let asked = [("state", state), ("after", desk.query.text("after"))];
    let given: Vec<_> = asked.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let path = format!("/v1/confirmations?sort=-id&limit=30&{}", query(&given));
    let found: ListPage<ConfirmationView> = desk.get("pool", &path).await?;
    let titles = titles(&desk, &found.items).await;
    let tabs = TABS.iter().fold(Tabs::new("核对的状态"), |tabs, (words, of)| {
        tabs.tab(*words, format!("/confirmations?{}", query(&[("state", of)])), None, state == *of)
    });
    let columns = [
        Column::head("抽查任务"),
        Column::text("状态"),
        Column::text("已确认"),
        Column::text("尚待确认"),
        Column::action("办理"),
    ];
    let next = |after: &String| format!("/confirmations?{}", query(&[("state", state), ("after", after)]));
    let empty = EmptyState::new("没有需要核对的名录。", "抽查方案会签完成后，各参与部门在此核对名录。");
    let count = found.items.len() as u64;
    let table = Table::new("名录核对", columns)
        .rows(found.items.iter().map(|one| row(&desk, one, &titles)))
        .empty(empty)
        .pager(Pager::new(count, found.total, "项").next(found.next.as_ref().map(next)));
    let lead = "抽取前，各参与部门核对检查对象和执法检查人员名录是否最新；全部确认后方可下达任务、冻结名录。";
    let body =
        Html::all([PageHead::new("名录核对").lead(lead).into(), tabs.into(), Card::bare(table).into()]);
    desk.wrap(&desk.shell("名录核对", "/confirmations"), &body)
}

/// Titles of the tasks, asked for all at once; one that cannot be read is called by what it is.
async fn titles(desk: &Desk, items: &[ConfirmationView]) -> BTreeMap<TaskId, String> {
    let read = items.iter().map(|one| async {
        let task = desk.get::<TaskView>("planning", &format!("/v1/tasks/{}", one.task)).await;
        task.ok().map(|task| (one.task, task.content.scheme.title))
    });
    join_all(read).await.into_iter().flatten().collect()
}

fn title_of(titles: &BTreeMap<TaskId, String>, task: TaskId) -> String {
    titles.get(&task).cloned().unwrap_or_else(|| "抽查任务".to_owned())
}

fn status(one: &ConfirmationView) -> StatusTag {
    match one.state.as_str() {
        "asked" => StatusTag::active("待确认"),
        "released" => StatusTag::active("已下达，待冻结"),
        "stale" => StatusTag::soon("名录有变化，须重新确认"),
        "frozen" => StatusTag::done("已冻结"),
        _ => StatusTag::plain("状态不明"),
    }
}

/// Whether this person's department is asked and has something to confirm. Which one's library moved, the service knows.
fn may_confirm(desk: &Desk, one: &ConfirmationView) -> bool {
    let asked = one.asked.iter().any(|department| desk.is_mine(Some(department)));
    let confirmed = one.confirmed.iter().any(|department| desk.is_mine(Some(department)));
    let open = match one.state.as_str() {
        "asked" | "released" => !confirmed,
        state => state == "stale",
    };
    desk.role() == Role::Clerk && asked && open
}

fn row(desk: &Desk, one: &ConfirmationView, titles: &BTreeMap<TaskId, String>) -> Row {
    let names = desk.names();
    let missing = one.asked.iter().filter(|department| !one.confirmed.contains(department));
    let waits = match one.state.as_str() {
        "stale" => "名录有变化的部门".to_owned(),
        _ => names.list(missing),
    };
    let title = title_of(titles, one.task);
    let verb = if may_confirm(desk, one) { "核对" } else { "查看" };
    let button = Button::link(verb, format!("/confirmations/{}", one.task)).plain().small();
    Row::new([
        Cell::of(title.clone()),
        Cell::of(status(one)),
        Cell::of(names.list(&one.confirmed)),
        Cell::of(waits),
        Cell::action(button.about(title)),
    ])
}

#[derive(askama::Template)]
#[template(path = "pool/confirm.html")]
struct Body {
    head: PageHead,
    summary: Option<ErrorSummary>,
    facts: Card,
    form: Option<Form>,
}

struct Form {
    key: String,
    version: u64,
    looks: [Button; 3],
    agreed: Field,
    button: Button,
}

/// One confirmation. The service has a list only; it stands on one of its first pages.
async fn read(desk: &Desk, task: &str) -> Result<ConfirmationView, Trouble> {
    is_id(task).then_some(()).ok_or_else(Trouble::not_found)?;
    let mut after = String::new();
    loop {
        let path = format!("/v1/confirmations?sort=-id&limit=500{after}");
        let page: ListPage<ConfirmationView> = desk.get("pool", &path).await?;
        if let Some(found) = page.items.into_iter().find(|one| one.task.to_string() == task) {
            return Ok(found);
        }
        let next = page.next.ok_or_else(Trouble::not_found)?;
        after = format!("&{}", query(&[("after", &next)]));
    }
}

pub async fn ask(desk: Desk, task: Path<String>) -> Page {
    render(&desk, &task, StatusCode::OK, None).await
}

async fn render(desk: &Desk, task: &str, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    let one = read(desk, task).await?;
    let titles = titles(desk, std::slice::from_ref(&one)).await;
    let names = desk.names();
    let missing: Vec<_> = one.asked.iter().filter(|department| !one.confirmed.contains(department)).collect();
    let facts = KeyValues::new()
        .row("抽查任务", title_of(&titles, one.task))
        .row("状态", status(&one))
        .row("需要确认", names.list(&one.asked))
        .row("已确认", names.list(&one.confirmed))
        .row("尚待确认", names.list(missing));
    let wrong = summary.as_ref().map(|summary| summary.at("agreed")).unwrap_or_default().to_owned();
    let form = may_confirm(desk, &one).then(|| Form {
        key: desk.form_key(),
        version: one.version,
        looks: [
            Button::link("查看检查对象", "/objects").plain(),
            Button::link("查看本部门执法检查人员", "/inspectors").plain(),
            Button::link("导入最新名录", "/imports").plain(),
        ],
        agreed: Field::checkbox("agreed", "我已核对本部门负责的检查对象和执法检查人员，名录为最新")
            .error(wrong),
        button: Button::new("确认名录").busy("正在确认"),
    });
    let body = Body {
        head: PageHead::new("名录核对")
            .subtitle(title_of(&titles, one.task))
            .crumbs(Breadcrumb::to(title_of(&titles, one.task)).above("名录核对", "/confirmations"))
            .lead("确认后名录再有变化的，须重新确认；全部部门确认后，由发起部门下达任务。"),
        summary,
        facts: Card::new("核对情况", facts),
        form,
    };
    desk.answer(code, desk.shell("名录核对", "/confirmations").page(&body)?)
}

pub async fn take(desk: Desk, task: Path<String>, fields: Fields) -> Page {
    is_id(&task).then_some(()).ok_or_else(Trouble::not_found)?;
    if fields.given("agreed").is_none() {
        let summary = ErrorSummary::new().error("agreed", "请先核对名录并勾选");
        return render(&desk, &task, StatusCode::UNPROCESSABLE_ENTITY, Some(summary)).await;
    }
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let path = format!("/v1/confirmations/{task}/confirmation");
    match desk.send::<Value>("pool", &path, &json!({}), &command).await? {
        Ok(_) => desk.done("/confirmations?state=asked%2Cstale", "已确认名录"),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            render(&desk, &task, code, Some(ErrorSummary::refusal(sentence(&details)))).await
        }
    }
}
