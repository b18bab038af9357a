//! What oversight says and judges. Pure.

mod alert;
mod annual_duty;
mod sentence;

pub use alert::{Alert, text};
pub use annual_duty::{Part, standing};
pub use sentence::sentence;
