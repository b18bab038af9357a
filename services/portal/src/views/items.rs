//! 事项与标准: what may be inspected, on which basis and by which standard. The catalogue in force.

use actix_web::web::{self as actix, ServiceConfig};
use contracts::{api::planning::CatalogueView, events::planning::CatalogueItem};
use pages::{Card, Cell, Column, EmptyState, FilterChips, Html, PageHead, Row, Table};

use crate::{
    place::{Asked, Place, query, wrap},
    trouble::Page,
};

const HERE: &str = "/portal/items";

pub fn routes(config: &mut ServiceConfig) {
    config.route("/items", actix::get().to(show));
}

async fn show(asked: Asked) -> Page {
    let place = asked.place().await?;
    let path = format!("/v1/catalogues/current?{}", query([("region", place.code())]));
    let catalogue = match place.asked.get::<CatalogueView>("planning", &path).await {
        Ok(catalogue) => Some(catalogue),
        Err(trouble) if trouble.is_not_found() => None,
        Err(trouble) => return Err(trouble),
    };
    let head = PageHead::new("事项与标准")
        .lead("部门联合抽查只能检查清单内的事项。这里是现行清单，列明依据和检查标准。");
    let shell = place.shell("事项与标准", HERE);
    let Some(catalogue) = catalogue else {
        let empty = EmptyState::new("还没有公布抽查事项清单。", "清单公布后，出现在这里。");
        return wrap(&shell, [head.into(), empty.into()]);
    };
    let (department, q) = (place.asked.text("department"), place.asked.text("q"));
    let fits = |item: &&CatalogueItem| {
        (department.is_empty() || item.department.as_str() == department)
            && (item.name.contains(q) || item.legal_basis.contains(q) || item.item.as_str().contains(q))
    };
    let shown: Vec<_> = catalogue.items.iter().filter(fits).collect();
    let count = u64::try_from(shown.len()).unwrap_or_default();
    let version = format!("第 {} 版，共 {} 项", catalogue.catalogue_version, catalogue.items.len());
    let card = Card::new("现行抽查事项", table(&place, &shown)).count(count).remark(version);
    wrap(&shell, [head.into(), filters(&place, department, q).into(), card.into()])
}

fn filters(place: &Place, department: &str, q: &str) -> FilterChips {
    let departments = place.departments().map(|(id, name)| (id.to_owned(), name.to_owned()));
    let mut filters = FilterChips::new(HERE).text("q", "事项或依据", q).select(
        "department",
        "部门",
        departments,
        Some(department),
    );
    if !place.is_first() {
        filters = filters.keep("region", place.code());
    }
    if !q.is_empty() {
        filters = filters.chip(format!("含“{q}”"), place.href(HERE, [("department", department)]));
    }
    let chosen = place.departments().find(|(id, _)| *id == department);
    match chosen {
        Some((_, name)) => filters.chip(name, place.href(HERE, [("q", q)])),
        None => filters,
    }
}

fn table(place: &Place, items: &[&CatalogueItem]) -> Table {
    let columns =
        [Column::head("抽查事项"), Column::text("部门"), Column::text("检查对象"), Column::text("检查标准")];
    let row = |item: &&CatalogueItem| {
        let kinds = item.object_kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("、");
        let methods = std::iter::once("现场检查").chain(item.methods.iter().map(String::as_str));
        Row::new([
            Cell::of(item.name.as_str()).second(format!("依据：{}", item.legal_basis)),
            Cell::of(place.department(&item.department)),
            Cell::of(kinds).second(methods.collect::<Vec<_>>().join("、")),
            Cell::of(guide(item)),
        ])
    };
    Table::new("抽查事项、依据与标准", columns)
        .rows(items.iter().map(row))
        .empty(EmptyState::new("没有符合条件的事项。", "请去掉部分筛选条件。"))
}

/// The standard folds away: it may be long.
fn guide(item: &CatalogueItem) -> Html {
    #[derive(askama::Template)]
    #[template(
        ext = "html",
        source = r#"<details><summary>查看标准（版本 {{ version }}）<span class="sr">：{{ name }}</span></summary><p class="guide">{{ guide }}</p></details>"#
    )]
    struct Guide<'a> {
        version: &'a str,
        name: &'a str,
        guide: &'a str,
    }
    let guide = Guide { version: &item.guide_version, name: &item.name, guide: &item.guide };
    Html::render(&guide).unwrap_or_default()
}
