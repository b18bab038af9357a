//! Visits that have ended: what belongs to them may be shown and counted.

use ::store::{StoreError, Work, sql};
use kernel::{RegionCode, ids::VisitId};

pub async fn keep(
    work: &Work,
    region: &RegionCode,
    visit: VisitId,
    presumed: bool,
) -> Result<(), StoreError> {
    let text = "INSERT INTO unsealed (visit, region, presumed) VALUES (?, ?, ?)
                ON CONFLICT (visit, region) DO UPDATE SET presumed = CASE WHEN excluded.presumed = 1 THEN 1 ELSE unsealed.presumed END";
    let values = vec![visit.to_string().into(), region.as_str().into(), i64::from(presumed).into()];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}
