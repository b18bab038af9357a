//! The services that run in this process, as handlers see them.

use std::{collections::BTreeMap, ops::Deref, sync::Arc};

use store::{Context, React};

use crate::{Keys, Peers, waiting::Waits};

/// One running service: its own things, the keys it checks tokens by, the peers it may ask for artefacts.
#[derive(Debug, Clone)]
pub struct Service {
    pub context: Context,
    pub keys: Keys,
    pub peers: Peers,
    pub react: React,
    pub waits: Waits,
    pub settings: Arc<Extra>,
}

/// Settings that single services need, by section and key (`identity.token_minutes`).
#[derive(Debug, Clone, Default)]
pub struct Extra(pub BTreeMap<String, String>);

impl Extra {
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
    /// A number, or `default` where it is absent or none.
    pub fn number(&self, key: &str, default: i64) -> i64 {
        self.get(key).and_then(|text| text.parse().ok()).unwrap_or(default)
    }
    pub fn is_on(&self, key: &str) -> bool {
        self.get(key) == Some("true")
    }
}

impl Deref for Service {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.context
    }
}

/// All services of this process by name; the name is the second segment of every path (`/api/<name>/…`).
#[derive(Debug, Clone, Default)]
pub struct Services(pub BTreeMap<&'static str, Arc<Service>>);

impl Services {
    pub fn of_path(&self, path: &str) -> Option<&Arc<Service>> {
        self.0.get(path.split('/').nth(2)?)
    }
}
