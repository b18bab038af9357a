//! The draw protocol `draw/v1` (双随机抽取规程): a draw that nobody can steer, the operator included, that anybody can
//! recompute offline, and that stays secret until the visits. `PROTOCOL.md` beside this crate is the specification.
//!
//! The steps in their order: [`plan`] → [`chain`] (open) → [`freeze`] of [`pool`], [`roster`], [`ledger`] → [`commit`] →
//! [`shares`] (reveal) → [`seed`] → [`selection`] of objects → [`teams`] → [`sealed`] leaves → [`receipt`]; [`endings`] for
//! draws that give none. [`verify`] does every step again, with [`note`] and [`proof`] to read the public log.
//!
//! Deliberately not here: clock, randomness, database, network and the log itself. Entropy and dates are passed in as
//! values; only [`receipt::read_dir`] and [`receipt::write_dir`] touch files. There is no dependency on another crate of
//! the workspace, so that the verifier can be published and read on its own, and no floating point and no unordered map,
//! so that every machine gives the same bytes.
//!
//! Whatever changes a byte of a published receipt is a new version of the protocol: say it in `PROTOCOL.md`, keep the
//! old version verifying, freeze new `vectors/`. A new file of the receipt is added in [`receipt`] (name and size limit), written
//! in `receipt::build`, recomputed in `verify`, and covered by the tamper tests, which walk over every file.

pub mod assurance;
pub mod chain;
pub mod commit;
pub mod encoding;
pub mod endings;
pub mod freeze;
pub mod json;
pub mod ledger;
pub mod merkle;
pub mod note;
pub mod plan;
pub mod pool;
pub mod proof;
pub mod receipt;
pub mod roster;
pub mod sealed;
pub mod seed;
pub mod selection;
pub mod shares;
pub mod table;
pub mod teams;
pub mod text;
pub mod tickets;
pub mod trust;
pub mod verify;
