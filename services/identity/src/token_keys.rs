//! The keys that tokens are signed with. The newest signs; older ones are listed until the last token under them has
//! expired. Their seeds are kept sealed under a key in a file of the operator's: a copy of the database signs nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contracts::events::identity::KeyEvent;
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{Entropy, PersonKey, Personal, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{StoreError, Work, journal, sql};
use web::{
    Claims, Problem, Service,
    problem::from_store,
    token::{KeySet, PublicKey},
};

use crate::http::{service_token::GOOD_FOR_S, sessions::token_seconds};

/// The trail of rotations.
const AGGREGATE: &str = "token-keys";

/// The file of the key that seals them.
const SEAL: &str = "identity.token_key_file";

#[derive(FromQueryResult)]
struct Row {
    kid: String,
    public: String,
    seed: String,
    made_us: i64,
}

impl Row {
    /// The key to sign with; none under another seal.
    fn key(&self, seal: &PersonKey) -> Option<SigningKey> {
        let seed = serde_json::from_str::<Personal<String>>(&self.seed).ok()?.reveal(seal)?;
        Some(SigningKey::from_bytes(&hex::decode(seed).ok()?.try_into().ok()?))
    }

    fn listed(&self) -> PublicKey {
        PublicKey {
            kid: self.kid.clone(),
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: self.public.clone(),
            alg: "EdDSA".to_owned(),
        }
    }
}

fn seal(service: &Service) -> Result<PersonKey, StoreError> {
    let seed = web::seed(service, SEAL).map_err(|error| StoreError::Bus(error.to_string()))?;
    Ok(PersonKey::from_bytes(seed))
}

async fn newest_first<C: ConnectionTrait>(on: &C) -> Result<Vec<Row>, StoreError> {
    let text = "SELECT kid, public, seed, made_us FROM sealed_token_key ORDER BY made_us DESC, kid LIMIT 100";
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
    Ok(KeySet { keys: good.map(|(row, _)| row.listed()).collect() })
}

/// Makes the first key, or one in the place of keys that open no more; of two processes that begin at once one key signs and both
/// are listed.
async fn begin(service: &Service) -> Result<(), StoreError> {
    let transaction = service.database.begin().await?;
    let last_us = newest_first(&transaction).await?.first().map_or(0, |row| row.made_us);
    insert(&transaction, service, last_us).await?;
    Ok(transaction.commit().await?)
}

/// Adds a key, which signs from now on; its id, and how many rotations there were with it.
pub async fn rotate(
    service: &Service,
    work: &mut Work,
    region: &RegionCode,
) -> Result<(String, u64), StoreError> {
    let last_us = newest_first(work.tx()).await?.first().map_or(0, |row| row.made_us);
    let kid = insert(work.tx(), service, last_us).await?;
    let from = journal::last_version(work.tx(), AGGREGATE).await?;
    work.record(region, AGGREGATE, from, &[KeyEvent::Rotated { kid: kid.clone() }]).await?;
    Ok((kid, from + 1))
}

/// A new key is always later than the last one, however the clock stands.
async fn insert<C: ConnectionTrait>(on: &C, service: &Service, last_us: i64) -> Result<String, StoreError> {
    let key = SigningKey::from_bytes(&Entropy::bytes32(&*service.entropy));
    let public = *key.verifying_key().as_bytes();
    let kid = hex::encode(&public[..8]);
    let made = service.clock.now().timestamp_micros().max(last_us + 1);
    let sealed = Personal::seal(&hex::encode(key.to_bytes()), &seal(service)?, &*service.entropy);
    let (public, sealed) = (URL_SAFE_NO_PAD.encode(public), serde_json::to_string(&sealed)?);
    let values = vec![kid.as_str().into(), public.into(), sealed.into(), made.into()];
    let text = "INSERT INTO sealed_token_key (kid, public, seed, made_us) VALUES (?, ?, ?, ?)";
    sql::execute(on, text, values).await?;
    Ok(kid)
}

/// Signs claims with the newest key. Where that was sealed under another key, which is lost or was exchanged, a new one is made
/// and signs; tokens under the old one stay good for their time.
pub async fn sign(service: &Service, claims: &Claims) -> Result<String, Problem> {
    public(service).await.map_err(from_store)?;
    let (kid, key) = match newest(service).await.map_err(from_store)? {
        Some(newest) => newest,
        None => {
            begin(service).await.map_err(from_store)?;
            newest(service).await.map_err(from_store)?.ok_or_else(|| Problem::fault("no token key"))?
        }
    };
    let der = key.to_pkcs8_der().map_err(|e| Problem::fault(&e.to_string()))?;
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(kid);
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(der.as_bytes()))
        .map_err(|e| Problem::fault(&e.to_string()))
}

async fn newest(service: &Service) -> Result<Option<(String, SigningKey)>, StoreError> {
    let (keys, seal) = (newest_first(service.database.read()).await?, seal(service)?);
    Ok(keys.first().and_then(|row| Some((row.kid.clone(), row.key(&seal)?))))
}
