//! What a business refusal is.

/// A business refusal: an enum that compares equal and serialises as `{"code": "...", ...parameters}`
/// (`#[serde(tag = "code", rename_all = "snake_case")]`). The code is stable; the Chinese sentence, the article and the
/// HTTP status for it stand in the message catalogue of `contracts`. No infrastructure error ever hides in one.
pub trait Refusal: serde::Serialize + std::fmt::Debug {}
