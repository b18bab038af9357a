//! The API of identity. No answer carries a password hash; a generated password or a refresh token is shown once.
//!
//! What is `Hidden` is a secret: no log, no journal and no saved answer holds it.

use std::fmt;

use chrono::NaiveDate;
use kernel::{AccountId, Actor, DepartmentId, InspectorId, RegionCode, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::events::identity::Grant;

mod grants;

pub use grants::{
    AccountView, Accounts, AddGrant, ChangePassword, EndGrant, EndedGrant, GrantRequestView, GrantState,
    GrantView, PasswordChanged, RefuseGrant, RotateKey, RotatedKey,
};

/// A secret on its way: it travels as plain text and prints as stars.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// The first administrator of an installation, by the one-time code of `suiji admin init`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenFirstAdministrator {
    #[schema(max_length = 64, write_only, value_type = String)]
    pub code: Hidden,
    #[schema(min_length = 3, max_length = 40)]
    pub login: String,
    #[schema(min_length = 10, max_length = 128, write_only, value_type = String)]
    pub password: Hidden,
    pub region: RegionCode,
    /// The person's name; 系统管理员 where absent.
    #[serde(default)]
    #[schema(max_length = 40)]
    pub name: Option<String>,
}

/// Opens accounts with the grants they begin with: all or none.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccounts {
    #[schema(min_items = 1, max_items = 100)]
    pub accounts: Vec<OpenAccount>,
}

/// One account to open.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// 3 to 40 of `a-z 0-9 . _ -`, unique in the installation.
    #[schema(min_length = 3, max_length = 40)]
    pub login: String,
    #[schema(min_length = 1, max_length = 40)]
    pub name: String,
    #[schema(min_length = 10, max_length = 128, write_only, value_type = String)]
    pub password: Hidden,
    #[serde(default)]
    #[schema(max_items = 20)]
    pub grants: Vec<NewGrant>,
}

/// One role to give, in the administrator's own region.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrant {
    pub role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    /// For an inspector: which one of the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<InspectorId>,
    /// The first day; today where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// The accounts opened, in the order asked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OpenedAccounts {
    pub accounts: Vec<OpenedAccount>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OpenedAccount {
    pub account: AccountId,
    pub login: String,
    /// In force.
    pub grants: Vec<Uuid>,
    /// Requests of powerful roles that wait for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Uuid>,
}

/// Signs in, as one of the account's grants; as its first one where none is named.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    #[schema(max_length = 40)]
    pub login: String,
    #[schema(max_length = 128, write_only, value_type = String)]
    pub password: Hidden,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Uuid>,
}

/// A new token by the session's refresh token; names another grant to act in another role.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshSession {
    #[schema(max_length = 128, write_only, value_type = String)]
    pub refresh: Hidden,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<Uuid>,
}

/// Ends a session (退出登录). Its refresh token is all that is needed: the last token may be over.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndSession {
    #[schema(max_length = 128, write_only, value_type = String)]
    pub refresh: Hidden,
}

/// Who the token says the caller is, and whom the account belongs to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MeView {
    #[serde(flatten)]
    pub actor: Actor,
    /// Absent where a service of the installation asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// Absent too for one who was forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Colleagues by their accounts; who is not found is left out.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct People {
    pub items: Vec<PersonView>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PersonView {
    pub account: AccountId,
    pub login: String,
    /// The name in office; absent for one who was forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A session as its owner sees it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionView {
    pub token: String,
    pub expires_in_s: u64,
    #[schema(value_type = String)]
    pub refresh: Hidden,
    pub account: AccountId,
    /// The grant that the token acts by.
    pub grant: Uuid,
    /// Those in force today.
    pub grants: Vec<Grant>,
}

/// Asks for an isolated rehearsal region.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRehearsal {
    #[schema(max_length = 128, write_only, value_type = String)]
    pub token: Hidden,
}

/// The rehearsal's region and its administrator, who makes everything else in it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RehearsalView {
    pub region: RegionCode,
    pub login: String,
    #[schema(value_type = String)]
    pub password: Hidden,
    pub until: NaiveDate,
}
