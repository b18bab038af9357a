//! Operations of referral.

use kernel::Role::{self, *};

use super::{Operation, op};

const READERS: &[Role] = &[Office, Clerk, Leader, Principal, Inspector, Observer, Auditor, System];
const RECEIVER: &[Role] = &[Clerk, System];

pub(super) const TABLE: &[Operation] = &[
    op("GET", "/api/referral/v1/referrals", READERS),
    op("GET", "/api/referral/v1/referrals/{id}", READERS),
    op("GET", "/api/referral/v1/referrals/{id}/evidence/{digest}", READERS),
    op("POST", "/api/referral/v1/referrals/{id}/acceptance", RECEIVER),
    op("POST", "/api/referral/v1/referrals/{id}/decline", RECEIVER),
    op("POST", "/api/referral/v1/referrals/{id}/designation", &[Office]),
    op("POST", "/api/referral/v1/referrals/{id}/conclusion", RECEIVER),
    op("GET", "/api/referral/v1/feed", &[System, DepartmentIt]),
    op(
        "GET",
        "/api/referral/v1/routing-rules",
        &[Office, Clerk, Leader, Principal, Observer, Auditor, Administrator],
    ),
    op("POST", "/api/referral/v1/routing-rules", &[Administrator]),
];
