//! What is due first is read first.

use store::{Migration, schema::due_index};

pub const STEP: Migration = Migration { name: "inspection_0004_by_due", sql: || due_index("visit") };
