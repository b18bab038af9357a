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

/// An enum of events of one aggregate.
pub trait Event: Serialize + Send + Sync {
    /// The departments concerned: the event is delivered once to each. None means everybody (`_`).
    fn concerns(&self) -> Vec<DepartmentId> {
        Vec::new()
    }
}
