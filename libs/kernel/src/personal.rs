//! The guard around personal data (art. 25). What is kept is ciphertext under a key of the person's own; deleting the
//! key forgets the person everywhere at once, journals and backups included.

use std::{fmt, marker::PhantomData};

use chacha20poly1305::{ChaCha20Poly1305, KeyInit, aead::Aead};
use serde::{Deserialize, Serialize};

use crate::Entropy;

/// One person's key, 32 bytes, kept in one table of the service that owns the person and nowhere else.
#[derive(Clone)]
pub struct PersonKey([u8; 32]);

impl PersonKey {
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self(entropy.bytes32())
    }
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonKey(***)")
    }
}

/// Text about a person, sealed: hex of `nonce[12] ‖ ciphertext` (ChaCha20-Poly1305). It serialises as that ciphertext
/// and prints as stars, so a log line, a trace or an event cannot leak it; `reveal` needs the key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Personal<T>(String, #[serde(skip)] PhantomData<fn() -> T>);

impl<T: AsRef<str> + From<String>> Personal<T> {
    pub fn seal(value: &T, key: &PersonKey, entropy: &dyn Entropy) -> Self {
        let mut nonce = [0; 12];
        entropy.fill(&mut nonce);
        let cipher = ChaCha20Poly1305::new(&key.0.into());
        // Encryption of a short text under a fresh nonce cannot fail; an empty ciphertext would reveal as `None`.
        let sealed = cipher.encrypt(&nonce.into(), value.as_ref().as_bytes()).unwrap_or_default();
        Self(hex::encode(nonce) + &hex::encode(sealed), PhantomData)
    }

    /// The text, or `None` where the key is another or the ciphertext was touched.
    pub fn reveal(&self, key: &PersonKey) -> Option<T> {
        let bytes = hex::decode(&self.0).ok()?;
        let (nonce, sealed) = bytes.split_first_chunk::<12>()?;
        let cipher = ChaCha20Poly1305::new(&key.0.into());
        let plain = cipher.decrypt(&(*nonce).into(), sealed).ok()?;
        String::from_utf8(plain).ok().map(T::from)
    }
}

impl<T> fmt::Debug for Personal<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededEntropy;

    #[test]
    fn sealed_text_opens_with_its_key_only_and_never_prints() {
        let entropy = SeededEntropy::new(1);
        let (key, other) = (PersonKey::new(&entropy), PersonKey::new(&entropy));
        let name = Personal::seal(&"王小明".to_owned(), &key, &entropy);
        assert_eq!(name.reveal(&key).as_deref(), Some("王小明"));
        assert_eq!(name.reveal(&other), None);
        assert_eq!(format!("{name:?}"), "***");
        assert!(!serde_json::to_string(&name).unwrap().contains("王"));
    }
}
