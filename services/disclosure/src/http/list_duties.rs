use ::store::copy::calendar;
use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::disclosure::DutyView;
use kernel::ids::DutyId;
use web::{Answer, Call, Page, PageQuery, page, problem::from_store, shown};

use super::view::view;
use crate::domain::Duty;

/// Duties of the caller's department or region. What is disclosed of others stands among the results.
#[utoipa::path(tag = "disclosure", params(PageQuery), responses((status = 200, body = Page<DutyView>)))]
#[get("/api/disclosure/v1/duties")]
pub async fn list_duties(call: Call, query: Query<PageQuery>) -> Answer {
    let call = call.as_concerned();
    let calendar =
        calendar::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    let today = call.context().clock.today();
    shown(None, &page::page::<Duty, _>(&call, query.into_inner(), |duty| view(duty, &calendar, today)).await?)
}

/// One duty.
#[utoipa::path(tag = "disclosure", params(("id" = uuid::Uuid, Path)), responses((status = 200, body = DutyView)))]
#[get("/api/disclosure/v1/duties/{id}")]
pub async fn get_duty(call: Call, path: Path<(DutyId,)>) -> Answer {
    let call = call.as_concerned();
    let duty = call.get::<Duty>(path.0).await?;
    let calendar =
        calendar::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    shown(Some(duty.version), &view(&duty, &calendar, call.context().clock.today()))
}
