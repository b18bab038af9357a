//! The joint catalogue (部门联合抽查事项清单, art. 6).

use ::store::{Loaded, number};
use actix_web::{
    get, post,
    web::{Path, Query},
};
use contracts::{
    api::planning::{CatalogueView, DraftCatalogue},
    events::planning::{Catalogue, CatalogueEvent},
};
use kernel::ids::CatalogueId;
use web::{Answer, Body, Call, Empty, Page, PageQuery, Problem, page, problem::from_store, shown};

use crate::domain::CatalogueDraft;

pub(super) fn view(loaded: &Loaded<CatalogueDraft>) -> CatalogueView {
    let content = &loaded.state.content;
    CatalogueView {
        catalogue: content.catalogue,
        version: loaded.version,
        region: loaded.state.department.region(),
        catalogue_version: content.version,
        state: if loaded.state.published { "published" } else { "drafted" }.to_owned(),
        items: content.items.clone(),
    }
}

/// Drafts the next version.
#[utoipa::path(tag = "planning", request_body = DraftCatalogue, responses((status = 201, body = CatalogueView)))]
#[post("/api/planning/v1/catalogues")]
pub async fn draft_catalogue(call: Call, body: Body<DraftCatalogue>) -> Answer {
    let department = call.department()?.clone();
    CatalogueDraft::may_lead(&department)?;
    check(&call, &body.value)?;
    let mut work = call.begin(&body.digest).await?;
    let version = number::next(&work, &format!("catalogue:{}", call.region())).await.map_err(from_store)?;
    let content = Catalogue {
        catalogue: work.new_id(),
        version: u32::try_from(version).unwrap_or(u32::MAX),
        items: body.value.items,
    };
    let events = [CatalogueEvent::Drafted(content.clone())];
    let (id, drafted_by) = (content.catalogue, call.actor().account);
    let draft = CatalogueDraft { content, department, drafted_by, published: false };
    let created = work.create(id, draft, &events).await.map_err(from_store)?;
    web::created(work, created.version, &view(&created)).await
}

fn check(call: &Call, asked: &DraftCatalogue) -> Result<(), Problem> {
    if !(1..=500).contains(&asked.items.len()) {
        return Err(Problem::field("items", "应为 1 至 500 项"));
    }
    let mut codes = std::collections::BTreeSet::new();
    for item in &asked.items {
        web::text("name", &item.name, 200)?;
        web::text("legal_basis", &item.legal_basis, 2000)?;
        web::text("matter", &item.matter, 100)?;
        web::text("guide", &item.guide, 4000)?;
        if item.department.region() != *call.region() {
            return Err(Problem::field("department", "应为本区划的部门"));
        }
        if item.object_kinds.is_empty() {
            return Err(Problem::field("object_kinds", "至少一类检查对象"));
        }
        if !codes.insert(&item.item) {
            return Err(Problem::field("item", "事项编码重复"));
        }
    }
    Ok(())
}

/// Publishes a version; it never changes after.
#[utoipa::path(tag = "planning", params(("id" = uuid::Uuid, Path)), request_body = Empty, responses((status = 200, body = CatalogueView)))]
#[post("/api/planning/v1/catalogues/{id}/publication")]
pub async fn publish_catalogue(call: Call, path: Path<(CatalogueId,)>, body: Body<Empty>) -> Answer {
    let mut work = call.begin(&body.digest).await?;
    let mut draft = work.load::<CatalogueDraft>(path.0, call.if_match).await.map_err(from_store)?;
    let events = draft.state.publish(call.actor())?;
    work.apply(&mut draft, &events).await.map_err(from_store)?;
    let view = view(&draft);
    web::ok(work, draft.version, &view).await
}

/// Versions of the catalogue.
#[utoipa::path(tag = "planning", params(PageQuery), responses((status = 200, body = Page<CatalogueView>)))]
#[get("/api/planning/v1/catalogues")]
pub async fn list_catalogues(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<CatalogueDraft, _>(&call, query.into_inner(), view).await?)
}
