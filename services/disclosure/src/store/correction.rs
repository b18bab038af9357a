//! Duties with a correction that waits for its signature: by them a principal's list is narrowed.

use ::store::{StoreError, Work, sql};
use kernel::{RegionCode, ids::DutyId};

/// The narrowing of a list, as SQL on its `id`.
pub const WAITING: &str = "id IN (SELECT duty FROM correction_asked)";

pub async fn asked(work: &Work, region: &RegionCode, duty: DutyId) -> Result<(), StoreError> {
    let text = "INSERT INTO correction_asked (duty, region) VALUES (?, ?) ON CONFLICT (duty) DO NOTHING";
    sql::execute(work.tx(), text, vec![duty.to_string().into(), region.as_str().into()]).await?;
    Ok(())
}

/// Signed or refused.
pub async fn decided(work: &Work, duty: DutyId) -> Result<(), StoreError> {
    sql::execute(work.tx(), "DELETE FROM correction_asked WHERE duty = ?", vec![duty.to_string().into()])
        .await?;
    Ok(())
}
