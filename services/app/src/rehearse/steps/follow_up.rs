//! Referrals (移送, art. 23): accepted and concluded by the competent department, or declined once with a legal basis and
//! rerouted, or declined again and designated by the office; each outcome comes back to its finding.

use contracts::api::{inspection::FindingView, referral::ReferralView};
use kernel::Role;
use serde_json::json;

use crate::{
    failure::Failure,
    rehearse::{cast::Cast, wait::until},
};

/// What became of the referrals.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct FollowedUp {
    pub concluded: usize,
    pub rerouted: usize,
    pub designated: usize,
}

/// Answers every referral, once all `expected` ones are routed.
pub async fn answer_all(cast: &Cast, expected: usize) -> Result<FollowedUp, Failure> {
    let office = cast.city(Role::Office).await?;
    let mut referrals: Vec<ReferralView> = until("问题线索全部移送", async || {
        let all: Vec<ReferralView> = cast.all(&office, "/api/referral/v1/referrals").await?;
        let delivered = all.iter().filter(|referral| referral.first_delivered_at.is_some()).count();
        Ok((delivered >= expected).then_some(all))
    })
    .await?;
    referrals.sort_by_key(|referral| referral.referral);
    let mut done = FollowedUp::default();
    for (place, referral) in referrals.iter().enumerate() {
        let holder = holder(cast, referral)?;
        // The second is rerouted, the third declined by both and designated; all others are accepted as they come.
        let holder = match place {
            1 => decline(cast, referral, &holder, &mut done).await?,
            2 => {
                let second = decline(cast, referral, &holder, &mut done).await?;
                designate(cast, referral, &second, &holder, &mut done).await?
            }
            _ => holder,
        };
        conclude(cast, referral, &holder, place).await?;
        done.concluded += 1;
    }
    outcomes_back(cast, expected).await?;
    Ok(done)
}

fn holder(cast: &Cast, referral: &ReferralView) -> Result<String, Failure> {
    let holder = referral.holder.as_ref().map(ToString::to_string);
    holder.ok_or_else(|| Failure(format!("移送 {} 在{}没有承办部门", referral.number, cast.region())))
}

fn path(referral: &ReferralView, verb: &str) -> String {
    format!("/api/referral/v1/referrals/{}/{verb}", referral.referral)
}

/// Declined with a legal basis, proposing another department; returns the one that holds it then.
async fn decline(
    cast: &Cast,
    referral: &ReferralView,
    holder: &str,
    done: &mut FollowedUp,
) -> Result<String, Failure> {
    let other = (0..cast.town.departments.len()).map(|place| cast.department(place));
    let mut other = other.filter(|department| department != holder && department != referral.from.as_str());
    let proposed = other.next().unwrap_or_else(|| referral.from.to_string());
    let clerk = cast.of(Role::Clerk, holder).await?;
    let body = json!({"legal_basis": "《行政处罚法》第二十二条（演练）", "proposed_owner": proposed});
    cast.command(&clerk, &path(referral, "decline"), &body).await?;
    done.rerouted += 1;
    Ok(proposed)
}

/// Declined a second time, and designated by the office.
async fn designate(
    cast: &Cast,
    referral: &ReferralView,
    holder: &str,
    back_to: &str,
    done: &mut FollowedUp,
) -> Result<String, Failure> {
    let clerk = cast.of(Role::Clerk, holder).await?;
    let body = json!({"legal_basis": "《行政处罚法》第二十五条（演练）", "proposed_owner": back_to});
    cast.command(&clerk, &path(referral, "decline"), &body).await?;
    let office = cast.city(Role::Office).await?;
    let body = json!({"department": back_to, "reason": "两部门均认为无管辖权，由联席会议办公室指定（演练）"});
    cast.command(&office, &path(referral, "designation"), &body).await?;
    done.designated += 1;
    Ok(back_to.to_owned())
}

async fn conclude(cast: &Cast, referral: &ReferralView, holder: &str, place: usize) -> Result<(), Failure> {
    let clerk = cast.of(Role::Clerk, holder).await?;
    cast.command(&clerk, &path(referral, "acceptance"), &json!({})).await?;
    let outcome = ["case_filed", "ordered_to_rectify", "no_case"][place % 3];
    let body = json!({"outcome": outcome, "note": "已依法处理（演练）"});
    cast.command(&clerk, &path(referral, "conclusion"), &body).await.map(|_| ())
}

async fn outcomes_back(cast: &Cast, expected: usize) -> Result<(), Failure> {
    let office = cast.city(Role::Office).await?;
    until("处理结果回到问题线索", async || {
        let all: Vec<FindingView> = cast.all(&office, "/api/inspection/v1/findings").await?;
        let closed = all.iter().filter(|finding| finding.outcome.is_some()).count();
        Ok((closed >= expected).then_some(()))
    })
    .await
}
