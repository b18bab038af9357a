//! Operations that every service has.

use kernel::Role::{
    self, Administrator, Auditor, Clerk, DepartmentIt, DrawParty, Inspector, Leader, Observer, Office,
    Principal, Representative, System,
};

use super::{Operation, op};

const STAFF: &[Role] = &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor];
const OPERATORS: &[Role] = &[Administrator, DepartmentIt];

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

/// Paths begin with `/api/{service}`, whichever service answers.
pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/{service}/v1/journal", &[System, Auditor, Office]),
    op("GET", "/api/{service}/v1/inbox", &[Auditor, Office]),
    op("GET", "/api/{service}/v1/looks", &[Auditor]),
    op("GET", "/api/{service}/v1/waiting", SIGNED_IN),
    op("GET", "/api/{service}/v1/timeline/{id}", STAFF),
    op("GET", "/api/{service}/v1/artefacts/{digest}", &[System]),
    op("GET", "/api/{service}/v1/dead-letters", OPERATORS),
    op("POST", "/api/{service}/v1/dead-letters/{id}/redrive", OPERATORS),
];
