//! The keys that tokens are signed with. The newest signs; older ones are listed until the last token under them has
//! expired.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::Entropy;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Context, StoreError, sql};
use web::{
    Claims, Problem, Service,
    problem::from_store,
    token::{KeySet, PublicKey},
};

#[derive(FromQueryResult)]
struct Row {
    kid: String,
    seed: String,
}

impl Row {
    fn key(&self) -> Option<SigningKey> {
        let seed: [u8; 32] = hex::decode(&self.seed).ok()?.try_into().ok()?;
        Some(SigningKey::from_bytes(&seed))
    }
}

async fn newest_first<C: ConnectionTrait>(on: &C) -> Result<Vec<Row>, StoreError> {
    Ok(sql::all(on, "SELECT kid, seed FROM token_key ORDER BY made_us DESC, kid LIMIT 8", vec![]).await?)
}

/// The public keys; makes the first one where there is none.
pub async fn public(context: &Context) -> Result<KeySet, StoreError> {
    if newest_first(context.database.read()).await?.is_empty() {
        rotate(context).await?;
    }
    let keys = newest_first(context.database.read()).await?;
    Ok(KeySet { keys: keys.iter().filter_map(|row| Some(listed(&row.kid, &row.key()?))).collect() })
}

/// Adds a key, which signs from now on.
pub async fn rotate(context: &Context) -> Result<(), StoreError> {
    let key = SigningKey::from_bytes(&Entropy::bytes32(&*context.entropy));
    let kid = hex::encode(&key.verifying_key().as_bytes()[..8]);
    let transaction = context.database.begin().await?;
    let made = context.clock.now().timestamp_micros();
    let values = vec![kid.into(), hex::encode(key.to_bytes()).into(), made.into()];
    sql::execute(&transaction, "INSERT INTO token_key (kid, seed, made_us) VALUES (?, ?, ?)", values).await?;
    Ok(transaction.commit().await?)
}

/// Signs claims with the newest key.
pub async fn sign(service: &Service, claims: &Claims) -> Result<String, Problem> {
    public(service).await.map_err(from_store)?;
    let keys = newest_first(service.database.read()).await.map_err(from_store)?;
    let newest = keys.first().and_then(|row| Some((row.kid.clone(), row.key()?)));
    let (kid, key) = newest.ok_or_else(|| Problem::fault("no token key"))?;
    let der = key.to_pkcs8_der().map_err(|e| Problem::fault(&e.to_string()))?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(kid);
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(der.as_bytes()))
        .map_err(|e| Problem::fault(&e.to_string()))
}

fn listed(kid: &str, key: &SigningKey) -> PublicKey {
    PublicKey {
        kid: kid.to_owned(),
        kty: "OKP".to_owned(),
        crv: "Ed25519".to_owned(),
        x: URL_SAFE_NO_PAD.encode(key.verifying_key().as_bytes()),
        alg: "EdDSA".to_owned(),
    }
}
