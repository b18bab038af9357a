//! The API of identity. No answer carries a password hash; a generated password or a refresh token is shown once.
//!
//! What is `Hidden` is a secret: no log, no journal and no saved answer holds it.

use std::fmt;

use chrono::NaiveDate;
use kernel::{AccountId, DepartmentId, InspectorId, Moment, RegionCode, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

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

/// Opens an account, with the grants it begins with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccount {
    /// 3 to 40 of `a-z 0-9 . _ -`, unique in the installation.
    #[schema(min_length = 3, max_length = 40)]
    pub login: String,
    #[schema(min_length = 1, max_length = 40)]
    pub name: String,
    /// The person must change it when first signing in; not so in a rehearsal.
    #[schema(min_length = 10, max_length = 128, write_only, value_type = String)]
    pub password: Hidden,
    #[serde(default)]
    #[schema(max_items = 20)]
    pub grants: Vec<NewGrant>,
}

/// Many accounts at once: all or none.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenAccounts {
    #[schema(min_items = 1, max_items = 500)]
    pub accounts: Vec<OpenAccount>,
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
    pub grants: Vec<Uuid>,
    /// Grants that wait for a second administrator.
    pub proposals: Vec<Uuid>,
}

/// One role to give.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrant {
    pub role: Role,
    /// The administrator's own region where absent.
    #[serde(default)]
    pub region: Option<RegionCode>,
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// For an inspector: which one of the library.
    #[serde(default)]
    pub inspector: Option<InspectorId>,
    /// For an observer or auditor: the regions watched besides.
    #[serde(default)]
    #[schema(max_items = 100)]
    pub watches: Vec<RegionCode>,
    /// The first day; today where absent.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Why something about an account is done; it stands on the trail.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BecauseOf {
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// A second administrator's answer to a proposed grant.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideGrant {
    pub approve: bool,
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
}

/// One's own new password, or another's by an administrator (then without `current`).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    #[serde(default)]
    #[schema(max_length = 128, write_only, value_type = String)]
    pub current: Option<Hidden>,
    #[schema(min_length = 10, max_length = 128, write_only, value_type = String)]
    pub password: Hidden,
}

/// Signs in.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    #[schema(max_length = 40)]
    pub login: String,
    #[schema(max_length = 128, write_only, value_type = String)]
    pub password: Hidden,
    /// Sets another password on the way; must be there where the password was given by somebody else.
    #[serde(default)]
    #[schema(min_length = 10, max_length = 128, write_only, value_type = String)]
    pub new_password: Option<Hidden>,
    /// Which grant to act by; the oldest active one where absent.
    #[serde(default)]
    pub grant: Option<Uuid>,
}

/// A new access token for an open session, in the same role or another.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    #[schema(max_length = 128, write_only, value_type = String)]
    pub refresh: Hidden,
    #[serde(default)]
    pub grant: Option<Uuid>,
}

/// Who has signed in, and the tokens for it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SignedIn {
    #[schema(value_type = String)]
    pub token: Hidden,
    /// How long the access token is good for, seconds.
    pub expires_in_s: u64,
    #[schema(value_type = String)]
    pub refresh: Hidden,
    pub session: Uuid,
    #[schema(value_type = String, format = DateTime)]
    pub session_expires: Moment,
    pub account: AccountId,
    pub name: String,
    /// The grant that the token is for.
    pub acting: Uuid,
    /// Every grant that may be acted by today.
    pub grants: Vec<GrantView>,
}

/// A grant as shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GrantView {
    pub grant: Uuid,
    pub role: Role,
    pub role_name: String,
    pub region: RegionCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<DepartmentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inspector: Option<InspectorId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub watches: Vec<RegionCode>,
    pub from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// `active`, `coming`, `over` (its period has passed), `ended` or `proposed`.
    pub state: String,
}

/// An account as shown. Login and name are masked unless they are one's own or asked for with a purpose.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AccountView {
    pub account: AccountId,
    pub version: u64,
    pub region: RegionCode,
    /// `open` or `closed`.
    pub state: String,
    pub login: String,
    pub name: String,
    pub must_change_password: bool,
    pub grants: Vec<GrantView>,
    pub proposals: Vec<GrantView>,
}

/// Who I am, and as what.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct MeView {
    #[serde(flatten)]
    pub account: AccountView,
    /// The role of the token that asked.
    pub role: Role,
    pub acting_region: RegionCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_department: Option<DepartmentId>,
}

/// How many sessions were closed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
pub struct ClosedSessions {
    pub closed: u64,
}

/// Opens an isolated rehearsal region.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRehearsal {
    #[schema(max_length = 256, write_only, value_type = String)]
    pub token: Hidden,
    /// Makes the region's code repeatable: the same seed on a new installation gives the same code.
    #[serde(default)]
    pub seed: Option<u64>,
}

/// The rehearsal's region and its administrator; the password is shown this once.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct OpenedRehearsal {
    pub region: RegionCode,
    pub account: AccountId,
    pub login: String,
    #[schema(value_type = String)]
    pub password: Hidden,
    /// The last day.
    pub until: NaiveDate,
}

/// The token key now in use.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct RotatedKey {
    pub kid: String,
}
