//! Immutable artefacts by digest: pool snapshots, drawn lists, evidence, receipts.

use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};
use sha2::{Digest, Sha256};

use crate::{StoreError, Work, sql};

/// Bytes with what they are.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Artefact {
    pub region: String,
    pub media_type: String,
    pub content: Vec<u8>,
}

/// SHA-256 of `content`, lower-case hex.
pub fn digest(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

/// Keeps `content` and returns its digest; the same content twice is one artefact.
pub async fn keep(
    work: &Work,
    region: &RegionCode,
    media_type: &str,
    content: Vec<u8>,
) -> Result<String, StoreError> {
    let digest = digest(&content);
    sql::execute(
        work.tx(),
        "INSERT INTO artefact (digest, region, media_type, content, recorded_us) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (digest) DO NOTHING",
        vec![
            digest.clone().into(),
            region.as_str().into(),
            media_type.into(),
            content.into(),
            work.now().timestamp_micros().into(),
        ],
    )
    .await?;
    Ok(digest)
}

/// The artefact with this digest.
pub async fn find<C: ConnectionTrait>(on: &C, digest: &str) -> Result<Option<Artefact>, StoreError> {
    Ok(sql::one(on, "SELECT region, media_type, content FROM artefact WHERE digest = ?", vec![digest.into()])
        .await?)
}
