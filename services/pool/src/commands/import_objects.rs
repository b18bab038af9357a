//! Takes checked rows into the object library.

use std::collections::HashMap;

use ::store::{StoreError, Work};
use contracts::api::pool::{ImportReport, Library, SnapshotObject};
use kernel::{DepartmentId, PersonKey};

use super::import::{File, Import};
use crate::{
    domain::intake::{Intake, NewObject},
    store::{
        matching::{self, MatchingKey},
        object::{self, Kept, ObjectRow},
        person_key,
    },
};

pub async fn import_objects(
    work: &mut Work,
    department: &DepartmentId,
    file: &File,
    intake: Intake<NewObject>,
) -> Result<ImportReport, StoreError> {
    let mut import = Import::begin(work, Library::Objects, department, file).await?;
    let matching = matching::key(work, &import.region).await?;
    let Intake { rows, rejected, unknown_headings } = intake;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<_> = rows.by_ref().take(object::BATCH).collect();
        take_in(work, &mut import, &matching, batch).await?;
    }
    if import.tally.added + import.tally.changed > 0 {
        import.tally.parts.insert(None);
    }
    import.close(work, rejected, unknown_headings).await
}

async fn take_in(
    work: &Work,
    import: &mut Import,
    matching: &MatchingKey,
    batch: Vec<NewObject>,
) -> Result<(), StoreError> {
    let ids: Vec<&str> = batch.iter().map(|row| row.id.as_str()).collect();
    let known = object::known(work, &import.region, &ids).await?;
    let (mut written, mut periods, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for row in batch {
        let contact = contact(work, import, matching, &known, &row, &mut keys)?;
        let kept = kept(row);
        let body = serde_json::to_string(&kept)?;
        let before = known.get(kept.content.id.as_str());
        let (same_body, same_contact) =
            before.map_or((false, false), |before| (before.body == body, before.phone_mark == contact.1));
        match before {
            None => import.tally.added += 1,
            Some(_) if same_body && same_contact => {
                import.tally.unchanged += 1;
                continue;
            }
            Some(_) => import.tally.changed += 1,
        }
        let row =
            ObjectRow { id: kept.content.id.to_string(), body, phone: contact.0, phone_mark: contact.1 };
        if !same_body {
            periods.push(written.len());
        }
        written.push((kept, row));
    }
    object::keep(work, &import.region, &written).await?;
    let periods: Vec<_> = periods.iter().map(|at| &written[*at].1).collect();
    object::begin_periods(work, &import.region, import.since(), &periods).await?;
    person_key::keep(work, &import.region, &keys).await
}

/// The contact's ciphertext and mark. A changed number is sealed under a new key, so the old one is forgotten.
fn contact(
    work: &Work,
    import: &Import,
    matching: &MatchingKey,
    known: &HashMap<String, ObjectRow>,
    row: &NewObject,
    keys: &mut Vec<(String, PersonKey)>,
) -> Result<(Option<String>, String), StoreError> {
    if row.phone.is_empty() {
        return Ok((None, String::new()));
    }
    let mark = matching.mark("phone", &format!("{}/{}", row.id, row.phone));
    match known.get(row.id.as_str()) {
        Some(before) if before.phone_mark == mark => Ok((before.phone.clone(), mark)),
        _ => {
            let key = PersonKey::new(&*work.context().entropy);
            let sealed = person_key::seal(work, &row.phone, &key)?;
            keys.push((person_key::of_object(&import.region, &row.id), key));
            Ok((Some(sealed), mark))
        }
    }
}

fn kept(row: NewObject) -> Kept {
    Kept {
        content: SnapshotObject {
            id: row.id,
            name: row.name,
            kind: row.kind,
            place: row.place,
            trade: row.trade,
            risk: row.risk,
            address: row.address,
            approved_by: row.approved_by,
        },
        active: row.active,
        status: row.status,
        number: row.number,
        approver: row.approver,
        since: row.since,
    }
}
