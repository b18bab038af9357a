//! 计划: the catalogue of items, the year's plans, the schemes of tasks, and their approval.

mod act;
mod approval;
mod catalogue;
mod plan;
mod task;
mod words;

use actix_web::web::ServiceConfig;
use contracts::api::planning::CatalogueView;
use kernel::ids::CatalogueId;
use web::Page as ListPage;

use crate::{desk::Desk, trouble::Trouble};

pub fn routes(config: &mut ServiceConfig) {
    task::routes(config);
    plan::routes(config);
    approval::routes(config);
    catalogue::routes(config);
}

/// An id as addresses carry it; anything else is no page of ours.
fn plain(id: &str) -> Result<(), Trouble> {
    let uuid = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    uuid.then_some(()).ok_or_else(Trouble::not_found)
}

/// The versions of the catalogue, the newest first. There are few: one or two a year.
async fn catalogues(desk: &Desk) -> Result<Vec<CatalogueView>, Trouble> {
    let page: ListPage<CatalogueView> = desk.get("planning", "/v1/catalogues?sort=-id&limit=100").await?;
    Ok(page.items)
}

/// The version that new plans and schemes go by.
async fn newest(desk: &Desk) -> Result<Option<CatalogueView>, Trouble> {
    Ok(catalogues(desk).await?.into_iter().find(|catalogue| catalogue.state == "published"))
}

async fn version_of(desk: &Desk, id: CatalogueId) -> Result<Option<CatalogueView>, Trouble> {
    Ok(catalogues(desk).await?.into_iter().find(|catalogue| catalogue.catalogue == id))
}
