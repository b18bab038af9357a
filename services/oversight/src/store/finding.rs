//! Findings against referrals, each side as its own service tells it.

use ::store::{StoreError, Work, sql};
use contracts::{
    api::oversight::{DepartmentCounts, FollowUpCounts},
    events::{inspection::FindingRaised, referral::Issued},
};
use kernel::{Moment, RegionCode, ids::FindingId};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// Inspection's side. The moment is that of recording: a device's own time may lie far back.
pub async fn raised(
    work: &Work,
    region: &RegionCode,
    raised: &FindingRaised,
    at: Moment,
) -> Result<(), StoreError> {
    let text = "INSERT INTO finding (id, region, department, visit, raised_us) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET department = excluded.department, visit = excluded.visit,
                raised_us = excluded.raised_us";
    let values = vec![
        raised.finding.to_string().into(),
        region.as_str().into(),
        raised.found_by.as_str().into(),
        raised.visit.to_string().into(),
        at.timestamp_micros().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// Referral's side.
pub async fn issued(work: &Work, region: &RegionCode, issued: &Issued) -> Result<(), StoreError> {
    let text = "INSERT INTO finding (id, region, department, visit, referral) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET department = COALESCE(finding.department, excluded.department),
                visit = COALESCE(finding.visit, excluded.visit), referral = excluded.referral";
    let values = vec![
        issued.finding.to_string().into(),
        region.as_str().into(),
        issued.from.as_str().into(),
        issued.visit.to_string().into(),
        issued.referral.to_string().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

pub async fn concluded(work: &Work, region: &RegionCode, finding: FindingId) -> Result<(), StoreError> {
    let text = "INSERT INTO finding (id, region, concluded) VALUES (?, ?, 1)
                ON CONFLICT (id) DO UPDATE SET concluded = 1";
    sql::execute(work.tx(), text, vec![finding.to_string().into(), region.as_str().into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    department: String,
    raised: i64,
    issued: i64,
    concluded: i64,
    without_referral: i64,
    without_finding: i64,
}

/// The counts by department that found, of visits that have ended.
pub async fn counts<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Vec<DepartmentCounts>, StoreError> {
    let text = "SELECT f.department,
         count(f.raised_us) AS raised, count(f.referral) AS issued,
         count(CASE WHEN f.concluded = 1 THEN 1 END) AS concluded,
         count(CASE WHEN f.referral IS NULL THEN 1 END) AS without_referral,
         count(CASE WHEN f.raised_us IS NULL THEN 1 END) AS without_finding
         FROM finding f JOIN unsealed u ON u.visit = f.visit AND u.region = f.region
         WHERE f.region = ? AND f.department IS NOT NULL GROUP BY f.department ORDER BY f.department";
    let rows = sql::all::<Row, _>(on, text, vec![region.as_str().into()]).await?;
    rows.into_iter().map(Row::view).collect()
}

impl Row {
    fn view(self) -> Result<DepartmentCounts, StoreError> {
        Ok(DepartmentCounts {
            department: serde_json::from_value(self.department.into())?,
            counts: FollowUpCounts {
                findings_raised: self.raised.unsigned_abs(),
                referrals_issued: self.issued.unsigned_abs(),
                referrals_concluded: self.concluded.unsigned_abs(),
                without_referral: self.without_referral.unsigned_abs(),
                without_finding: self.without_finding.unsigned_abs(),
            },
        })
    }
}
