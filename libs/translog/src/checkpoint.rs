//! The signed head of a log (C2SP tlog-checkpoint): origin, size and root in a signed note.

use serde::{Deserialize, Serialize};
use signed_note::{Note, NoteError, Verifier, VerifierList};

use crate::{Hash, LogError, LogKey, LogSigner};

/// A log's head. Two checkpoints of one origin that no consistency proof joins are the proof of a forgery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub origin: String,
    pub size: u64,
    pub root: Hash,
}

impl Checkpoint {
    /// The signed note.
    ///
    /// # Errors
    /// [`LogError::WrongOrigin`] if the signer is of another log.
    pub fn sign(&self, signer: &LogSigner) -> Result<String, LogError> {
        if signer.key().name() != self.origin {
            return Err(LogError::WrongOrigin { found: self.origin.clone() });
        }
        let text = self.text()?;
        let signature = signer.sign(&text)?;
        let note = Note::new(&text, &[signature]).map_err(|_| LogError::Checkpoint)?;
        String::from_utf8(note.to_bytes()).map_err(|_| LogError::Checkpoint)
    }

    /// Reads a checkpoint of the log that the caller means, signed by one of the log's keys that the caller trusts. Signatures
    /// by keys not in the list, such as witnesses', are passed over; keys named otherwise than the origin do not count.
    ///
    /// # Errors
    /// Not a checkpoint; another origin; no signature by a known key; a wrong signature by a known key.
    pub fn open(note: &str, origin: &str, keys: &[LogKey]) -> Result<Self, LogError> {
        let checkpoint = Self::read_unverified(note)?;
        if checkpoint.origin != origin {
            return Err(LogError::WrongOrigin { found: checkpoint.origin });
        }
        let note = Note::from_bytes(note.as_bytes()).map_err(|_| LogError::Checkpoint)?;
        match note.verify(&verifiers(origin, keys)) {
            Ok(_) => Ok(checkpoint),
            Err(NoteError::UnverifiedNote) => Err(LogError::UnknownSigner),
            Err(_) => Err(LogError::Signature),
        }
    }

    /// Reads what a checkpoint says without looking at who signed it: to show it, never to trust it.
    ///
    /// # Errors
    /// Not a checkpoint.
    pub fn read_unverified(note: &str) -> Result<Self, LogError> {
        let note = Note::from_bytes(note.as_bytes()).map_err(|_| LogError::Checkpoint)?;
        let read = tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| LogError::Checkpoint)?;
        Ok(Self { origin: read.origin().to_owned(), size: read.size(), root: (*read.hash()).into() })
    }

    fn text(&self) -> Result<Vec<u8>, LogError> {
        let checkpoint = tlog_tiles::Checkpoint::new(&self.origin, self.size, self.root.into(), "");
        checkpoint.map(|checkpoint| checkpoint.to_bytes()).map_err(|_| LogError::Checkpoint)
    }
}

fn verifiers(origin: &str, keys: &[LogKey]) -> VerifierList {
    let mut known: Vec<&LogKey> = keys.iter().filter(|key| key.name() == origin).collect();
    // A key listed twice would make its own signatures ambiguous.
    known.sort_by_key(|key| key.to_string());
    known.dedup();
    VerifierList::new(known.into_iter().map(|key| Box::new(key.verifier()) as Box<dyn Verifier>).collect())
}
