//! What commands do between a checked request and its commit.

pub mod forget;
pub mod import;
pub mod import_inspectors;
pub mod import_objects;
