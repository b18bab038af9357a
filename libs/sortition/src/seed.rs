//! The seed, and the keys of the stages that spring from it.

use crate::encoding::{Hash, h};
use crate::shares::{Share, ShareSet};

/// A stage of the draw; each has a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Objects,
    Teams,
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Objects => "objects",
            Self::Teams => "teams",
        }
    }
}

/// `seed = H("draw/v1/seed"; commit, entropy_value, share_1 … share_m, op_share)`.
/// `entropy_value` is empty for sources `parties` and `operator`.
pub fn seed(commit: &Hash, entropy_value: &[u8], shares: &ShareSet, op_share: &[u8; 32]) -> Hash {
    let values: Vec<Hash> = shares.0.iter().map(Share::value).collect();
    let mut parts: Vec<&[u8]> = vec![commit.as_ref(), entropy_value];
    parts.extend(values.iter().map(AsRef::as_ref));
    parts.push(op_share);
    h("draw/v1/seed", &parts)
}

/// `K_stage = H("draw/v1/stage"; seed, stage)`.
pub fn stage_key(seed: &Hash, stage: Stage) -> Hash {
    h("draw/v1/stage", &[seed.as_ref(), stage.as_str().as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_of_the_design_vector() {
        let seed: Hash = "a0cac7b363a9a787e2696753da9d4239eaa1bf5dc75c36c4ae3cd0254cb92074".parse().unwrap();
        let want = "0a1517951edb8c594ed7b00026a1d08e2780c47fadc693fba9e204e9191cbeb3";
        assert_eq!(stage_key(&seed, Stage::Objects).to_string(), want);
        assert_ne!(stage_key(&seed, Stage::Teams).to_string(), want);
    }

    #[test]
    fn each_share_moves_the_seed_in_its_own_place() {
        let revealed = |party: &str, byte| Share::Revealed { party: party.into(), share: [byte; 32].into() };
        let of = |shares| seed(&Hash::ZERO, b"", &ShareSet(shares), &[9; 32]);
        assert_ne!(
            of(vec![revealed("a", 1), revealed("b", 2)]),
            of(vec![revealed("a", 2), revealed("b", 1)])
        );
        assert_ne!(of(vec![]), seed(&Hash::ZERO, b"", &ShareSet(vec![]), &[8; 32]));
    }
}
