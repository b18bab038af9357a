//! Operations of planning.

use kernel::Role::{self, *};

use super::{Operation, op};

const STAFF: &[Role] = &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor];
const ANYBODY: &[Role] = &[Public];

pub(super) const TABLE: &[Operation] = &[
    op("POST", "/api/planning/v1/regions", &[Administrator]),
    op("POST", "/api/planning/v1/departments", &[Administrator]),
    op("GET", "/api/planning/v1/regions", ANYBODY),
    op("GET", "/api/planning/v1/departments", ANYBODY),
    op("POST", "/api/planning/v1/calendar/notices", &[Administrator]),
    op("GET", "/api/planning/v1/calendar/due", ANYBODY),
    op("GET", "/api/planning/v1/calendar/days", ANYBODY),
    op("GET", "/api/planning/v1/calendar/notices", ANYBODY),
    op("POST", "/api/planning/v1/catalogues", &[Clerk]),
    op("POST", "/api/planning/v1/catalogues/{id}/publication", &[Principal]),
    op("GET", "/api/planning/v1/catalogues", STAFF),
    op("GET", "/api/planning/v1/catalogues/current", ANYBODY),
    op("POST", "/api/planning/v1/plans", &[Clerk]),
    op("POST", "/api/planning/v1/plans/{id}/resubmission", &[Clerk]),
    op("POST", "/api/planning/v1/plans/{id}/amendments", &[Clerk]),
    op("POST", "/api/planning/v1/plans/{id}/confirmation", &[Clerk]),
    op("POST", "/api/planning/v1/plans/{id}/return", &[Office]),
    op("POST", "/api/planning/v1/plans/{id}/publication", &[Office]),
    op("GET", "/api/planning/v1/plans", STAFF),
    op("GET", "/api/planning/v1/plans/{id}", STAFF),
    op("GET", "/api/planning/v1/plans/{id}/editions", STAFF),
    op("POST", "/api/planning/v1/city-plans", &[Office]),
    op("GET", "/api/planning/v1/city-plans", ANYBODY),
    op("GET", "/api/planning/v1/city-plans/{id}", ANYBODY),
    op("POST", "/api/planning/v1/proposals", &[Clerk]),
    op("POST", "/api/planning/v1/proposals/{id}/handling", &[Office]),
    op("GET", "/api/planning/v1/proposals", &[Office, Clerk, Leader, Principal, Observer, Auditor]),
    op("GET", "/api/planning/v1/proposals/{id}", &[Office, Clerk, Leader, Principal, Observer, Auditor]),
    op("POST", "/api/planning/v1/tasks", &[Clerk]),
    op("POST", "/api/planning/v1/tasks/{id}/agreement", &[Clerk]),
    op("POST", "/api/planning/v1/tasks/{id}/objection", &[Clerk]),
    op("POST", "/api/planning/v1/tasks/{id}/scheme", &[Clerk]),
    op("POST", "/api/planning/v1/tasks/{id}/approval", &[Principal]),
    op("POST", "/api/planning/v1/tasks/{id}/release", &[Clerk]),
    op("GET", "/api/planning/v1/tasks", STAFF),
    op("GET", "/api/planning/v1/tasks/{id}", STAFF),
];
