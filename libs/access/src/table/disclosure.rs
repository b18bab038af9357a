//! Operations of disclosure.

use kernel::Role::{self, *};

use super::{Operation, op};

const STAFF: &[Role] = &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor];

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/disclosure/v1/duties", STAFF),
    op("GET", "/api/disclosure/v1/duties/{id}", STAFF),
    op("POST", "/api/disclosure/v1/duties/{id}/disclosure", &[Clerk]),
    op("POST", "/api/disclosure/v1/duties/{id}/correction-requests", &[Clerk]),
    op("POST", "/api/disclosure/v1/duties/{id}/correction", &[Principal]),
    op("POST", "/api/disclosure/v1/duties/{id}/correction/refusal", &[Principal]),
    op("GET", "/api/disclosure/v1/results", &[Public]),
    op("GET", "/api/disclosure/v1/results/{id}", &[Public]),
];
