use actix_web::get;
use contracts::api::oversight::{CountsView, DepartmentCounts, FollowUpCounts};
use web::{Answer, Call, problem::from_store, shown};

use crate::store::finding;

/// Findings against referrals, each side as its own service tells it.
#[utoipa::path(tag = "oversight", responses((status = 200, body = CountsView)))]
#[get("/api/oversight/v1/counts")]
pub async fn read_counts(call: Call) -> Answer {
    let departments =
        finding::counts(call.context().database.read(), call.region()).await.map_err(from_store)?;
    shown(None, &CountsView { all: in_all(&departments), departments })
}

fn in_all(departments: &[DepartmentCounts]) -> FollowUpCounts {
    let mut all = FollowUpCounts::default();
    for DepartmentCounts { counts, .. } in departments {
        all.findings_raised += counts.findings_raised;
        all.referrals_issued += counts.referrals_issued;
        all.referrals_concluded += counts.referrals_concluded;
        all.without_referral += counts.without_referral;
        all.without_finding += counts.without_finding;
    }
    all
}
