//! The first administrator's one-time code (`suiji admin init`).

use kernel::Entropy;
use sha2::{Digest, Sha256};
use store::{Context, StoreError, sql};

/// How long a code is good for, microseconds.
const GOOD_FOR_US: i64 = 24 * 3600 * 1_000_000;

/// Makes a code; it is kept hashed and shown once.
pub async fn init(context: &Context) -> Result<String, StoreError> {
    let code = hex::encode(&Entropy::bytes32(&*context.entropy)[..12]);
    let expires = context.clock.now().timestamp_micros() + GOOD_FOR_US;
    let transaction = context.database.begin().await?;
    let values = vec![hashed(&code).into(), expires.into()];
    sql::execute(&transaction, "INSERT INTO first_code (code, expires_us) VALUES (?, ?)", values).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Makes a code where there is no account yet.
pub async fn init_if_needed(context: &Context) -> Result<Option<String>, StoreError> {
    let accounts =
        sql::number(context.database.read(), "SELECT count(*) AS number FROM account", vec![]).await?;
    if accounts > 0 { Ok(None) } else { init(context).await.map(Some) }
}

/// What is kept of a secret.
pub(crate) fn hashed(secret: &str) -> String {
    hex::encode(Sha256::digest(secret))
}
