//! The trust file: the keys that a verifier has pinned beforehand. An empty list pins nothing, and the report says so.

use serde::Deserialize;

use crate::encoding::Hash;
use crate::note::VKey;

/// Keys to hold a receipt to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    pub receipt_keys: Vec<ReceiptKey>,
    /// Logs whose checkpoints count.
    pub log_keys: Vec<VKey>,
    /// Outside witnesses whose cosignatures count.
    pub witness_keys: Vec<VKey>,
}

/// A key that may sign receipts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptKey {
    /// What the report calls the key, e.g. the service and year.
    pub name: String,
    pub public_key: Hash,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    receipt_keys: Vec<ReceiptKey>,
    #[serde(default)]
    log_keys: Vec<String>,
    #[serde(default)]
    witness_keys: Vec<String>,
}

/// Why a trust file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustFault {
    #[error("{0}")]
    Json(String),
    #[error("{0} 不是形如 名称+编号+base64 的公钥")]
    Key(String),
}

impl Trust {
    /// Reads a trust file: ordinary JSON, because people write it.
    ///
    /// # Errors
    /// If it is not JSON of this shape or a key is malformed.
    pub fn from_json(bytes: &[u8]) -> Result<Self, TrustFault> {
        let file: File = serde_json::from_slice(bytes).map_err(|e| {
            TrustFault::Json(format!("第 {} 行第 {} 列起不是规定形状的 JSON", e.line(), e.column()))
        })?;
        let keys = |texts: Vec<String>| {
            texts
                .into_iter()
                .map(|t| t.parse().map_err(|_| TrustFault::Key(t)))
                .collect::<Result<Vec<VKey>, _>>()
        };
        Ok(Self {
            receipt_keys: file.receipt_keys,
            log_keys: keys(file.log_keys)?,
            witness_keys: keys(file.witness_keys)?,
        })
    }

    /// The name under which a receipt key is pinned.
    pub fn receipt_key(&self, public_key: &Hash) -> Option<&str> {
        self.receipt_keys.iter().find(|k| k.public_key == *public_key).map(|k| k.name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trust_file_is_read_and_its_faults_are_named() {
        let file = br#"{ "receipt_keys": [], "log_keys":
            ["PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"] }"#;
        assert_eq!(Trust::from_json(file).unwrap().log_keys.len(), 1);
        assert_eq!(Trust::from_json(br#"{"log_keys":["x"]}"#), Err(TrustFault::Key("x".into())));
        assert!(matches!(Trust::from_json(br#"{"keys":[]}"#), Err(TrustFault::Json(_))));
    }
}
