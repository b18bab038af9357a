//! Tokens as identity would make them, under a key of the test's own.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{SigningKey, pkcs8::EncodePrivateKey};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::{AccountId, Actor, DepartmentId, InspectorId, RegionCode, Role};
use sha2::{Digest, Sha256};
use web::{
    Claims,
    token::{AUDIENCE, KeySet, PublicKey},
};

const KID: &str = "test";

/// Signs tokens that last for good.
#[derive(Debug, Clone)]
pub struct Signer(SigningKey);

impl Default for Signer {
    fn default() -> Self {
        Self(SigningKey::from_bytes(&[7; 32]))
    }
}

impl Signer {
    pub fn keys(&self) -> KeySet {
        let x = URL_SAFE_NO_PAD.encode(self.0.verifying_key().as_bytes());
        let key =
            PublicKey { kid: KID.into(), kty: "OKP".into(), crv: "Ed25519".into(), x, alg: "EdDSA".into() };
        KeySet { keys: vec![key] }
    }

    pub fn sign(&self, claims: &Claims) -> String {
        let der = self.0.to_pkcs8_der().unwrap();
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(KID.to_owned());
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_ed_der(der.as_bytes())).unwrap()
    }

    /// The account that `token` uses for this role and department: the same each time.
    pub fn account(role: Role, region: &RegionCode, department: Option<&DepartmentId>) -> AccountId {
        let digest = Sha256::digest(format!("{role:?} {region} {department:?}"));
        AccountId::from(uuid::Uuid::from_slice(&digest[..16]).unwrap())
    }

    pub fn token(&self, actor: &Actor, service: Option<&str>) -> String {
        self.sign(&Claims {
            iss: "test".into(),
            aud: AUDIENCE.into(),
            sub: actor.account,
            iat: 0,
            exp: i64::MAX / 2,
            role: actor.role,
            region: actor.region.clone(),
            department: actor.department.clone(),
            inspector: actor.inspector,
            service: service.map(str::to_owned),
            watches: Vec::new(),
            grant: None,
            session: None,
        })
    }

    pub fn actor(
        role: Role,
        region: &str,
        department: Option<&str>,
        inspector: Option<InspectorId>,
    ) -> Actor {
        let region: RegionCode = region.parse().unwrap();
        let department: Option<DepartmentId> = department.map(|id| id.parse().unwrap());
        let mut account = Self::account(role, &region, department.as_ref());
        if let Some(inspector) = inspector {
            account = AccountId::from(inspector.uuid());
        }
        Actor { account, role, region, department, inspector }
    }
}
