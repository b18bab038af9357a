//! The joint catalogue (art. 6).

use kernel::{DepartmentId, ItemCode, codes::ObjectKind, ids::CatalogueId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::Event;

/// Events of a catalogue of items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum CatalogueEvent {
    #[serde(rename = "suiji.planning.catalogue-drafted.v1")]
    Drafted(Catalogue),
    #[serde(rename = "suiji.planning.catalogue-published.v1")]
    Published(Catalogue),
}
impl Event for CatalogueEvent {}

/// A version of the joint catalogue (部门联合抽查事项清单, art. 6). Versions change only by a new version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Catalogue {
    pub catalogue: CatalogueId,
    pub version: u32,
    pub items: Vec<CatalogueItem>,
}

/// An entry of the catalogue (抽查事项).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueItem {
    pub item: ItemCode,
    pub name: String,
    /// The department that decides the item.
    pub department: DepartmentId,
    pub legal_basis: String,
    pub object_kinds: Vec<ObjectKind>,
    /// Methods besides the on-site visit, which art. 19 always requires.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The matter that routes a finding of this item, such as `food-licence`.
    pub matter: String,
    /// The department's guide or standard shown at the item (art. 18), with its version.
    pub guide: String,
    pub guide_version: String,
    /// The provincial entry it follows (art. 6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provincial_entry: Option<String>,
}
