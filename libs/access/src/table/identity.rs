//! Operations of identity. Whoever has not signed in yet may only sign in, fetch the public keys, or use a secret that the
//! installation itself has given out (first code, service secret, rehearsal token).

use kernel::Role::{self, *};

use super::{Operation, op};

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
    op("GET", "/api/identity/v1/keys", &[Public]),
    op("POST", "/api/identity/v1/keys/rotation", &[Administrator]),
    op("POST", "/api/identity/v1/service-tokens", &[Public]),
    op("POST", "/api/identity/v1/first-administrator", &[Public]),
    op("POST", "/api/identity/v1/rehearsals", &[Public]),
    op("POST", "/api/identity/v1/sessions", &[Public]),
    op("POST", "/api/identity/v1/sessions/refresh", &[Public]),
    op("DELETE", "/api/identity/v1/sessions", SIGNED_IN),
    op("GET", "/api/identity/v1/me", SIGNED_IN),
    op("GET", "/api/identity/v1/accounts", &[Administrator, Auditor]),
    op("POST", "/api/identity/v1/accounts", &[Administrator]),
    op("POST", "/api/identity/v1/accounts/batch", &[Administrator]),
    op("GET", "/api/identity/v1/accounts/{id}", &[Administrator, Auditor]),
    op("POST", "/api/identity/v1/accounts/{id}/grants", &[Administrator]),
    op("POST", "/api/identity/v1/accounts/{id}/grants/{grant}/end", &[Administrator]),
    op("POST", "/api/identity/v1/accounts/{id}/grants/{grant}/approval", &[Administrator]),
    op("POST", "/api/identity/v1/accounts/{id}/password", SIGNED_IN),
    op("POST", "/api/identity/v1/accounts/{id}/closure", &[Administrator]),
];
