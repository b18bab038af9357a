//! Who acts: the account, in which role, for which region and department.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{AccountId, DepartmentId, InspectorId, RegionCode, Role};

/// The one who acts, as the trail keeps it (art. 5). `account` is a nil id for the public and for the system itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Actor {
    pub account: AccountId,
    pub role: Role,
    pub region: RegionCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// Set where the role is inspector: which inspector of the library this account is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<InspectorId>,
}

impl Actor {
    /// The system acting by itself in `region`, as a consequence of an event or of time passing (系统自动生成).
    pub fn system(region: RegionCode) -> Self {
        Self {
            account: AccountId::from(uuid::Uuid::nil()),
            role: Role::System,
            region,
            department: None,
            inspector: None,
        }
    }

    /// Whether this is `role` in `department`.
    pub fn is(&self, role: Role, department: &DepartmentId) -> bool {
        self.role == role && self.department.as_ref() == Some(department)
    }
}
