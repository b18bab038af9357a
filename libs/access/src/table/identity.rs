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

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/identity/v1/keys", ANYBODY),
    op("POST", "/api/identity/v1/first-administrator", ANYBODY),
    op("POST", "/api/identity/v1/rehearsals", ANYBODY),
    op("POST", "/api/identity/v1/service-tokens", ANYBODY),
    op("POST", "/api/identity/v1/sessions", ANYBODY),
    op("POST", "/api/identity/v1/sessions/refresh", ANYBODY),
    op("GET", "/api/identity/v1/me", SIGNED_IN),
    op("POST", "/api/identity/v1/accounts", &[Administrator]),
];
