//! An append-only public log (公开日志): what was committed before a draw cannot be changed after it without being seen.
//!
//! It follows C2SP: [tlog-tiles] for the files that the public reads, [tlog-checkpoint] and [signed-note] for the signed head,
//! [tlog-proof] for a proof in one file. The tree is RFC 6962's with SHA-256. Any client of these formats can check a log of
//! ours; `tests/foreign` does so with Go's own.
//!
//! There is one log, with one origin, for each service and region, such as `suiji.example/draw/410481`. The crate is pure and
//! does no IO: a service appends in its own database transaction, next to its journal, and stores
//! - one row of [`LogState`], locked for the append;
//! - one row per entry (index, bytes) and one per node (level, index, hash), both append-only: [`Appended::nodes`].
//!
//! Databases are asynchronous and this crate is not, so reading takes two steps: ask which nodes are needed
//! ([`inclusion_nodes`], [`consistency_nodes`], [`Tile::nodes`]), fetch them, then build with a closure over the rows, for which
//! [`NodeTable`] is at hand.
//!
//! Deliberately not here: witnesses' cosignatures (they are kept as further signature lines and ignored when opening), pruning,
//! HTTP, any notion of what an entry means. Entries are public for good: never put a person's data into one.
//!
//! [tlog-tiles]: https://c2sp.org/tlog-tiles
//! [tlog-checkpoint]: https://c2sp.org/tlog-checkpoint
//! [signed-note]: https://c2sp.org/signed-note
//! [tlog-proof]: https://c2sp.org/tlog-proof

mod bundle;
mod checkpoint;
mod error;
mod hash;
mod key;
mod node;
mod proof;
mod proof_file;
mod resource;
mod state;
mod tile;

pub use bundle::{Bundle, MAX_ENTRY_BYTES, decode_bundle, encode_bundle};
pub use checkpoint::Checkpoint;
pub use error::LogError;
pub use hash::{Hash, leaf_hash};
pub use key::{LogKey, LogSigner};
pub use node::{Node, NodeTable};
pub use proof::{
    ConsistencyProof, InclusionProof, consistency_nodes, consistency_proof, inclusion_nodes, inclusion_proof,
};
pub use proof_file::ProofFile;
pub use resource::Resource;
pub use state::{Appended, LogState, MAX_SIZE};
pub use tile::Tile;
