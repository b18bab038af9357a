//! Reading C2SP signed notes and checkpoints. Written here, and not shared with the log's own library, so that the
//! verifier stands alone.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};

use crate::encoding::{Hash, Hex, sha256};
use crate::text::decimal;

/// Most signatures that a note is read with.
const MAX_SIGNATURES: usize = 64;
const LOG_KEY: u8 = 0x01;
const WITNESS_KEY: u8 = 0x04;

/// Why a note, a checkpoint or a key is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    #[error("不是签名的记录")]
    Note,
    #[error("不是检查点")]
    Checkpoint,
    #[error("不是形如 名称+编号+base64 的公钥")]
    Key,
    #[error("没有 {0} 的签名")]
    NotSigned(String),
    #[error("{0} 的签名不正确")]
    BadSignature(String),
}

/// A verifier key `name+hash+base64(type ‖ key)`: type 1 signs as a log, type 4 cosigns as a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VKey {
    name: String,
    kind: u8,
    key: VerifyingKey,
}

impl VKey {
    /// The key of a log with this name.
    ///
    /// # Errors
    /// If the name is empty or holds spaces or `+`, or the key is no point of the curve.
    pub fn of_log(name: &str, public_key: &[u8; 32]) -> Result<Self, NoteFault> {
        let key = VerifyingKey::from_bytes(public_key).map_err(|_| NoteFault::Key)?;
        if name.is_empty() || name.contains('+') || name.chars().any(|c| c.is_whitespace() || c.is_control())
        {
            return Err(NoteFault::Key);
        }
        Ok(Self { name: name.to_owned(), kind: LOG_KEY, key })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of `SHA-256(name ‖ 0x0A ‖ type ‖ key)`.
    fn id(&self) -> [u8; 4] {
        let mut bytes = self.name.clone().into_bytes();
        bytes.extend([b'\n', self.kind]);
        bytes.extend(self.key.as_bytes());
        let Hex([a, b, c, d, ..]) = sha256(&bytes);
        [a, b, c, d]
    }
}

impl fmt::Display for VKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut material = vec![self.kind];
        material.extend(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex::encode(self.id()), STANDARD.encode(material))
    }
}

impl FromStr for VKey {
    type Err = NoteFault;

    fn from_str(text: &str) -> Result<Self, NoteFault> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_), Some(material)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteFault::Key);
        };
        let material = STANDARD.decode(material).map_err(|_| NoteFault::Key)?;
        let (kind, key) = material.split_first().ok_or(NoteFault::Key)?;
        let key: [u8; 32] = key.try_into().map_err(|_| NoteFault::Key)?;
        let vkey = Self { kind: *kind, ..Self::of_log(name, &key)? };
        let known = matches!(vkey.kind, LOG_KEY | WITNESS_KEY);
        if known && vkey.to_string() == text { Ok(vkey) } else { Err(NoteFault::Key) }
    }
}

/// A text and the lines that sign it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct NoteSignature {
    name: String,
    id: [u8; 4],
    bytes: Vec<u8>,
}

