//! Operations of inspection.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
