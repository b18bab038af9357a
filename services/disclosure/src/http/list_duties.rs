use ::store::{Loaded, copy::calendar};
use actix_web::{
    get,
    web::{Path, Query},
};
use contracts::api::disclosure::DutyView;
use kernel::ids::DutyId;
use web::{Answer, Call, Page, PageQuery, page, problem::from_store, shown};

use super::view::view;
use crate::{domain::Duty, store::correction};

/// The `state` of disclosed duties whose correction waits for the principal.
const CORRECTION_WAITING: &str = "correction_waiting";

/// Duties of the caller's department or region. What is disclosed of others stands among the results. Besides the states
/// there is `correction_waiting`: disclosed, with a correction that waits for the principal.
#[utoipa::path(tag = "disclosure", params(PageQuery), responses((status = 200, body = Page<DutyView>)))]
#[get("/api/disclosure/v1/duties")]
pub async fn list_duties(call: Call, query: Query<PageQuery>) -> Answer {
    let call = call.as_concerned();
    let calendar =
        calendar::of_region(call.context().database.read(), call.region()).await.map_err(from_store)?;
    let today = call.context().clock.today();
    let mut query = query.into_inner();
    let waits = query.state.as_deref() == Some(CORRECTION_WAITING);
    query.state = query.state.filter(|_| !waits);
    let view = |duty: &Loaded<Duty>| view(duty, &calendar, today);
    shown(None, &page::narrowed::<Duty, _>(&call, query, waits.then_some(correction::WAITING), view).await?)
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
