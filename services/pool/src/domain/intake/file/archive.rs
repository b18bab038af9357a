//! A guard before a ZIP archive is unpacked: a few kilobytes can hold gigabytes. Each entry is inflated into nothing and
//! counted; what its header claims is not believed.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::unreadable;
use crate::domain::Refusal;

/// Most that a workbook may unpack to, bytes: about a million rows of a register.
const MAX_UNPACKED: u64 = 512 << 20;
/// Most entries; a workbook of one sheet has about a dozen.
const MAX_ENTRIES: usize = 2000;

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const LOCAL: &[u8] = b"PK\x03\x04";
const LOCAL_LENGTH: usize = 30;

/// Refuses an archive that is broken or unpacks to too much.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    within(bytes, MAX_UNPACKED)
}

fn within(bytes: &[u8], most: u64) -> Result<(), Refusal> {
    let mut left = most;
    for entry in entries(bytes).ok_or_else(|| unreadable("不是有效的 XLSX 文件"))? {
        let unpacked = unpacked(bytes, &entry, left).ok_or_else(|| unreadable("不是有效的 XLSX 文件"))?;
        left =
            left.checked_sub(unpacked).ok_or_else(|| unreadable(&format!("解压后超过 {} MB", most >> 20)))?;
    }
    Ok(())
}

struct Entry {
    method: usize,
    packed: usize,
    local: usize,
}

/// The entries of the central directory (APPNOTE 4.3.12). ZIP64 is refused: nothing this small needs it.
fn entries(bytes: &[u8]) -> Option<Vec<Entry>> {
    let end = bytes.windows(END.len()).rposition(|window| window == END)?;
    let end = bytes.get(end..end + END_LENGTH)?;
    let (count, mut at) = (number(end, 10, 2)?, number(end, 16, 4)?);
    if count > MAX_ENTRIES {
        return None;
    }
    let mut found = Vec::with_capacity(count);
    for _ in 0..count {
        let head = bytes.get(at..at.checked_add(ENTRY_LENGTH)?)?;
        if !head.starts_with(ENTRY) {
            return None;
        }
        found.push(Entry {
            method: number(head, 10, 2)?,
            packed: number(head, 20, 4)?,
            local: number(head, 42, 4)?,
        });
        at += ENTRY_LENGTH + number(head, 28, 2)? + number(head, 30, 2)? + number(head, 32, 2)?;
    }
    Some(found)
}

/// How much an entry unpacks to, counted until just over `most`.
fn unpacked(bytes: &[u8], entry: &Entry, most: u64) -> Option<u64> {
    let head = bytes.get(entry.local..entry.local.checked_add(LOCAL_LENGTH)?)?;
    if !head.starts_with(LOCAL) {
        return None;
    }
    let from = entry.local + LOCAL_LENGTH + number(head, 26, 2)? + number(head, 28, 2)?;
    let packed = bytes.get(from..from.checked_add(entry.packed)?)?;
    match entry.method {
        0 => Some(entry.packed as u64),
        8 => std::io::copy(&mut DeflateDecoder::new(packed).take(most + 1), &mut std::io::sink()).ok(),
        _ => None,
    }
}

/// The little-endian number of `length` bytes at `at`.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::DeflateEncoder};

    use super::*;

    /// An archive of one entry that says it is `claimed` bytes long.
    fn archive(content: &[u8], claimed: u32) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let sizes = [u32::try_from(packed.len()).unwrap().to_le_bytes(), claimed.to_le_bytes()].concat();
        let local =
            [LOCAL, &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes, &[1, 0, 0, 0], b"a"].concat();
        let entry =
            [ENTRY, &[20, 0, 20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0], &sizes, &[1, 0], &[0; 16], b"a"]
                .concat();
        let at = u32::try_from(local.len() + packed.len()).unwrap().to_le_bytes();
        let size = u32::try_from(entry.len()).unwrap().to_le_bytes();
        let end = [END, &[0, 0, 0, 0, 1, 0, 1, 0], &size, &at, &[0, 0]].concat();
        [local, packed, entry, end].concat()
    }

    #[test]
    fn what_unpacks_to_little_passes_and_a_bomb_does_not_whatever_it_claims() {
        let most = 2 << 20;
        assert_eq!(within(&archive(&[7; 1000], 1000), most), Ok(()));
        let bomb = archive(&vec![0; (2 << 20) + 1], 10);
        assert!(bomb.len() < 1 << 14);
        let Err(Refusal::FileUnreadable { detail }) = within(&bomb, most) else { panic!() };
        assert!(detail.contains("解压后"), "{detail}");
    }

    #[test]
    fn a_torn_archive_is_refused() {
        let whole = archive(b"content", 7);
        for length in 0..whole.len() {
            assert!(check(&whole[..length]).is_err(), "{length}");
        }
    }
}
