/// Why the bus did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    #[error("not connected to the event stream")]
    Disconnected,
    /// Not a failure of what was sent: it may be stored.
    #[error("the event stream did not answer in time")]
    TimedOut,
    #[error("{0:?} cannot be a message id")]
    BadId(String),
    #[error("{0:?} is not a subject of this stream")]
    BadSubject(String),
    #[error("{0:?} is not a subject filter")]
    BadFilter(String),
    #[error("{0:?} cannot name a durable consumer")]
    BadDurable(String),
    #[error("message {id} carries a malformed traceparent")]
    BadTrace { id: String },
    #[error("message {id} has a body of {bytes} bytes, more than 1 MB")]
    TooLarge { id: String, bytes: usize },
    #[error("the embedded log failed")]
    Log(#[from] sea_orm::DbErr),
    #[error("the event stream refused or failed: {context}")]
    Stream { context: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
}

impl BusError {
    /// The request itself is wrong: trying it again cannot succeed, and nothing was done.
    pub fn is_permanent(&self) -> bool {
        matches!(
            self,
            Self::BadId(_)
                | Self::BadSubject(_)
                | Self::BadFilter(_)
                | Self::BadDurable(_)
                | Self::BadTrace { .. }
                | Self::TooLarge { .. }
        )
    }
}
