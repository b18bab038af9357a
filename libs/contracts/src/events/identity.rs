//! What identity publishes: that something changed. Never a secret, and of a person only ids and ciphertext: forgetting
//! the person's key forgets the names in every journal too.

use chrono::NaiveDate;
use kernel::{AccountId, DepartmentId, InspectorId, Personal, RegionCode, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum AccountEvent {
    #[serde(rename = "suiji.identity.account-opened.v1")]
    Opened(AccountOpened),
    #[serde(rename = "suiji.identity.account-closed.v1")]
    Closed { account: AccountId },
    #[serde(rename = "suiji.identity.password-changed.v1")]
    PasswordChanged {
        account: AccountId,
        /// The next sign-in must set another one.
        #[serde(default)]
        must_change: bool,
    },
    /// A grant that waits for a second administrator.
    #[serde(rename = "suiji.identity.grant-proposed.v1")]
    GrantProposed(Grant),
    #[serde(rename = "suiji.identity.grant-refused.v1")]
    GrantRefused { account: AccountId, grant: Uuid },
    #[serde(rename = "suiji.identity.grant-added.v1")]
    GrantAdded(Grant),
    #[serde(rename = "suiji.identity.grant-ended.v1")]
    GrantEnded { account: AccountId, grant: Uuid },
}
impl Event for AccountEvent {}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AccountOpened {
    pub account: AccountId,
    pub region: RegionCode,
    /// Ciphertext under the person's key.
    #[schema(value_type = String)]
    pub login: Personal<String>,
    #[schema(value_type = String)]
    pub name: Personal<String>,
    #[serde(default)]
    pub must_change: bool,
}

/// One role of one account for one period. Grants are only ever added or ended, never edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Grant {
    pub grant: Uuid,
    pub account: AccountId,
    pub role: Role,
    pub region: RegionCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// For the role of inspector: which inspector of the library this account is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<InspectorId>,
    /// Regions that an observer or auditor watches besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watches: Vec<RegionCode>,
    pub from: NaiveDate,
    /// The last day; without one it holds until ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Who asked for it, where a second administrator approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<AccountId>,
}

/// Events of one session; the subject is the session's id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum SessionEvent {
    #[serde(rename = "suiji.identity.session-opened.v1")]
    Opened { account: AccountId, grant: Uuid },
    /// The same person goes on in another role.
    #[serde(rename = "suiji.identity.role-switched.v1")]
    Switched { account: AccountId, grant: Uuid },
    #[serde(rename = "suiji.identity.session-closed.v1")]
    Closed { account: AccountId },
}
impl Event for SessionEvent {}

/// Events of the installation itself; the subject names the key or the rehearsal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum InstallationEvent {
    #[serde(rename = "suiji.identity.token-key-rotated.v1")]
    TokenKeyRotated { kid: String },
    #[serde(rename = "suiji.identity.rehearsal-opened.v1")]
    RehearsalOpened { region: RegionCode, until: NaiveDate },
}
impl Event for InstallationEvent {}
