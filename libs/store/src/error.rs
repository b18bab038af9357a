//! What can go wrong below a command. None of it is a business refusal.

use crate::idempotency::Saved;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Database(sea_orm::DbErr),
    /// There is no such row, or the caller may not see it: to the caller the two are one.
    #[error("not found")]
    NotFound,
    /// The caller holds an older version than the row has (If-Match).
    #[error("changed meanwhile: version is {current}")]
    ChangedMeanwhile { current: u64 },
    /// Somebody else committed between load and save.
    #[error("done at the same time")]
    SameTime,
    /// The idempotency key was used before with this very request: here is the answer given then.
    #[error("replayed")]
    Replayed(Box<Saved>),
    #[error("idempotency key reused for another request")]
    KeyReused,
    #[error("encoding: {0}")]
    Encoding(#[from] serde_json::Error),
    #[error("subject: {0}")]
    Subject(String),
    #[error("bus: {0}")]
    Bus(String),
}

impl From<sea_orm::DbErr> for StoreError {
    /// Of two who waited for each other Postgres ends one, who may try again.
    fn from(error: sea_orm::DbErr) -> Self {
        let text = error.to_string();
        let met = ["deadlock detected", "could not serialize access"].iter().any(|word| text.contains(word));
        if met { StoreError::SameTime } else { StoreError::Database(error) }
    }
}

impl StoreError {
    /// Maps a broken uniqueness to `SameTime`: of two who act at once the second is told so.
    pub fn on_conflict(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => StoreError::SameTime,
            _ => error.into(),
        }
    }
}
