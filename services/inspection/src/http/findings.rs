use ::store::Loaded;
use actix_web::{get, web::Query};
use contracts::api::inspection::FindingView;
use web::{Answer, Call, Page, PageQuery, page, shown};

use crate::domain::Finding;

/// Findings and what became of them (art. 23).
#[utoipa::path(tag = "inspection", params(PageQuery), responses((status = 200, body = Page<FindingView>)))]
#[get("/api/inspection/v1/findings")]
pub async fn list_findings(call: Call, query: Query<PageQuery>) -> Answer {
    shown(None, &page::page::<Finding, _>(&call, query.into_inner(), view).await?)
}

fn view(loaded: &Loaded<Finding>) -> FindingView {
    let closed = loaded.state.closed.as_ref();
    FindingView {
        finding: loaded.state.raised.finding,
        state: if closed.is_some() { "closed" } else { "raised" }.to_owned(),
        content: loaded.state.raised.clone(),
        referral: closed.map(|(referral, ..)| *referral),
        outcome: closed.map(|(_, outcome, _)| *outcome),
        note: closed.map(|(.., note)| note.clone()),
    }
}
