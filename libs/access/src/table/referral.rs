//! Operations of referral.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
