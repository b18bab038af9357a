//! Forgetting a person: the key is deleted, and with it everything sealed under it, in journals and backups too (art. 25).

use ::store::{StoreError, Work};
use contracts::{
    api::pool::InspectorState,
    events::pool::{ImportSummary, LibraryEvent},
};
use kernel::{InspectorId, ObjectId};
use serde_json::json;

use crate::store::{
    inspector::{self, InspectorRow},
    library, object,
    period::Since,
    person_key,
};

/// Forgets an inspector, who leaves the library with it: nobody can be drawn without a name. A later import of the same
/// certificate is a new person. Whether there was somebody to forget.
pub async fn inspector(work: &mut Work, id: InspectorId) -> Result<bool, StoreError> {
    let region = work.who.actor.region.clone();
    let row = inspector::find(work.tx(), &region, &id.to_string()).await?.ok_or(StoreError::NotFound)?;
    let data = json!({"inspector": id});
    work.note(&region, &row.id, "person-key-deleted", data).await?;
    if !person_key::delete(work, &row.id).await? {
        return Ok(false);
    }
    let mut kept = row.kept()?;
    kept.state = InspectorState::Left;
    kept.content.available = false;
    let row = InspectorRow {
        certificate: format!("forgotten/{id}"),
        name_mark: String::new(),
        sealed_certificate: None,
        body: serde_json::to_string(&kept)?,
        ..row
    };
    let version = library::version(work.tx(), &region).await? + 1;
    let since = Since { version, from_us: work.now().timestamp_micros() };
    inspector::keep(work, &region, since, &kept, &row).await?;
    let department = kept.content.department;
    let event = LibraryEvent::InspectorsChanged(ImportSummary {
        import: work.new_id(),
        department: department.clone(),
        version,
        added: 0,
        changed: 1,
        unchanged: 0,
        rejected: 0,
    });
    library::changed(work, &region, version, &[Some(department)], event).await?;
    Ok(true)
}

/// Forgets the contact of an object; the object itself is public and stays. Whether there was one.
pub async fn contact(work: &mut Work, id: &ObjectId) -> Result<bool, StoreError> {
    let region = work.who.actor.region.clone();
    object::find(work.tx(), &region, id).await?.ok_or(StoreError::NotFound)?;
    work.note(&region, &format!("{region}/{id}"), "person-key-deleted", json!({"object": id})).await?;
    object::forget_phone(work, &region, id).await?;
    person_key::delete(work, &person_key::of_object(&region, id)).await
}
