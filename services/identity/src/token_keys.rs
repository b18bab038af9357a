//! The keys that tokens are signed with. The newest signs; older ones are listed until the last token under them has
//! expired.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contracts::events::identity::KeyEvent;
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Entropy, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Context, StoreError, Work, journal, sql};
use web::{
    Claims, Problem, Service,
    problem::from_store,
    token::{KeySet, PublicKey},
};

use crate::http::{service_token::GOOD_FOR_S, sessions::token_seconds};

/// The trail of rotations.
const AGGREGATE: &str = "token-keys";

#[derive(FromQueryResult)]
struct Row {
    kid: String,
    seed: String,
    made_us: i64,
}

impl Row {
    fn key(&self) -> Option<SigningKey> {
        let seed: [u8; 32] = hex::decode(&self.seed).ok()?.try_into().ok()?;
        Some(SigningKey::from_bytes(&seed))
    }
}

async fn newest_first<C: ConnectionTrait>(on: &C) -> Result<Vec<Row>, StoreError> {
    let text = "SELECT kid, seed, made_us FROM token_key ORDER BY made_us DESC, kid LIMIT 100";
    Ok(sql::all(on, text, vec![]).await?)
}

/// The public keys that a token may still be good under; makes the first one where there is none.
pub async fn public(service: &Service) -> Result<KeySet, StoreError> {
    if newest_first(service.database.read()).await?.is_empty() {
        begin(service).await?;
    }
    let keys = newest_first(service.database.read()).await?;
    let longest_s = token_seconds(service).max(GOOD_FOR_S.cast_signed()) + 60;
    let since_us = service.clock.now().timestamp_micros() - longest_s * 1_000_000;
    // A key signed until the next one was made.
    let superseded = std::iter::once(i64::MAX).chain(keys.iter().map(|row| row.made_us));
    let good = keys.iter().zip(superseded).filter(|(_, until_us)| *until_us > since_us);
    Ok(KeySet { keys: good.filter_map(|(row, _)| Some(listed(&row.kid, &row.key()?))).collect() })
}

/// Makes the first key; of two processes that begin at once one key signs and both are listed.
async fn begin(context: &Context) -> Result<(), StoreError> {
    let transaction = context.database.begin().await?;
    insert(&transaction, context, 0).await?;
    Ok(transaction.commit().await?)
}

/// Adds a key, which signs from now on; its id, and how many rotations there were with it.
pub async fn rotate(work: &mut Work, region: &RegionCode) -> Result<(String, u64), StoreError> {
    let last_us = newest_first(work.tx()).await?.first().map_or(0, |row| row.made_us);
    let context = work.context().clone();
    let kid = insert(work.tx(), &context, last_us).await?;
    let from = journal::last_version(work.tx(), AGGREGATE).await?;
    work.record(region, AGGREGATE, from, &[KeyEvent::Rotated { kid: kid.clone() }]).await?;
    Ok((kid, from + 1))
}

/// A new key is always later than the last one, however the clock stands.
async fn insert<C: ConnectionTrait>(on: &C, context: &Context, last_us: i64) -> Result<String, StoreError> {
    let key = SigningKey::from_bytes(&Entropy::bytes32(&*context.entropy));
    let kid = hex::encode(&key.verifying_key().as_bytes()[..8]);
    let made = context.clock.now().timestamp_micros().max(last_us + 1);
    let values = vec![kid.as_str().into(), hex::encode(key.to_bytes()).into(), made.into()];
    sql::execute(on, "INSERT INTO token_key (kid, seed, made_us) VALUES (?, ?, ?)", values).await?;
    Ok(kid)
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
