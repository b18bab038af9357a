//! Frozen vectors.
