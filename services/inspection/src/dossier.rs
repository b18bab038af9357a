//! The dossier of a visit (检查案卷, art. 27): all that was recorded, as JSON, with a digest of each part, of each file and
//! of each line of the trail. It is sealed as an artefact when the visit ends; what comes late after a presumed end is
//! sealed in a further one, which names the one before.

use std::collections::BTreeMap;

use ::store::{Loaded, StoreError, Work, artefact, journal};
use contracts::events::inspection::VisitEvent;
use kernel::{POLICY_VERSION, codes::TABLE_VERSION};
use serde_json::{Value, json};

use crate::domain::Visit;

/// Seals the visit as it stands now in this work.
pub async fn seal(work: &mut Work, visit: &mut Loaded<Visit>) -> Result<(), StoreError> {
    let trail = journal::digests(work, &visit.id).await?;
    let content = serde_json::to_vec(&content(visit, trail, work.today())?)?;
    let region = visit.state.region.clone();
    let digest = artefact::keep(work, &region, "application/json", content).await?;
    let event = VisitEvent::DossierSealed { visit: visit.state.visit, digest };
    work.apply(visit, &[event]).await
}

/// Seals once more what has changed after a presumed end.
pub async fn seal_late(work: &mut Work, visit: &mut Loaded<Visit>) -> Result<(), StoreError> {
    if visit.state.ended_on.is_some() { seal(work, visit).await } else { Ok(()) }
}

fn content(
    visit: &Loaded<Visit>,
    trail: Vec<journal::EntryDigest>,
    today: chrono::NaiveDate,
) -> Result<Value, StoreError> {
    let parts = parts(&visit.state);
    let mut digests = BTreeMap::new();
    for (name, part) in &parts {
        digests.insert(*name, artefact::digest(&serde_json::to_vec(part)?));
    }
    Ok(json!({
        "format": "suiji.dossier.v1",
        "policy_version": POLICY_VERSION,
        "code_tables": TABLE_VERSION,
        "visit": visit.state.visit,
        "version": visit.version,
        "sealed_on": today,
        "earlier": visit.state.dossiers.last(),
        "parts": parts,
        "digests": digests,
        "files": files(&visit.state),
        "trail": trail,
    }))
}

/// What was recorded, part by part. Of a replacement both names stand here, not what was written besides its reason.
fn parts(visit: &Visit) -> BTreeMap<&'static str, Value> {
    [
        ("object", json!({"object": visit.object, "address": visit.address})),
        (
            "task",
            json!({"task": visit.task, "title": visit.title, "draw": visit.draw, "teams": visit.teams, "from": visit.from,
                   "until": visit.until, "initiating": visit.initiating, "notice": visit.notice}),
        ),
        ("team", json!({"members": visit.team, "substitutions": visit.changes.substitutions})),
        ("preparation", json!(visit.before)),
        ("record", json!({"number": visit.record_number, "present": visit.present, "parts": visit.parts})),
        ("measures", json!(visit.measures)),
        ("signatures", json!({"object": visit.object_signature, "refusal_noted": visit.refusal_noted})),
        ("end", json!({"ended_on": visit.ended_on, "presumed": visit.presumed})),
    ]
    .into()
}

fn files(visit: &Visit) -> Vec<Value> {
    let files = visit.evidence.iter();
    files
        .map(|(digest, file)| {
            json!({"digest": digest, "bytes": file.bytes, "media_type": file.media_type,
             "kind": file.kind, "item": file.item, "by": file.by, "at": file.at, "caption": file.caption})
        })
        .collect()
}
