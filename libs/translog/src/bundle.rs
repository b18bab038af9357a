//! Entry bundles (C2SP tlog-tiles): up to 256 entries, each after its length in two bytes, big-endian.

use std::ops::Range;

use crate::LogError;
use crate::tile::{FULL, width_of};

/// The longest entry: its length must fit two bytes.
pub const MAX_ENTRY_BYTES: usize = u16::MAX as usize;

/// A bundle or its first `width` entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bundle {
    pub index: u64,
    /// 1 to 256; less than 256 only at the log's right end.
    pub width: u16,
}

impl Bundle {
    /// The bundle as wide as it is in a log of that size; none if it is empty there.
    pub fn of(index: u64, size: u64) -> Option<Self> {
        width_of(index, size).map(|width| Self { index, width })
    }

    /// The indexes of its entries.
    pub fn entries(&self) -> Range<u64> {
        let first = self.index.saturating_mul(FULL.into());
        first..first.saturating_add(self.width.into())
    }
}

/// Writes a bundle.
///
/// # Errors
/// [`LogError::EntryTooLong`].
pub fn encode_bundle<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, LogError> {
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.extend_from_slice(&check_entry(entry)?.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Reads a bundle's entries.
///
/// # Errors
/// [`LogError::Bundle`] if the lengths do not add up.
pub fn decode_bundle(bytes: &[u8]) -> Result<Vec<Vec<u8>>, LogError> {
    let mut rest = bytes;
    let mut entries = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk().ok_or(LogError::Bundle)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or(LogError::Bundle)?;
        entries.push(entry.to_vec());
        rest = after;
    }
    Ok(entries)
}

/// The entry's length, if a bundle can hold it.
pub(crate) fn check_entry(entry: &[u8]) -> Result<u16, LogError> {
    u16::try_from(entry.len()).map_err(|_| LogError::EntryTooLong { bytes: entry.len() })
}
