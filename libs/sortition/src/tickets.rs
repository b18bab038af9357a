//! Tickets: one keyed hash per object decides; the smaller is drawn.

use sha2::{Digest, Sha256};

use crate::encoding::{Hash, Hex};

/// `ticket(id, j) = SHA-256(K_objects ‖ u16be(j) ‖ id)`. An 18-character code fits one block of SHA-256.
pub fn ticket(k_objects: &Hash, id: &str, j: u16) -> Hash {
    let mut sha = Sha256::new();
    sha.update(k_objects);
    sha.update(j.to_be_bytes());
    sha.update(id.as_bytes());
    Hex(sha.finalize().into())
}

/// `key(id)`: the smallest ticket of `0 ≤ j < weight`. A weight of 0 is read as 1.
pub fn key(k_objects: &Hash, id: &str, weight: u16) -> Hash {
    (1..weight).map(|j| ticket(k_objects, id, j)).fold(ticket(k_objects, id, 0), Hash::min)
}

/// Whether an object was drawn, from its own id and one hash: its key does not exceed the cutoff of its stratum.
/// (An object whose cap a concurrent draw had filled was skipped although its key is small.)
pub fn within_cutoff(k_objects: &Hash, id: &str, weight: u16, cutoff: &Hash) -> bool {
    key(k_objects, id, weight) <= *cutoff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticket_of_the_design_vector() {
        let k: Hash = "0a1517951edb8c594ed7b00026a1d08e2780c47fadc693fba9e204e9191cbeb3".parse().unwrap();
        let want = "31e6d6fe0041aa6c96129417109f8ef1c0b2c8f6215a649f234145f6b0df72f1";
        assert_eq!(ticket(&k, "91110000100000001A", 0).to_string(), want);
    }

    #[test]
    fn a_key_is_the_smallest_of_its_tickets() {
        let tickets: Vec<Hash> = (0..5).map(|j| ticket(&Hash::ZERO, "a", j)).collect();
        assert_eq!(Some(key(&Hash::ZERO, "a", 5)), tickets.iter().min().copied());
        assert_eq!(key(&Hash::ZERO, "a", 1), tickets[0]);
    }
}
