//! What is due first is read first.

use store::{Migration, schema::due_index};

pub const STEP: Migration = Migration { name: "referral_0002_by_due", sql: || due_index("referral") };
