//! Operations of draw.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
