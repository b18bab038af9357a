//! Merkle trees of RFC 6962 §2.1: leaf prefix 0x00, node prefix 0x01, no duplicated last leaf.

use sha2::{Digest, Sha256};

use crate::encoding::{Hash, Hex};

/// Hash of a leaf: `SHA-256(0x00 ‖ data)`.
pub fn leaf_hash(data: &[u8]) -> Hash {
    let mut sha = Sha256::new();
    sha.update([0]);
    sha.update(data);
    Hex(sha.finalize().into())
}

/// Hash of a node: `SHA-256(0x01 ‖ left ‖ right)`.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut sha = Sha256::new();
    sha.update([1]);
    sha.update(left);
    sha.update(right);
    Hex(sha.finalize().into())
}

/// Root of a tree whose leaves arrive one by one; memory grows with the logarithm of their number.
#[derive(Debug, Clone, Default)]
pub struct RootBuilder {
    /// Roots of the complete subtrees on the right edge, largest first: one per set bit of `size`.
    peaks: Vec<Hash>,
    size: u64,
}

impl RootBuilder {
    /// Adds the leaf with this data.
    pub fn push(&mut self, data: &[u8]) {
        let mut carry = leaf_hash(data);
        let mut size = self.size;
        while size & 1 == 1 {
            if let Some(left) = self.peaks.pop() {
                carry = node_hash(&left, &carry);
            }
            size >>= 1;
        }
        self.peaks.push(carry);
        self.size += 1;
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root; of no leaves, SHA-256 of nothing.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return Hex(Sha256::digest([]).into()) };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }
}

/// Root over the data of all leaves.
pub fn root<D: AsRef<[u8]>>(leaves: impl IntoIterator<Item = D>) -> Hash {
    let mut builder = RootBuilder::default();
    for leaf in leaves {
        builder.push(leaf.as_ref());
    }
    builder.root()
}

/// Audit path of leaf `index`, from the leaf's sibling up; `None` if there is no such leaf.
pub fn inclusion_path<D: AsRef<[u8]>>(leaves: &[D], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let (mut leaves, mut index) = (leaves, index);
    while leaves.len() > 1 {
        let (left, right) = leaves.split_at(split(leaves.len()));
        if index < left.len() {
            path.push(root(right));
            leaves = left;
        } else {
            path.push(root(left));
            index -= left.len();
            leaves = right;
        }
    }
    path.reverse();
    Some(path)
}

/// Whether `path` proves that `leaf` (a leaf hash) stands at `index` in the tree of `size` leaves with `root`.
/// Follows RFC 9162 §2.1.3.2.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Largest power of two below `n` (for `n` ≥ 2).
fn split(n: usize) -> usize {
    1 << (usize::BITS - 1 - (n - 1).leading_zeros())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(n: usize) -> Vec<Vec<u8>> {
        (0..n).map(|i| format!("leaf {i}").into_bytes()).collect()
    }

    /// The recursive definition of RFC 6962 §2.1, word for word, to compare with.
    fn mth(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => crate::encoding::sha256(b""),
            [one] => leaf_hash(one),
            many => {
                let (left, right) = many.split_at(split(many.len()));
                node_hash(&mth(left), &mth(right))
            }
        }
    }

    #[test]
    fn root_of_the_design_vector() {
        let want = "b137985ff484fb600db93107c77b0365c80d78f5b429ded0fd97361d077999eb";
        assert_eq!(root(["a", "b"]).to_string(), want);
    }

    #[test]
    fn streaming_root_equals_the_recursive_definition() {
        for n in 0..70 {
            assert_eq!(root(leaves(n)), mth(&leaves(n)), "{n} leaves");
        }
    }

    #[test]
    fn each_leaf_has_a_path_that_holds_for_it_alone() {
        for n in 1..20usize {
            let (all, size) = (leaves(n), n as u64);
            let root = root(&all);
            for i in 0..n {
                let path = inclusion_path(&all, i).unwrap();
                for (j, other) in all.iter().enumerate() {
                    let holds = verify_inclusion(&leaf_hash(other), i as u64, size, &path, &root);
                    assert_eq!(holds, i == j, "{i} {j} of {n}");
                }
                let longer: Vec<Hash> = path.iter().copied().chain([Hex::ZERO]).collect();
                assert!(!verify_inclusion(&leaf_hash(&all[i]), i as u64, size, &longer, &root));
                assert!(!verify_inclusion(&leaf_hash(&all[i]), size, size, &path, &root));
            }
        }
        assert_eq!(inclusion_path(&leaves(3), 3), None);
    }
}
