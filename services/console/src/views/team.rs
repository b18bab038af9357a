//! 检查组与更换: who goes where, is everyone entitled to, and what is to change.

mod cancel;
mod decide;
mod detail;
mod list;
mod substitute;

use std::collections::BTreeMap;

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::{
    inspection::VisitView,
    pool::{InspectorName, InspectorView, Inspectors},
};
use futures_util::future::join_all;
use kernel::{InspectorId, Role, codes::SubstitutionReason};
use pages::StatusTag;

use crate::{desk::Desk, fields::query, trouble::Trouble, views::draw::is_id};

const REASONS: [(&str, SubstitutionReason, &str); 5] = [
    ("post_change", SubstitutionReason::PostChange, "岗位调整"),
    ("work_conflict", SubstitutionReason::WorkConflict, "工作冲突"),
    ("health", SubstitutionReason::Health, "健康状况"),
    ("recusal", SubstitutionReason::Recusal, "执法回避"),
    ("other", SubstitutionReason::Other, "其他"),
];

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/teams", actix::get().to(list::show))
        .route("/teams/{visit}", actix::get().to(detail::show))
        .route("/teams/{visit}", actix::post().to(decide::take))
        .route("/teams/{visit}/substitution", actix::get().to(substitute::show))
        .route("/teams/{visit}/substitution", actix::post().to(substitute::take))
        .route("/teams/{visit}/cancellation", actix::get().to(cancel::show))
        .route("/teams/{visit}/cancellation", actix::post().to(cancel::take));
}

async fn read(desk: &Desk, visit: &str) -> Result<VisitView, Trouble> {
    is_id(visit).then_some(()).ok_or_else(Trouble::not_found)?;
    desk.get("inspection", &format!("/v1/visits/{visit}")).await
}

fn status(visit: &VisitView) -> StatusTag {
    match visit.state.as_str() {
        "assigned" => StatusTag::active("待安排"),
        "scheduled" => StatusTag::active("已排期"),
        "started" => StatusTag::active("检查中"),
        "ended" => StatusTag::done("已结束"),
        "cancelled" => StatusTag::plain("已取消"),
        _ => StatusTag::plain("状态不明"),
    }
}

fn reason(reason: SubstitutionReason) -> &'static str {
    REASONS.iter().find(|(_, of, _)| *of == reason).map_or("其他", |(_, _, words)| words)
}

/// Whether this clerk may ask for changes: the initiating department's, before the end.
fn may_ask(desk: &Desk, visit: &VisitView) -> bool {
    desk.role() == Role::Clerk
        && desk.is_mine(Some(&visit.initiating))
        && ["assigned", "scheduled", "started"].contains(&visit.state.as_str())
}

/// Names of inspectors, whole; each look is noted with its purpose. One that cannot be read stays a dash.
async fn whole_names(
    desk: &Desk,
    ids: impl IntoIterator<Item = InspectorId>,
    purpose: &str,
) -> BTreeMap<InspectorId, String> {
    let purpose = query(&[("purpose", purpose)]);
    let asked = ids.into_iter().map(|id| {
        let path = format!("/v1/inspectors/{id}/name?{purpose}");
        async move { desk.get::<InspectorName>("pool", &path).await.ok() }
    });
    let found = join_all(asked).await.into_iter().flatten();
    found.map(|named| (named.inspector, named.name)).collect()
}

/// The register's inspectors, names masked; of one department or of all.
async fn register(desk: &Desk, department: &str) -> Result<Vec<InspectorView>, Trouble> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let pairs = [("department", department), ("after", after.as_str())];
        let given: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        let path = format!("/v1/inspectors?limit=500&{}", query(&given));
        let page: Inspectors = desk.get("pool", path.trim_end_matches('&')).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => after = next,
            None => return Ok(all),
        }
    }
}

fn name_of(names: &BTreeMap<InspectorId, String>, id: InspectorId) -> String {
    names.get(&id).cloned().unwrap_or_else(|| pages::formats::NONE.to_owned())
}
