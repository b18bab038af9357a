//! The drawn lists: artefacts of the draw service, JSON, fetched by digest by the service that holds the visits. They
//! never travel on the bus, since they name what is sealed.

use chrono::NaiveDate;
use kernel::{
    DepartmentId, InspectorId, ItemCode, ObjectId,
    ids::{DrawId, TaskId},
};
use serde::{Deserialize, Serialize};

use crate::events::inspection::ObjectFacts;

/// The drawn objects (检查对象名单), in the order of the receipt. Unchangeable from the draw on (art. 15).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnList {
    pub draw: DrawId,
    pub task: TaskId,
    pub objects: Vec<DrawnObject>,
}

/// One drawn object as it stood at the freeze.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnObject {
    /// Place within its stratum, from 1.
    pub rank: u32,
    pub stratum: String,
    pub object: ObjectFacts,
    pub address: String,
}

/// The drawn teams (检查小组) of a draw, and all that is needed to check a later replacement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TeamList {
    pub draw: DrawId,
    pub task: TaskId,
    pub members: Vec<TeamMember>,
    #[serde(default)]
    pub unstaffed: Vec<Unstaffed>,
    /// Every qualified inspector of the departments concerned, the drawn ones included.
    #[serde(default)]
    pub bench: Vec<BenchInspector>,
    /// Who may not inspect what (执法回避).
    #[serde(default)]
    pub recusals: Vec<Recusal>,
}

/// One inspector at one object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMember {
    pub object: ObjectId,
    pub inspector: InspectorId,
    pub department: DepartmentId,
    /// 组长, of the initiating department (art. 17).
    pub leader: bool,
}

/// A department that could not staff an object, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unstaffed {
    pub object: ObjectId,
    pub department: DepartmentId,
    pub reason: String,
}

/// A qualified inspector: certificate (执法证) and the items it covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchInspector {
    pub inspector: InspectorId,
    pub department: DepartmentId,
    pub items: Vec<ItemCode>,
    /// The certificate covers every item (执法事项为全部); `items` is empty then.
    #[serde(default)]
    pub every_item: bool,
    pub valid_from: NaiveDate,
    /// Last day of validity.
    pub valid_until: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recusal {
    pub object: ObjectId,
    pub inspector: InspectorId,
}
