//! How a person's row is found again without keeping what it is found by: digests under a key of the region's own, so
//! that nobody who has the table alone can try numbers out.

use ::store::{StoreError, Work, artefact, sql};
use kernel::{Entropy, RegionCode};
use sea_orm::FromQueryResult;

/// A region's key for matching.
pub struct MatchingKey(String);

impl MatchingKey {
    /// The same for the same text of the same kind, and nothing to anybody without the key.
    pub fn mark(&self, kind: &str, text: &str) -> String {
        artefact::digest(format!("{}/{kind}/{text}/{}", self.0, self.0).as_bytes())
    }
}

/// The region's key, made when first asked for.
pub async fn key(work: &Work, region: &RegionCode) -> Result<MatchingKey, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        key: String,
    }
    let fresh = hex::encode(Entropy::bytes32(&*work.context().entropy));
    let text = "INSERT INTO matching_key (region, key) VALUES (?, ?) ON CONFLICT (region) DO NOTHING";
    sql::execute(work.tx(), text, vec![region.as_str().into(), fresh.into()]).await?;
    let text = "SELECT key FROM matching_key WHERE region = ?";
    let row = sql::one::<Row, _>(work.tx(), text, vec![region.as_str().into()]).await?;
    row.map(|row| MatchingKey(row.key)).ok_or(StoreError::NotFound)
}
