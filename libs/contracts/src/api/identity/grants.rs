//! What changes of an account after it was opened: its grants, its password, the keys behind its tokens.

use kernel::AccountId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Hidden, NewGrant};
use crate::events::identity::Grant;

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    #[schema(max_length = 128, write_only, value_type = String)]
    pub old: Hidden,
    #[schema(min_length = 10, max_length = 128, write_only, value_type = String)]
    pub new: Hidden,
}

/// Every session of the account has ended; the caller signs in anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PasswordChanged {
    pub sessions_ended: u64,
}

/// Gives an account one more role.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddGrant {
    pub account: AccountId,
    pub grant: NewGrant,
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// Whether a grant is in force or waits for a second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GrantState {
    InForce,
    Asked,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GrantView {
    pub state: GrantState,
    pub grant: Grant,
    /// Where it waits: what the second person approves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndGrant {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EndedGrant {
    pub grant: Uuid,
    pub account: AccountId,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefuseGrant {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

/// A powerful role that waits, or waited, for a second person.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GrantRequestView {
    pub request: Uuid,
    pub version: u64,
    /// `asked`, `approved` or `refused`.
    pub state: String,
    pub grant: Grant,
    pub login: String,
    pub asked_by: AccountId,
    pub reason: String,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
}

/// An account of the administrator's region, with its grants in force.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AccountView {
    pub account: AccountId,
    pub login: String,
    pub grants: Vec<Grant>,
}

/// A page of accounts.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Accounts {
    pub items: Vec<AccountView>,
    pub total: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Has tokens signed with a new key from now on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateKey {
    #[schema(min_length = 1, max_length = 500)]
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RotatedKey {
    /// The key that signs from now on.
    pub kid: String,
}
