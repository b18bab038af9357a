//! One plan: its lines, who has confirmed, the change under way, its editions, and what we do next.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::planning::{AmendmentView, CatalogueView, PlanEditions, PlanView};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Entry, ErrorSummary, Html, KeyValues, Link, Meaning, Note, PageHead, StatusTag,
    Timeline, formats,
};

use super::{answer, board, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::Page,
    views::planning::{act::Refused, newest, words},
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let plan = read(&desk, &id).await?;
    render(&desk, &plan, None, &Fields::default()).await
}

/// The page as it stands now; after a refusal with what was typed.
pub async fn render(desk: &Desk, plan: &PlanView, refused: Option<Refused>, typed: &Fields) -> Page {
    let catalogue = newest(desk).await?;
    let editions: PlanEditions = desk.get("planning", &format!("/v1/plans/{}/editions", plan.plan)).await?;
    let (status, summary) =
        refused.map_or((StatusCode::OK, ErrorSummary::new()), |refused| (refused.status, refused.summary));
    let mut main: Vec<Html> = Vec::new();
    main.extend(plan.amendment.as_ref().map(|change| amended(desk, change, catalogue.as_ref()).into()));
    let table = board::lines(desk, "计划任务", &plan.lines, catalogue.as_ref());
    main.push(Card::new("计划任务", table).count(plan.lines.len() as u64).into());
    main.extend(basis(plan).map(Html::from));
    main.extend(history(&editions).map(Html::from));
    let mut aside: Vec<Html> = Vec::new();
    for card in answer::cards(desk, plan, &summary, typed)? {
        aside.push(card.into());
    }
    aside.push(standing(desk, plan).into());
    let mut parts = vec![head(desk, plan).into(), summary.into()];
    if let Some(reason) = &plan.return_reason {
        parts.push(Note::new(Meaning::Soon, "联席会议办公室退回：", reason).into());
    }
    let body = Html::all([Html::all(parts), cols(main, aside)]);
    let title = words::plan_title(plan, desk);
    desk.answer(status, desk.shell(&title, "/plans").wrap(&body)?)
}

#[derive(askama::Template)]
#[template(ext = "html", source = r#"<div class="cols"><div>{{ main }}</div><div>{{ aside }}</div></div>"#)]
struct Columns {
    main: Html,
    aside: Html,
}

fn cols(main: Vec<Html>, aside: Vec<Html>) -> Html {
    Html::render(&Columns { main: Html::all(main), aside: Html::all(aside) }).unwrap_or_default()
}

fn head(desk: &Desk, plan: &PlanView) -> PageHead {
    let title = words::plan_title(plan, desk);
    let lead = match plan.state.as_str() {
        "submitted" => "参与部门都确认后，由联席会议办公室公示。",
        "returned" => "由报送部门修改后重新报送，参与部门重新确认。",
        _ if plan.amendment.is_some() => "变更经参与部门确认后公示；公示前仍按原计划执行。",
        _ => "已公示的计划是制定抽查方案的依据；确需调整的，申请变更并说明理由。",
    };
    let crumbs = Breadcrumb::to(&*title).above("年度计划", format!("/plans?year={}", plan.year));
    let head = PageHead::new(title).crumbs(crumbs).lead(words::plan(plan)).lead(lead);
    let head = if plan.late { head.lead(StatusTag::soon("逾期报送")) } else { head };
    acts(desk, plan).into_iter().fold(head, PageHead::action)
}

fn amended(desk: &Desk, change: &AmendmentView, catalogue: Option<&CatalogueView>) -> Card {
    let facts = KeyValues::new()
        .row("变更理由", &change.reason)
        .row("尚未确认", none(desk.names().list(&change.lacks), "参与部门均已确认"));
    let table = board::lines(desk, "变更后的计划任务", &change.lines, catalogue);
    Card::new(format!("变更为第 {} 版", change.edition), Html::all([facts.into(), table.into()]))
}

fn none(words: String, otherwise: &str) -> String {
    if words.is_empty() { otherwise.to_owned() } else { words }
}

/// On what an ad-hoc plan rests (art. 8).
fn basis(plan: &PlanView) -> Option<Card> {
    let of = plan.ad_hoc.as_ref()?;
    let rows = KeyValues::new()
        .row("类别", words::ad_hoc(of.kind))
        .row("交办或组织单位", &of.from)
        .row("文号", &of.document)
        .row("理由", &of.reason);
    let rows = match &of.apart_reason {
        Some(why) => rows.row("不联合开展的理由", why),
        None => rows,
    };
    Some(Card::new("临时抽查依据", rows))
}

fn history(editions: &PlanEditions) -> Option<Card> {
    let entry = |edition: &contracts::api::planning::EditionView| {
        let on = edition.on.map(formats::date_long).unwrap_or_default();
        let entry = Entry::new(format!("公示第 {} 版", edition.edition), on, "联席会议办公室");
        match &edition.reason {
            Some(reason) => entry.remark(format!("变更理由：{reason}")),
            None => entry,
        }
    };
    let entries: Vec<_> = editions.items.iter().rev().map(entry).collect();
    (!entries.is_empty()).then(|| Card::new("公示记录", Timeline::new(entries)))
}

fn standing(desk: &Desk, plan: &PlanView) -> Card {
    let names = desk.names();
    let rows = KeyValues::new()
        .row("报送部门", names.department(&plan.department))
        .row("年度", format!("{} 年", plan.year))
        .row("已确认", names.list(&plan.confirmed_by))
        .row("尚未确认", none(names.list(words::missing(plan)), "无"))
        .row("抽查任务", Link::new("依据本计划的任务", format!("/tasks?plan={}", plan.plan)));
    Card::new("确认情况", rows)
}

/// What leads to a page of its own.
fn acts(desk: &Desk, plan: &PlanView) -> Vec<Button> {
    let id = plan.plan;
    let own = desk.is_mine(Some(&plan.department));
    match (desk.role(), plan.state.as_str()) {
        (Role::Clerk, "returned") if own => vec![Button::link("重新报送", format!("/plans/{id}/lines"))],
        (Role::Clerk, "published") if own => {
            let change = Button::link("申请变更", format!("/plans/{id}/lines")).plain();
            let draft = Button::link("制定抽查方案", format!("/tasks/new?plan={id}"));
            if plan.amendment.is_none() { vec![change, draft] } else { vec![draft] }
        }
        (Role::Office, "submitted") if words::missing(plan).is_empty() => {
            vec![Button::link("公示计划", format!("/plans/{id}/publication"))]
        }
        (Role::Office, "published") if plan.amendment.as_ref().is_some_and(|of| of.lacks.is_empty()) => {
            vec![Button::link("公示变更", format!("/plans/{id}/publication"))]
        }
        _ => Vec::new(),
    }
}
