use crate::{BusError, subject};

/// The largest body in bytes, 1 MB. A JetStream server accepts 1 MiB for headers and body together by default; what
/// is larger travels as an attachment, by digest and link.
pub const MAX_BODY_BYTES: usize = 1_000_000;

/// The longest message id in bytes.
pub const MAX_ID_BYTES: usize = 200;

/// What travels: one event for one receiver's subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// `<journal uuid>:<key>`: the stream keeps one message per id.
    pub id: String,
    /// `suiji.<region>.<service>.<event>.v<n>.<key>`, see [`subject::event_subject`].
    pub subject: String,
    /// W3C Trace Context of the command that caused it.
    pub traceparent: Option<String>,
    /// A CloudEvent in JSON, at most [`MAX_BODY_BYTES`].
    pub body: Vec<u8>,
}

impl Message {
    /// The same refusals on every implementation, before anything is sent.
    pub(crate) fn check(&self) -> Result<(), BusError> {
        if self.id.is_empty()
            || self.id.len() > MAX_ID_BYTES
            || !self.id.bytes().all(|b| b.is_ascii_graphic())
        {
            return Err(BusError::BadId(self.id.clone()));
        }
        if subject::check_event(&self.subject).is_err() {
            return Err(BusError::BadSubject(self.subject.clone()));
        }
        if self.traceparent.as_ref().is_some_and(|t| t.len() > 64 || !t.bytes().all(|b| b.is_ascii_graphic()))
        {
            return Err(BusError::BadTrace { id: self.id.clone() });
        }
        if self.body.len() > MAX_BODY_BYTES {
            return Err(BusError::TooLarge { id: self.id.clone(), bytes: self.body.len() });
        }
        Ok(())
    }
}

/// Where a message stands in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// For a duplicate, the sequence of the first message with this id.
    pub sequence: u64,
    /// Stored before, by an earlier publish.
    pub duplicate: bool,
}

/// What the relay compares with its own notes to notice that the stream is new or has fallen back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StreamPosition {
    /// Differs for every stream ever created, also under the same name.
    pub identity: String,
    /// The last sequence given, 0 in a new stream.
    pub last_sequence: u64,
    /// The id of the message at `last_sequence`: a stream that lost its tail and grew again has another one there.
    pub last_message_id: Option<String>,
}

/// One delivery of a message to a durable consumer.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub message: Message,
    /// Place in the stream.
    pub sequence: u64,
    /// 1 for the first delivery.
    pub attempt: u64,
    /// What the implementation needs to acknowledge; JetStream's reply subject, empty in the embedded log.
    pub(crate) handle: String,
}
