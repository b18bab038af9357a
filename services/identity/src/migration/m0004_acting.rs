use store::Migration;

pub const STEP: Migration = Migration { name: "identity_0004_acting", sql };

/// By which grant a session acts, so that a refresh that names none stays with it.
fn sql() -> String {
    "ALTER TABLE session ADD COLUMN acting {text}".to_owned()
}
