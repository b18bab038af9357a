//! Operations of oversight.

use kernel::Role::{self, *};

use super::{Operation, op};

const WATCHERS: &[Role] = &[Office, Observer, Auditor];
const TAKING_PART: &[Role] = &[Office, Observer, Auditor, Clerk, Leader, Principal];

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/oversight/v1/tasks/{id}/timeline", TAKING_PART),
    op("GET", "/api/oversight/v1/duties", TAKING_PART),
    op("GET", "/api/oversight/v1/coverage", TAKING_PART),
    op("GET", "/api/oversight/v1/counts", WATCHERS),
    op("GET", "/api/oversight/v1/alerts", WATCHERS),
    op("GET", "/api/oversight/v1/public-figures", &[Public]),
];