impl Note {
    /// # Errors
    /// If the text is not a signed note.
    pub fn parse(note: &str) -> Result<Self, NoteFault> {
        if note.chars().any(|c| c.is_ascii_control() && c != '\n') {
            return Err(NoteFault::Note);
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteFault::Note)?;
        let signatures = signatures.strip_suffix('\n').ok_or(NoteFault::Note)?;
        let signatures: Vec<_> =
            signatures.split('\n').map(NoteSignature::parse).collect::<Result<_, _>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteFault::Note);
        }
        Ok(Self { text: format!("{text}\n"), signatures })
    }

    /// Checks the log's signature.
    ///
    /// # Errors
    /// If the key did not sign the text, or signed another.
    pub fn verify(&self, key: &VKey) -> Result<(), NoteFault> {
        let mut signed = self.by(key).peekable();
        if key.kind != LOG_KEY || signed.peek().is_none() {
            return Err(NoteFault::NotSigned(key.name.clone()));
        }
        let good = |s: &NoteSignature| key.verifies(self.text.as_bytes(), &s.bytes);
        if signed.all(good) { Ok(()) } else { Err(NoteFault::BadSignature(key.name.clone())) }
    }

    /// The time (seconds since 1970) at which a witness first cosigned (C2SP tlog-cosignature v1); `None` if it did not.
    ///
    /// # Errors
    /// If a cosignature under the witness's name and key is wrong.
    pub fn cosigned_at(&self, witness: &VKey) -> Result<Option<u64>, NoteFault> {
        if witness.kind != WITNESS_KEY {
            return Ok(None);
        }
        let time = |signature: &NoteSignature| {
            let (time, bytes) = signature.bytes.split_first_chunk::<8>()?;
            let time = u64::from_be_bytes(*time);
            let message = format!("cosignature/v1\ntime {time}\n{}", self.text);
            witness.verifies(message.as_bytes(), bytes).then_some(time)
        };
        let times: Option<Vec<u64>> = self.by(witness).map(time).collect();
        let times = times.ok_or_else(|| NoteFault::BadSignature(witness.name.clone()))?;
        Ok(times.into_iter().min())
    }

    fn by<'a>(&'a self, key: &VKey) -> impl Iterator<Item = &'a NoteSignature> {
        let (name, id) = (key.name.clone(), key.id());
        self.signatures.iter().filter(move |s| s.name == name && s.id == id)
    }

    /// The log's head that this note states.
    ///
    /// # Errors
    /// If the text is not origin, size and root.
    pub fn checkpoint(&self) -> Result<Checkpoint, NoteFault> {
        let mut lines = self.text.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(NoteFault::Checkpoint);
        };
        let size = decimal(size, u64::MAX).map_err(|_| NoteFault::Checkpoint)?;
        let root = base64_hash(root).ok_or(NoteFault::Checkpoint)?;
        let shaped = !origin.is_empty() && self.text.ends_with('\n');
        if shaped {
            Ok(Checkpoint { origin: origin.to_owned(), size, root })
        } else {
            Err(NoteFault::Checkpoint)
        }
    }
}

impl VKey {
    fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|s| self.key.verify_strict(message, &s).is_ok())
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Result<Self, NoteFault> {
        let (name, encoded) =
            line.strip_prefix("— ").and_then(|l| l.split_once(' ')).ok_or(NoteFault::Note)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| NoteFault::Note)?;
        let (id, bytes) = bytes.split_first_chunk::<4>().ok_or(NoteFault::Note)?;
        Ok(Self { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
    }
}

/// A log's head: its name, its number of entries, its RFC 6962 root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

/// A hash in standard base64, as notes and proofs write it.
pub(crate) fn base64_hash(text: &str) -> Option<Hash> {
    let bytes: [u8; 32] = STANDARD.decode(text).ok()?.try_into().ok()?;
    Some(Hex(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of C2SP tlog-cosignature: a log's head with a witness's cosignature.
    const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";

    #[test]
    fn the_published_example_is_read() {
        let note = Note::parse(EXAMPLE).unwrap();
        let head = note.checkpoint().unwrap();
        assert_eq!((head.origin.as_str(), head.size), ("example.com/behind-the-sofa", 20_852_163));
        assert_eq!(note.signatures.len(), 2);
    }

    #[test]
    fn the_go_note_example_verifies() {
        let note = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n\
            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let key: VKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().unwrap();
        assert_eq!(Note::parse(note).unwrap().verify(&key), Ok(()));
        let changed = note.replace("don't", "do not");
        let fault = NoteFault::BadSignature("PeterNeumann".into());
        assert_eq!(Note::parse(&changed).unwrap().verify(&key), Err(fault));
        let stranger = VKey::of_log("PeterNeumann", &[0; 32]).unwrap();
        assert!(matches!(Note::parse(note).unwrap().verify(&stranger), Err(NoteFault::NotSigned(_))));
    }

    #[test]
    fn a_key_with_a_wrong_id_is_refused() {
        assert!(
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse::<VKey>().is_err()
        );
        for bad in ["", "+", "a+b", "a+00000000+!", "a+00000000+AQ=="] {
            assert_eq!(bad.parse::<VKey>(), Err(NoteFault::Key), "{bad}");
        }
    }

    #[test]
    fn what_is_no_note_is_refused() {
        for bad in ["", "a", "a\n\n", "a\n\n\n", "a\n\n— x\n", "a\n\n— x AAAA", "a\r\n\n— x AAAAAA==\n"]
        {
            assert_eq!(Note::parse(bad), Err(NoteFault::Note), "{bad:?}");
        }
    }
}
