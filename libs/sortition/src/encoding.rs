//! Bytes of the protocol: `LP`, the tagged hash `H`, and fixed-size byte strings written as lower-case hex.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest, Sha256};

/// `N` bytes, written as `2N` lower-case hexadecimal digits wherever a person or a file sees them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// A SHA-256 value, a share or a seed.
pub type Hash = Hex<32>;
/// The 16 random bytes that keep a row from being guessed from its leaf.
pub type Salt = Hex<16>;

/// What is wrong with a hexadecimal text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("应为 {digits} 位小写十六进制数字")]
pub struct HexFault {
    pub digits: usize,
}

impl<const N: usize> Hex<N> {
    pub const ZERO: Self = Self([0; N]);

    pub fn as_bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> AsRef<[u8]> for Hex<N> {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl<const N: usize> From<[u8; N]> for Hex<N> {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes)
    }
}

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl<const N: usize> fmt::Debug for Hex<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<const N: usize> FromStr for Hex<N> {
    type Err = HexFault;

    /// Upper-case digits are refused: one value has one spelling.
    fn from_str(text: &str) -> Result<Self, HexFault> {
        let fault = HexFault { digits: 2 * N };
        if text.bytes().any(|b| b.is_ascii_uppercase()) {
            return Err(fault);
        }
        let mut bytes = [0; N];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| fault)?;
        Ok(Self(bytes))
    }
}

impl<const N: usize> Serialize for Hex<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// Appends `LP(x) = u32be(len(x)) ‖ x`. Every input of the protocol is bounded far below 4 GiB.
pub fn put_lp(out: &mut Vec<u8>, x: &[u8]) {
    out.extend_from_slice(&length(x));
    out.extend_from_slice(x);
}

/// `H(tag; p1, p2, …) = SHA-256(LP(tag) ‖ LP(p1) ‖ LP(p2) ‖ …)`.
pub fn h(tag: &str, parts: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    for part in std::iter::once(tag.as_bytes()).chain(parts.iter().copied()) {
        sha.update(length(part));
        sha.update(part);
    }
    Hex(sha.finalize().into())
}

/// Plain SHA-256, used for the digests of whole files only.
pub fn sha256(bytes: &[u8]) -> Hash {
    Hex(Sha256::digest(bytes).into())
}

/// The bytes of a table row: `LP` of the text of each field, in the order of the columns.
pub fn row_bytes<'a>(fields: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut out = Vec::new();
    for field in fields {
        put_lp(&mut out, field.as_bytes());
    }
    out
}

fn length(x: &[u8]) -> [u8; 4] {
    u32::try_from(x.len()).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_keep_neighbours_apart() {
        assert_ne!(h("t", &[b"ab", b"c"]), h("t", &[b"a", b"bc"]));
        assert_ne!(h("t", &[b"a"]), h("t", &[b"a", b""]));
    }

    #[test]
    fn hex_has_one_spelling() {
        assert_eq!("0aff".parse::<Hex<2>>(), Ok(Hex([0x0a, 0xff])));
        assert_eq!("0aFF".parse::<Hex<2>>(), Err(HexFault { digits: 4 }));
        assert_eq!("0af".parse::<Hex<2>>(), Err(HexFault { digits: 4 }));
    }

    #[test]
    fn sha256_of_the_published_example() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc").to_string(), abc);
    }
}
