//! Operations of identity.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
