//! Operations of inspection. The office, third parties and people without a certificate carry out nothing (n54_1).

use kernel::Role::{self, *};

use super::{Operation, op};

const READERS: &[Role] = &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor];
const FIELD: &[Role] = &[Inspector];
/// The team and the initiating clerk; other clerks see no visit that could still be changed.
const CONCERNED: &[Role] = &[Inspector, Clerk];

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/inspection/v1/visits", READERS),
    op("GET", "/api/inspection/v1/visits/{id}", READERS),
    op("GET", "/api/inspection/v1/visits/{id}/evidence/{digest}", READERS),
    op("GET", "/api/inspection/v1/visits/{id}/dossier", READERS),
    op("POST", "/api/inspection/v1/visits/{id}/pre-checks", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/schedule", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/notice", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/substitutions", CONCERNED),
    op("POST", "/api/inspection/v1/visits/{id}/substitutions/approval", &[Leader]),
    op("POST", "/api/inspection/v1/visits/{id}/substitutions/rejection", &[Leader]),
    op("POST", "/api/inspection/v1/visits/{id}/cancellation", CONCERNED),
    op("POST", "/api/inspection/v1/visits/{id}/cancellation/approval", &[Leader]),
    op("POST", "/api/inspection/v1/visits/{id}/start", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/measures", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/evidence", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/items/{item}/result", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/signature", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/object-signature", FIELD),
    op("POST", "/api/inspection/v1/visits/{id}/end", FIELD),
    op("GET", "/api/inspection/v1/findings", READERS),
];
