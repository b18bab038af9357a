//! Chance. Every random byte of the system comes through `Entropy`, so that a test can repeat and a reader can find
//! each use.

use std::sync::Mutex;

use rand::{Rng, SeedableRng, rngs::StdRng};

/// A source of random bytes.
pub trait Entropy: Send + Sync + std::fmt::Debug {
    fn fill(&self, bytes: &mut [u8]);
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }
}

/// A generator seeded once from the operating system and reseeded by nobody: ChaCha12, fit for keys.
#[derive(Debug)]
pub struct OsEntropy(Mutex<StdRng>);

impl OsEntropy {
    /// Fails only where the operating system has no randomness to give.
    #[allow(
        clippy::disallowed_methods,
        reason = "the one place that asks the operating system for randomness"
    )]
    pub fn new() -> Result<Self, rand::rngs::SysError> {
        StdRng::try_from_rng(&mut rand::rngs::SysRng).map(|rng| Self(Mutex::new(rng)))
    }
}

impl Entropy for OsEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(bytes);
    }
}

/// Repeatable bytes from a seed, for rehearsals and tests.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<StdRng>);

impl SeededEntropy {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_the_system_does_not() {
        let draw = |entropy: &dyn Entropy| entropy.bytes32();
        assert_eq!(draw(&SeededEntropy::new(7)), draw(&SeededEntropy::new(7)));
        assert_ne!(draw(&SeededEntropy::new(7)), draw(&SeededEntropy::new(8)));
        let os = OsEntropy::new().unwrap();
        assert_ne!(draw(&os), draw(&os));
    }
}
