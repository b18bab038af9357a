//! 抽查事项清单: which items may be inspected, on which basis, since which version?

mod draft;

use std::collections::BTreeMap;

use actix_web::web::{self as actix, Path, ServiceConfig};
use contracts::api::planning::CatalogueView;
use kernel::Role;
use pages::{Breadcrumb, Button, Card, Cell, Column, EmptyState, Html, PageHead, Row, Table};
use serde_json::json;

use super::{
    act::{self, Final, Refused, sure},
    catalogues, plain, words,
};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/catalogues", actix::get().to(list))
        .route("/catalogues/new", actix::get().to(draft::show))
        .route("/catalogues/new", actix::post().to(draft::take))
        .route("/catalogues/{id}", actix::get().to(show))
        .route("/catalogues/{id}/publication", actix::get().to(publication))
        .route("/catalogues/{id}/publication", actix::post().to(publish));
}

/// The department that keeps the catalogue (art. 6).
fn keeps(desk: &Desk, role: Role) -> bool {
    let keeper = desk.grant().department.as_ref().is_some_and(|one| one.short() == "scjg");
    desk.role() == role && keeper
}

async fn list(desk: Desk) -> Page {
    let versions = catalogues(&desk).await?;
    let columns = [
        Column::head("版本"),
        Column::number("事项"),
        Column::text("决定部门"),
        Column::text("状态"),
        Column::action("办理"),
    ];
    let current = versions.iter().find(|one| one.state == "published").map(|one| one.catalogue);
    let row = |one: &CatalogueView| {
        let mut departments: Vec<_> = one.items.iter().map(|item| &item.department).collect();
        departments.sort();
        departments.dedup();
        let id = one.catalogue;
        let verb = if one.state == "drafted" && keeps(&desk, Role::Principal) { "公布" } else { "查看" };
        Row::new([
            Cell::of(format!("第 {} 版", one.catalogue_version)).second(if current == Some(id) {
                "现行"
            } else {
                ""
            }),
            Cell::number(i64::try_from(one.items.len()).unwrap_or(i64::MAX)),
            Cell::of(desk.names().list(departments)),
            Cell::of(words::catalogue(&one.state)),
            Cell::action(
                Button::link(verb, format!("/catalogues/{id}"))
                    .plain()
                    .about(format!("第 {} 版", one.catalogue_version)),
            ),
        ])
    };
    let empty = EmptyState::new("还没有抽查事项清单。", "市场监管部门制定并公布后会出现在这里。");
    let table = Table::new("清单的版本", columns).rows(versions.iter().map(row)).empty(empty);
    let head = PageHead::new("抽查事项清单")
        .lead("联合抽查只能检查清单上的事项；清单由市场监管部门制定、主要负责人公布，以新版本代替旧版本。");
    let head = if keeps(&desk, Role::Clerk) {
        head.action(Button::link("制定新版本", "/catalogues/new"))
    } else {
        head
    };
    let body = Html::all([head.into(), Card::bare(table).into()]);
    desk.wrap(&desk.shell("抽查事项清单", "/catalogues"), &body)
}

async fn read(desk: &Desk, id: &str) -> Result<(CatalogueView, Option<CatalogueView>), Trouble> {
    plain(id)?;
    let mut versions = catalogues(desk).await?;
    let at = versions.iter().position(|one| one.catalogue.to_string() == id);
    let one = versions.remove(at.ok_or_else(Trouble::not_found)?);
    let before = versions.into_iter().filter(|other| other.state == "published");
    let before = before.filter(|other| other.catalogue_version < one.catalogue_version);
    let before = before.max_by_key(|other| other.catalogue_version);
    Ok((one, before))
}

async fn show(desk: Desk, id: Path<String>) -> Page {
    let (one, before) = read(&desk, &id).await?;
    let title = format!("抽查事项清单第 {} 版", one.catalogue_version);
    let lead = match one.state.as_str() {
        "published" => "计划和方案的事项选自现行版本；已制定的方案仍按其制定时的版本执行。",
        _ => "公布后，新的计划和方案按本版本选择事项。",
    };
    let mut head = PageHead::new(&*title)
        .crumbs(Breadcrumb::to(&*title).above("抽查事项清单", "/catalogues"))
        .lead(words::catalogue(&one.state))
        .lead(lead);
    if one.state == "drafted" && keeps(&desk, Role::Principal) {
        head = head.action(Button::link("公布清单", format!("/catalogues/{id}/publication")));
    }
    let body = Html::all([head.into(), items(&desk, &one, before.as_ref()).into()]);
    desk.wrap(&desk.shell(&title, "/catalogues"), &body)
}

/// The items, and what is new in them since the version before.
fn items(desk: &Desk, one: &CatalogueView, before: Option<&CatalogueView>) -> Card {
    let known: BTreeMap<_, _> =
        before.into_iter().flat_map(|of| &of.items).map(|item| (&item.item, item)).collect();
    let columns = [
        Column::head("抽查事项"),
        Column::text("决定部门"),
        Column::text("对象"),
        Column::text("依据"),
        Column::text("检查标准"),
    ];
    let row = |item: &contracts::events::planning::CatalogueItem| {
        let change = match known.get(&item.item) {
            _ if before.is_none() => "",
            None => "本版新增",
            Some(old) if *old != item => "本版修改",
            Some(_) => "",
        };
        let kinds: Vec<_> = item.object_kinds.iter().map(|kind| kind.name()).collect();
        Row::new([
            Cell::of(&item.name).second(change),
            Cell::of(desk.names().department(&item.department)),
            Cell::of(kinds.join("、")),
            Cell::of(&item.legal_basis),
            Cell::of(&item.guide).second(format!("标准版本 {}", item.guide_version)),
        ])
    };
    let gone = known.keys().filter(|code| !one.items.iter().any(|item| item.item == ***code));
    let gone: Vec<_> = gone.filter_map(|code| known.get(*code)).map(|item| item.name.as_str()).collect();
    let table = Table::new("抽查事项", columns).rows(one.items.iter().map(row));
    let card = Card::new("事项", table).count(one.items.len() as u64);
    if gone.is_empty() { card } else { card.foot(format!("本版不再列入：{}", gone.join("、"))) }
}

async fn publication(desk: Desk, id: Path<String>) -> Page {
    publication_page(&desk, &id, None).await
}

async fn publication_page(desk: &Desk, id: &str, refused: Option<Refused>) -> Page {
    keeps(desk, Role::Principal).then_some(()).ok_or_else(Trouble::not_found)?;
    let (one, before) = read(desk, id).await?;
    let page = Final {
        title: "公布抽查事项清单",
        here: "/catalogues",
        back: (format!("第 {} 版", one.catalogue_version), format!("/catalogues/{id}")),
        lead: "公布后社会公众可以查看，新的计划和方案按本版本选择事项；需要调整的，另行制定新版本。",
        what: items(desk, &one, before.as_ref()).into(),
        fields: Vec::new(),
        sentence: "我已核对事项和依据，公布后本版本不可更改",
        verb: "公布清单",
        version: one.version,
    };
    page.show(desk, refused)
}

async fn publish(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    keeps(&desk, Role::Principal).then_some(()).ok_or_else(Trouble::not_found)?;
    plain(&id)?;
    if let Err(refused) = sure(&fields) {
        return publication_page(&desk, &id, Some(refused)).await;
    }
    match act::send(&desk, &format!("/v1/catalogues/{id}/publication"), &json!({}), &fields).await? {
        Ok(_) => desk.done(&format!("/catalogues/{id}"), "已公布抽查事项清单"),
        Err(refused) => publication_page(&desk, &id, Some(refused)).await,
    }
}
