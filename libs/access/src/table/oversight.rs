//! Operations of oversight.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
