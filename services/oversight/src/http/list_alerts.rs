use ::store::Loaded;
use actix_web::{get, web::Query};
use contracts::api::oversight::AlertView;
use web::{Answer, Call, Page, PageQuery, page, shown};

use crate::domain::{Alert, text};

/// Alerts of the region, oldest first; `state` filters by kind.
#[utoipa::path(tag = "oversight", params(PageQuery), responses((status = 200, body = Page<AlertView>)))]
#[get("/api/oversight/v1/alerts")]
pub async fn list_alerts(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Alert, _>(&call, query.into_inner(), view).await?)
}

fn view(loaded: &Loaded<Alert>) -> AlertView {
    let Alert { alert, kind, about, department, raised_at, .. } = loaded.state.clone();
    AlertView { alert, kind, about, department, text: text(kind).to_owned(), raised_at }
}
