//! Keys of a log: Ed25519, named by the log's origin, written as in C2SP signed-note.

use std::fmt;
use std::str::FromStr;

use base64::prelude::{BASE64_STANDARD, Engine};
use ed25519_dalek::{Signer, SigningKey};
use serde::{Deserialize, Serialize};
use signed_note::{Signature, StandardVerifier, Verifier};

use crate::LogError;
use crate::state::is_origin;

/// Signed-note's algorithm byte of Ed25519.
const ED25519: u8 = 1;

/// A public key of a log, `name+hash+base64`. Pin it: who holds another key for the same name can show another log.
#[derive(Clone, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LogKey {
    text: String,
    verifier: StandardVerifier,
}

/// The secret key of a log.
pub struct LogSigner {
    secret: SigningKey,
    key: LogKey,
}

impl LogKey {
    /// The origin of the log whose key it is.
    pub fn name(&self) -> &str {
        self.verifier.name()
    }

    /// The key's number within its name, the `hash` of its text form.
    pub fn id(&self) -> u32 {
        self.verifier.key_id()
    }

    pub(crate) fn verifier(&self) -> StandardVerifier {
        self.verifier.clone()
    }
}

impl LogSigner {
    /// The key pair of a 32-byte secret seed, which must come from `Entropy` and be kept like a password.
    ///
    /// # Errors
    /// [`LogError::Origin`] if the name cannot be an origin.
    pub fn from_seed(name: &str, seed: [u8; 32]) -> Result<Self, LogError> {
        if !is_origin(name) {
            return Err(LogError::Origin);
        }
        let secret = SigningKey::from_bytes(&seed);
        let public = [&[ED25519], secret.verifying_key().as_bytes().as_slice()].concat();
        let id = signed_note::key_id(name, &public);
        let key = format!("{name}+{id:08x}+{}", BASE64_STANDARD.encode(&public)).parse()?;
        Ok(Self { secret, key })
    }

    pub fn key(&self) -> &LogKey {
        &self.key
    }

    pub(crate) fn sign(&self, text: &[u8]) -> Result<Signature, LogError> {
        let bytes = self.secret.sign(text).to_vec();
        Signature::new(self.key.name().to_owned(), self.key.id(), bytes).map_err(|_| LogError::Origin)
    }
}

impl FromStr for LogKey {
    type Err = LogError;

    fn from_str(text: &str) -> Result<Self, LogError> {
        let verifier = StandardVerifier::new(text).map_err(|_| LogError::Key)?;
        // One key has one text, so that texts can be compared.
        let canonical = text.starts_with(&format!("{}+{:08x}+", verifier.name(), verifier.key_id()));
        if !canonical || !is_origin(verifier.name()) {
            return Err(LogError::Key);
        }
        Ok(Self { text: text.to_owned(), verifier })
    }
}

impl TryFrom<String> for LogKey {
    type Error = LogError;

    fn try_from(text: String) -> Result<Self, LogError> {
        text.parse()
    }
}

impl From<LogKey> for String {
    fn from(key: LogKey) -> Self {
        key.text
    }
}

impl PartialEq for LogKey {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for LogKey {}

impl fmt::Display for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({self})")
    }
}

impl fmt::Debug for LogSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogSigner({})", self.key)
    }
}
