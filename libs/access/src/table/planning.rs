//! Operations of planning.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
