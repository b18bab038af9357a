//! Inspectors of a region. Names are ciphertext under a key of the person's own; the certificate number is kept as a
//! digest, by which a later import finds the same person.

use std::collections::BTreeMap;

use ::store::{StoreError, Work, artefact, sql};
use contracts::api::pool::SnapshotInspector;
use kernel::{InspectorId, PersonKey, Personal, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};

#[derive(Debug, FromQueryResult)]
pub struct InspectorRow {
    pub id: String,
    pub certificate: String,
    pub name: String,
    pub body: String,
    pub key: Option<String>,
}

impl InspectorRow {
    pub fn content(&self) -> Result<SnapshotInspector, StoreError> {
        Ok(serde_json::from_str(&self.body)?)
    }

    /// The name, or `None` once the key was deleted.
    pub fn revealed(&self) -> Option<String> {
        let key = hex::decode(self.key.as_ref()?).ok()?;
        let sealed: Personal<String> = serde_json::from_str(&self.name).ok()?;
        sealed.reveal(&PersonKey::from_bytes(key.try_into().ok()?))
    }
}

/// What a certificate number is kept as.
pub fn certificate_digest(region: &RegionCode, certificate: &str) -> String {
    artefact::digest(format!("{region}/{certificate}").as_bytes())
}

const SELECT: &str = "SELECT i.id, i.certificate, i.name, i.body, k.key FROM inspector i LEFT JOIN person_key k ON k.person = i.id";

/// All of a region, by id: some hundreds.
pub async fn of_region<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Vec<InspectorRow>, StoreError> {
    let text = format!("{SELECT} WHERE i.region = ? ORDER BY i.id");
    Ok(sql::all(on, &text, vec![region.as_str().into()]).await?)
}

pub async fn find<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    id: &str,
) -> Result<Option<InspectorRow>, StoreError> {
    let text = format!("{SELECT} WHERE i.region = ? AND i.id = ?");
    Ok(sql::one(on, &text, vec![region.as_str().into(), id.into()]).await?)
}

/// Ids and bodies by certificate digest.
pub async fn known(
    work: &Work,
    region: &RegionCode,
) -> Result<BTreeMap<String, (InspectorId, String)>, StoreError> {
    let rows = of_region(work.tx(), region).await?;
    let entry = |row: InspectorRow| Some((row.certificate, (row.id.parse().ok()?, row.body)));
    Ok(rows.into_iter().filter_map(entry).collect())
}

/// Adds a person with a new key.
pub async fn add(
    work: &Work,
    region: &RegionCode,
    certificate: &str,
    name: &str,
    content: &SnapshotInspector,
) -> Result<(), StoreError> {
    let entropy = &*work.context().entropy;
    let key = PersonKey::new(entropy);
    let sealed = serde_json::to_string(&Personal::seal(&name.to_owned(), &key, entropy))?;
    let text =
        "INSERT INTO inspector (id, region, department, certificate, name, body) VALUES (?, ?, ?, ?, ?, ?)";
    let values = vec![
        content.id.to_string().into(),
        region.as_str().into(),
        content.department.as_str().into(),
        certificate.into(),
        sealed.into(),
        serde_json::to_string(content)?.into(),
    ];
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    let values = vec![content.id.to_string().into(), hex::encode(key.as_bytes()).into()];
    sql::execute(work.tx(), "INSERT INTO person_key (person, key) VALUES (?, ?)", values).await?;
    Ok(())
}

pub async fn change(work: &Work, content: &SnapshotInspector) -> Result<(), StoreError> {
    let text = "UPDATE inspector SET department = ?, body = ? WHERE id = ?";
    let values = vec![
        content.department.as_str().into(),
        serde_json::to_string(content)?.into(),
        content.id.to_string().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}
