//! Operations of draw.

use kernel::Role::{self, *};

use super::{Operation, op};

const STAFF: &[Role] = &[Office, Clerk, Leader, Principal, Observer, Auditor, DrawParty];

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/draw/v1/draws", STAFF),
    op("GET", "/api/draw/v1/draws/{id}", STAFF),
    op("POST", "/api/draw/v1/draws/{id}/opening", &[Clerk]),
    op("POST", "/api/draw/v1/draws/{id}/commitments", &[DrawParty]),
    op("POST", "/api/draw/v1/draws/{id}/commit", &[Clerk]),
    op("POST", "/api/draw/v1/draws/{id}/reveals", &[DrawParty]),
    op("POST", "/api/draw/v1/draws/{id}/void-request", &[Office]),
    op("POST", "/api/draw/v1/draws/{id}/void-approval", &[Principal]),
    op("GET", "/api/draw/v1/draws/{id}/list", &[Clerk, Principal]),
    op("GET", "/api/draw/v1/draws/{id}/receipt/{file}", &[Auditor]),
    op("GET", "/api/draw/v1/public-draws", &[Public]),
    op("GET", "/api/draw/v1/substitutions/{region}", &[Public]),
    op("GET", "/api/draw/v1/receipts/{region}/{seq}", &[Public]),
    op("GET", "/api/draw/v1/receipts/{region}/{seq}/{file}", &[Public]),
    op("GET", "/api/draw/v1/receipts/{region}/{seq}/openings/{object}", &[Public]),
    op("GET", "/api/draw/v1/log/{region}/checkpoint", &[Public]),
    op("GET", "/api/draw/v1/log/{region}/tile/{level}/{index}", &[Public]),
    op("GET", "/api/draw/v1/log/{region}/tile/{level}/{group}/{rest}", &[Public]),
    op("GET", "/api/draw/v1/log/{region}/tile/{level}/{group}/{index}/{rest}", &[Public]),
];
