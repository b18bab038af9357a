//! Takes checked rows into the inspector library.

use ::store::{StoreError, Work};
use contracts::api::pool::{ImportReport, InspectorState, Library, SnapshotInspector};
use kernel::{DepartmentId, InspectorId, PersonKey};

use super::import::{File, Import};
use crate::{
    domain::intake::{Intake, NewInspector},
    store::{
        inspector::{self, InspectorRow, KeptInspector},
        matching::{self, MatchingKey},
        person_key,
    },
};

pub async fn import_inspectors(
    work: &mut Work,
    department: &DepartmentId,
    file: &File,
    intake: Intake<NewInspector>,
) -> Result<ImportReport, StoreError> {
    let mut import = Import::begin(work, Library::Inspectors, department, file).await?;
    let matching = matching::key(work, &import.region).await?;
    let known = inspector::known(work, &import.region).await?;
    let mut keys = Vec::new();
    for row in intake.rows {
        let before = known.get(&matching.mark("certificate", &row.certificate));
        take_in(work, &mut import, &matching, before, row, &mut keys).await?;
    }
    person_key::keep(work, &import.region, &keys).await?;
    import.close(work, intake.rejected, intake.unknown_headings).await
}

async fn take_in(
    work: &Work,
    import: &mut Import,
    matching: &MatchingKey,
    before: Option<&InspectorRow>,
    row: NewInspector,
    keys: &mut Vec<(String, PersonKey)>,
) -> Result<(), StoreError> {
    let id = before.and_then(|before| before.id.parse().ok()).unwrap_or_else(|| work.new_id());
    let person = person(work, matching, before, id, &row, keys)?;
    let kept = kept(id, row);
    let after = InspectorRow { body: serde_json::to_string(&kept)?, ..person };
    let Some(before) = before else {
        import.tally.added += 1;
        import.tally.parts.insert(Some(kept.content.department.clone()));
        return inspector::keep(work, &import.region, import.since(), &kept, &after).await;
    };
    if *before == after {
        import.tally.unchanged += 1;
        return Ok(());
    }
    import.tally.changed += 1;
    // One who changes departments changes both.
    import.tally.parts.insert(Some(before.kept()?.content.department));
    import.tally.parts.insert(Some(kept.content.department.clone()));
    inspector::keep(work, &import.region, import.since(), &kept, &after).await
}

/// Name and certificate number as the table keeps them; sealed anew only where the name changed or is new. The person's key
/// stays the same, so that earlier names can be read as long as the person is not forgotten.
fn person(
    work: &Work,
    matching: &MatchingKey,
    before: Option<&InspectorRow>,
    id: InspectorId,
    row: &NewInspector,
    keys: &mut Vec<(String, PersonKey)>,
) -> Result<InspectorRow, StoreError> {
    let name_mark = matching.mark("name", &format!("{id}/{}", row.name));
    if let Some(before) = before
        && before.name_mark == name_mark
    {
        return Ok(before.clone());
    }
    let held = before.and_then(|before| person_key::decode(before.key.as_deref()));
    let key = held.clone().unwrap_or_else(|| PersonKey::new(&*work.context().entropy));
    let sealed = InspectorRow {
        id: id.to_string(),
        certificate: matching.mark("certificate", &row.certificate),
        name: person_key::seal(work, &row.name, &key)?,
        name_mark,
        sealed_certificate: Some(person_key::seal(work, &row.certificate, &key)?),
        body: String::new(),
        key: Some(hex::encode(key.as_bytes())),
    };
    if held.is_none() {
        keys.push((id.to_string(), key));
    }
    Ok(sealed)
}

fn kept(id: InspectorId, row: NewInspector) -> KeptInspector {
    KeptInspector {
        content: SnapshotInspector {
            id,
            department: row.department,
            items: row.items,
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            available: row.state == InspectorState::Active,
        },
        state: row.state,
        issuing_body: row.issuing_body,
        expertise: row.expertise,
        expert: row.expert,
    }
}
