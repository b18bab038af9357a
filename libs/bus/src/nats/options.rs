use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use tokio::sync::watch;

use super::{
    client::{Client, ConnectOptions},
    failed, report,
};
use crate::BusError;

/// The longest pause between two attempts to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// How a service shows the server who it is.
#[derive(Clone, Default)]
pub enum NatsAuth {
    #[default]
    None,
    UserPassword {
        user: String,
        password: String,
    },
    /// An NKey seed.
    Nkey(String),
    /// A credentials file with JWT and seed.
    CredentialsFile(PathBuf),
}

impl fmt::Debug for NatsAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::UserPassword { user, .. } => write!(f, "UserPassword({user}, ***)"),
            Self::Nkey(_) => f.write_str("Nkey(***)"),
            Self::CredentialsFile(path) => write!(f, "CredentialsFile({})", path.display()),
        }
    }
}

/// Where the server is and what the stream shall be like.
#[derive(Debug, Clone)]
pub struct NatsOptions {
    /// `nats://` or `tls://`, several separated by commas.
    pub url: String,
    pub auth: NatsAuth,
    /// Certificates of a private authority, for `tls://`.
    pub root_certificates: Option<PathBuf>,
    /// What the server's monitoring calls this connection.
    pub name: String,
    /// Where answers arrive. The deployed users may only read below `_INBOX.<user>`, which is the default where a user is
    /// given, in the address or besides.
    pub inbox_prefix: Option<String>,
    /// Copies of the stream: 1, or 3 in production.
    pub replicas: usize,
    /// How long the stream keeps messages. Whoever missed more reads the publisher's journal.
    pub max_age: Duration,
    /// How long the stream remembers message ids. Later repetitions are stored again; the inbox knows them.
    pub duplicate_window: Duration,
    /// How long a delivery may stay unacknowledged before it comes again.
    pub ack_wait: Duration,
    /// Unacknowledged deliveries per durable, those waiting to be retried included: at this number the durable stands
    /// still until one is acknowledged, so it has to be more than can ever wait for something further down the stream.
    pub max_ack_pending: u16,
    /// How long to wait for an acknowledgement or an answer.
    pub timeout: Duration,
}

impl NatsOptions {
    /// One copy, 30 days, ids remembered for 10 minutes, 5 seconds to acknowledge, 1,000 pending, 5 seconds to answer.
    pub fn new(url: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            auth: NatsAuth::None,
            root_certificates: None,
            name: name.into(),
            inbox_prefix: None,
            replicas: 1,
            max_age: Duration::from_secs(30 * 24 * 60 * 60),
            duplicate_window: Duration::from_secs(10 * 60),
            ack_wait: crate::ACK_WAIT,
            max_ack_pending: 1_000,
            timeout: Duration::from_secs(5),
        }
    }

    /// `connected` follows the connection from now on.
    pub(super) async fn connect(&self, connected: watch::Sender<bool>) -> Result<Client, BusError> {
        let addresses: Vec<&str> = self.url.split(',').map(str::trim).collect();
        let options = self.authenticated(self.reconnecting(connected)).await?;
        options.connect(addresses).await.map_err(failed("connecting"))
    }

    fn reconnecting(&self, connected: watch::Sender<bool>) -> ConnectOptions {
        let connected = Arc::new(connected);
        ConnectOptions::new()
            .name(&self.name)
            .retry_on_initial_connect()
            .max_reconnects(None)
            .reconnect_delay_callback(pause)
            .request_timeout(Some(self.timeout))
            .event_callback(move |event| {
                report(&event, &connected);
                std::future::ready(())
            })
    }

    async fn authenticated(&self, mut options: ConnectOptions) -> Result<ConnectOptions, BusError> {
        if let Some(prefix) = self.inbox_prefix() {
            options = options.custom_inbox_prefix(prefix);
        }
        if let Some(path) = &self.root_certificates {
            options = options.add_root_certificates(path.clone());
        }
        Ok(match &self.auth {
            // The client itself passes over who stands in the address.
            NatsAuth::None => match self.user_of_address() {
                Some((user, password)) => options.user_and_password(user, password),
                None => options,
            },
            NatsAuth::UserPassword { user, password } => {
                options.user_and_password(user.clone(), password.clone())
            }
            NatsAuth::Nkey(seed) => options.nkey(seed.clone()),
            NatsAuth::CredentialsFile(path) => {
                options.credentials_file(path).await.map_err(failed("reading the credentials file"))?
            }
        })
    }

    fn inbox_prefix(&self) -> Option<String> {
        self.inbox_prefix.clone().or_else(|| match &self.auth {
            NatsAuth::UserPassword { user, .. } => Some(format!("_INBOX.{user}")),
            NatsAuth::None => self.user_of_address().map(|(user, _)| format!("_INBOX.{user}")),
            _ => None,
        })
    }

    /// Name and password of `nats://planning:password@nats`, the first of several. Who stands there alone is nobody.
    fn user_of_address(&self) -> Option<(String, String)> {
        let (_, address) = self.url.split(',').next()?.split_once("://")?;
        let (user, password) = address.rsplit_once('@')?.0.split_once(':')?;
        Some((unescaped(user), unescaped(password)))
    }
}

/// `%40` is `@`, as in every address; what is no escape stays.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part.as_bytes().iter().skip(2));
            }
            None => {
                bytes.push(b'%');
                bytes.extend(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// At once, then 50 ms, doubling.
fn pause(attempt: usize) -> Duration {
    let doublings = u32::try_from(attempt.saturating_sub(2)).unwrap_or(u32::MAX).min(10);
    if attempt <= 1 {
        Duration::ZERO
    } else {
        LONGEST_PAUSE.min(Duration::from_millis(50) * 2u32.pow(doublings))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        let mut options = NatsOptions::new("nats://127.0.0.1", "draw");
        options.auth = NatsAuth::UserPassword { user: "draw".into(), password: "geheim".into() };
        assert!(!format!("{options:?}").contains("geheim"));
        options.auth = NatsAuth::Nkey("SUAGEHEIM".into());
        assert!(!format!("{options:?}").contains("SUAGEHEIM"));
    }

    #[test]
    fn answers_arrive_where_the_deployed_user_may_read() {
        let mut options = NatsOptions::new("nats://127.0.0.1", "draw");
        assert_eq!(options.inbox_prefix(), None);
        options.auth = NatsAuth::UserPassword { user: "draw".into(), password: "geheim".into() };
        assert_eq!(options.inbox_prefix().as_deref(), Some("_INBOX.draw"));
        let in_the_address = |url: &str| NatsOptions::new(url, "draw").inbox_prefix();
        let prefix = Some("_INBOX.draw".to_owned());
        assert_eq!(in_the_address("nats://draw:geheim@nats:4222"), prefix);
        assert_eq!(in_the_address("tls://draw:ge@heim@a:4222,tls://draw:ge@heim@b:4222"), prefix);
        assert_eq!(in_the_address("nats://token@nats:4222"), None);
        let escaped = NatsOptions::new("nats://draw:ge%40heim%@nats", "draw").user_of_address();
        assert_eq!(escaped, Some(("draw".to_owned(), "ge@heim%".to_owned())));
    }

    #[test]
    fn pauses_grow_to_a_limit() {
        let pauses = [0, 1, 2, 3, 4, 20, usize::MAX].map(|attempt| pause(attempt).as_millis());
        assert_eq!(pauses, [0, 0, 50, 100, 200, 2_000, 2_000]);
    }
}
