//! What identity publishes: that something changed, never a secret.

use chrono::NaiveDate;
use kernel::{AccountId, DepartmentId, RegionCode, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum AccountEvent {
    #[serde(rename = "suiji.identity.account-opened.v1")]
    Opened { account: AccountId, login: String },
    #[serde(rename = "suiji.identity.password-changed.v1")]
    PasswordChanged { account: AccountId },
    #[serde(rename = "suiji.identity.grant-added.v1")]
    GrantAdded(Grant),
    #[serde(rename = "suiji.identity.grant-ended.v1")]
    GrantEnded { account: AccountId, grant: uuid::Uuid },
    #[serde(rename = "suiji.identity.session-opened.v1")]
    SessionOpened { account: AccountId, grant: uuid::Uuid },
    #[serde(rename = "suiji.identity.session-closed.v1")]
    SessionClosed { account: AccountId },
}
impl Event for AccountEvent {}

/// One role of one account for one period. Grants are only ever added or ended, never edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Grant {
    pub grant: uuid::Uuid,
    pub account: AccountId,
    pub role: Role,
    pub region: RegionCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<kernel::InspectorId>,
    pub from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Events of a grant that waits for a second person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum GrantRequestEvent {
    #[serde(rename = "suiji.identity.grant-asked.v1")]
    Asked(GrantRequest),
    #[serde(rename = "suiji.identity.grant-approved.v1")]
    Approved { request: uuid::Uuid, grant: uuid::Uuid },
    #[serde(rename = "suiji.identity.grant-refused.v1")]
    Refused { request: uuid::Uuid, reason: String },
}
impl Event for GrantRequestEvent {}

/// A powerful role, asked for by one administrator and given by another or by the office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GrantRequest {
    pub request: uuid::Uuid,
    /// As it will be when approved.
    pub grant: Grant,
    /// Whose account it is.
    pub login: String,
    pub asked_by: AccountId,
    pub reason: String,
}

/// Events of the keys that tokens are signed with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum KeyEvent {
    #[serde(rename = "suiji.identity.key-rotated.v1")]
    Rotated {
        /// The key that signs from now on.
        kid: String,
    },
}
impl Event for KeyEvent {}
