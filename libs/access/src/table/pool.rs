//! Operations of pool.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
