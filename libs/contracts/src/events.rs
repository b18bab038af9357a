//! Events, one file per publishing service. Each enum is tagged by CloudEvents `type`, so adding a variant is adding a
//! type. Secrecy (architecture, "Access"): an event published before a visit's end carries no object, no name, no date
//! of a visit; counts, roots and digests only.

pub mod disclosure;
pub mod draw;
pub mod identity;
pub mod inspection;
pub mod oversight;
pub mod planning;
pub mod pool;
pub mod referral;

use kernel::DepartmentId;
use serde::Serialize;
use utoipa::ToSchema;

/// An enum of events of one aggregate.
pub trait Event: Serialize + Send + Sync {
    /// The departments concerned: the event is delivered once to each. None means everybody (`_`).
    fn concerns(&self) -> Vec<DepartmentId> {
        Vec::new()
    }
}

/// The JSON Schema of each event type's data, by type: what `suiji asyncapi` prints and the golden test compares.
pub fn schemas() -> Result<serde_json::Map<String, serde_json::Value>, serde_json::Error> {
    let mut all = serde_json::Map::new();
    collect::<planning::RegistryEvent>(&mut all)?;
    collect::<planning::CatalogueEvent>(&mut all)?;
    collect::<planning::PlanEvent>(&mut all)?;
    collect::<planning::CityPlanEvent>(&mut all)?;
    collect::<planning::ProposalEvent>(&mut all)?;
    collect::<planning::TaskEvent>(&mut all)?;
    collect::<pool::LibraryEvent>(&mut all)?;
    collect::<pool::SnapshotEvent>(&mut all)?;
    collect::<pool::ReferenceEvent>(&mut all)?;
    collect::<draw::DrawEvent>(&mut all)?;
    collect::<inspection::VisitEvent>(&mut all)?;
    collect::<inspection::FindingEvent>(&mut all)?;
    collect::<referral::ReferralEvent>(&mut all)?;
    collect::<referral::RulesEvent>(&mut all)?;
    collect::<disclosure::DisclosureEvent>(&mut all)?;
    collect::<identity::AccountEvent>(&mut all)?;
    collect::<identity::GrantRequestEvent>(&mut all)?;
    collect::<identity::KeyEvent>(&mut all)?;
    collect::<oversight::OversightEvent>(&mut all)?;
    Ok(all)
}

/// Adds an enum's variants under their types, and every schema that they refer to.
fn collect<E: ToSchema>(
    all: &mut serde_json::Map<String, serde_json::Value>,
) -> Result<(), serde_json::Error> {
    let schema = serde_json::to_value(E::schema())?;
    for variant in schema["oneOf"].as_array().into_iter().flatten() {
        if let Some(kind) = variant["properties"]["type"]["enum"][0].as_str() {
            all.insert(kind.to_owned(), variant.clone());
        }
    }
    let mut referred = Vec::new();
    E::schemas(&mut referred);
    for (name, schema) in referred {
        all.insert(name, serde_json::to_value(schema)?);
    }
    Ok(())
}
