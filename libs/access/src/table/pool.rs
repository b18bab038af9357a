//! Operations of pool.

use kernel::Role::{self, *};

use super::{Operation, op};

const STAFF: &[Role] = &[Office, Clerk, Leader, Principal, Observer, Auditor];
/// The team must know its members by name.
const WITH_INSPECTORS: &[Role] = &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor];

pub(super) const TABLE: &[Operation] = &[
    op("POST", "/api/pool/v1/imports/objects", &[Clerk]),
    op("POST", "/api/pool/v1/imports/inspectors", &[Clerk]),
    op("GET", "/api/pool/v1/imports/{id}", STAFF),
    op("GET", "/api/pool/v1/imports/{id}/rows", STAFF),
    op("GET", "/api/pool/v1/imports/{id}/report.xlsx", STAFF),
    op("GET", "/api/pool/v1/objects", STAFF),
    op("GET", "/api/pool/v1/objects/{id}", STAFF),
    op("GET", "/api/pool/v1/objects/{id}/history", STAFF),
    op("POST", "/api/pool/v1/objects/{id}/external-references", &[Office]),
    op("POST", "/api/pool/v1/inspectors/{id}/external-references", &[Clerk]),
    op("DELETE", "/api/pool/v1/objects/{id}/person-key", &[Administrator]),
    op("GET", "/api/pool/v1/inspectors", STAFF),
    op("GET", "/api/pool/v1/inspectors/{id}", STAFF),
    op("GET", "/api/pool/v1/inspectors/{id}/name", WITH_INSPECTORS),
    op("GET", "/api/pool/v1/inspectors/{id}/history", STAFF),
    op("DELETE", "/api/pool/v1/inspectors/{id}/person-key", &[Administrator]),
    op("POST", "/api/pool/v1/recusals", &[Clerk]),
    op("GET", "/api/pool/v1/confirmations", STAFF),
    op("POST", "/api/pool/v1/confirmations/{id}/confirmation", &[Clerk]),
];
