//! Operations of disclosure.

use super::Operation;

pub(super) const TABLE: &[Operation] = &[];
