//! Who may know of a visit before it happens.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AccountId, DepartmentId, InspectorId};

/// The circle of a sealed visit, defined here once: the team, their leaders in charge, the initiating clerk, the
/// approver. Nobody else learns of the visit by page, list, count, search, export, event, span, log or metric
/// (art. 20(2), requirements rule 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema, Default)]
pub struct VisitCircle {
    /// The team: inspectors of every department, the replaced ones no longer.
    pub inspectors: BTreeSet<InspectorId>,
    /// Departments whose leader in charge (分管负责人) belongs to it: those of the team.
    pub departments: BTreeSet<DepartmentId>,
    /// The initiating clerk and the approvers of the task.
    pub accounts: BTreeSet<AccountId>,
}
