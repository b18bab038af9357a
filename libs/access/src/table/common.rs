//! Operations that every service has.

use kernel::Role::{self, Administrator, Auditor, DepartmentIt, Office, System};

use super::{Operation, op};

const OPERATORS: &[Role] = &[Administrator, DepartmentIt];

/// Paths begin with `/api/{service}`, whichever service answers.
pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/{service}/v1/journal", &[System, Auditor, Office]),
    op("GET", "/api/{service}/v1/dead-letters", OPERATORS),
    op("POST", "/api/{service}/v1/dead-letters/{id}/redrive", OPERATORS),
];
