//! Operations of identity.

use kernel::Role::{self, *};

use super::{Operation, op};

const ANYBODY: &[Role] = &[Public];
const SIGNED_IN: &[Role] = &[
    Office,
    Clerk,
    Leader,
    Principal,
    Inspector,
    Observer,
    Auditor,
    DrawParty,
    DepartmentIt,
    Administrator,
    System,
    Representative,
];

/// Those who hold an office (任职), whose colleagues' names are theirs to know.
const IN_OFFICE: &[Role] =
    &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor, DrawParty, DepartmentIt, Administrator];

/// Who may be the second person behind a powerful role.
const SECONDS: &[Role] = &[Administrator, Office];

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/identity/v1/keys", ANYBODY),
    op("POST", "/api/identity/v1/first-administrator", ANYBODY),
    op("POST", "/api/identity/v1/rehearsals", ANYBODY),
    op("POST", "/api/identity/v1/service-tokens", ANYBODY),
    op("POST", "/api/identity/v1/sessions", ANYBODY),
    op("POST", "/api/identity/v1/sessions/refresh", ANYBODY),
    op("POST", "/api/identity/v1/sessions/end", ANYBODY),
    op("GET", "/api/identity/v1/me", SIGNED_IN),
    op("GET", "/api/identity/v1/people", IN_OFFICE),
    op("POST", "/api/identity/v1/me/password", SIGNED_IN),
    op("POST", "/api/identity/v1/accounts", &[Administrator]),
    op("GET", "/api/identity/v1/accounts", &[Administrator]),
    op("POST", "/api/identity/v1/grants", &[Administrator]),
    op("POST", "/api/identity/v1/grants/{id}/end", &[Administrator]),
    op("GET", "/api/identity/v1/grant-requests", SECONDS),
    op("POST", "/api/identity/v1/grant-requests/{id}/approval", SECONDS),
    op("POST", "/api/identity/v1/grant-requests/{id}/refusal", SECONDS),
    op("POST", "/api/identity/v1/keys/rotation", &[Administrator]),
    op("GET", "/api/identity/v1/revocations", &[System]),
];
