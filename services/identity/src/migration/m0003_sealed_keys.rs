use store::Migration;

pub const STEP: Migration = Migration { name: "identity_0003_sealed_keys", sql };

/// Seeds lay open in `token_key`. They sign nothing any more: tokens under them end, and sessions go on under a new key.
fn sql() -> String {
    "CREATE TABLE sealed_token_key (
        kid {text} PRIMARY KEY,
        public {text} NOT NULL,
        seed TEXT NOT NULL,
        made_us BIGINT NOT NULL
    )
    --
    DELETE FROM token_key
    --
    "
    .to_owned()
}
