//! Whole draws, from plan to verified receipt.

mod files;
mod honest;
mod log;
mod skips;
mod swapped;
mod tampered;
mod vectors;
mod world;
