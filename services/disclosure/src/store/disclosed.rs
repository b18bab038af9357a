//! What was disclosed, as it was disclosed: append-only.

use ::store::{StoreError, Work, sql};
use contracts::events::disclosure::ResultDisclosed;
use kernel::RegionCode;

pub async fn keep(work: &Work, region: &RegionCode, disclosed: &ResultDisclosed) -> Result<(), StoreError> {
    let text = "INSERT INTO disclosed (duty, region, digest, body) VALUES (?, ?, ?, ?)";
    let values = vec![
        disclosed.duty.to_string().into(),
        region.as_str().into(),
        disclosed.digest.as_str().into(),
        serde_json::to_string(disclosed)?.into(),
    ];
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    Ok(())
}
