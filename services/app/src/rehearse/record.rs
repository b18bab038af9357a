//! What a rehearsal saw: everything that is judged afterwards, and nothing else. It can be written down and judged again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::{
    Fact,
    api::{
        disclosure::DutyView,
        draw::DrawView,
        inspection::{FindingView, VisitView},
        pool::InspectorView,
        referral::{FeedEntry, ReferralView},
    },
};
use kernel::{RegionCode, ids::EventId};
use serde::{Deserialize, Serialize};

use super::http::Command;

/// One rehearsal.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record {
    pub region: RegionCode,
    pub seed: u64,
    pub held_on: NaiveDate,
    /// Whether the system was started for the rehearsal, so that its logs and databases could be looked at too.
    pub embedded: bool,
    pub stages: Vec<Stage>,
    pub rejected: Vec<Rejected>,
    pub commands: Vec<Command>,
    /// By service, in the order in which the events went out.
    pub journals: BTreeMap<String, Vec<Entry>>,
    /// By service.
    pub inboxes: BTreeMap<String, Vec<Received>>,
    /// By service: the event types that it hears.
    pub subscriptions: BTreeMap<String, Vec<String>>,
    pub draws: Vec<Drawn>,
    pub visits: Vec<VisitView>,
    pub inspectors: Vec<InspectorView>,
    pub findings: Vec<FindingView>,
    pub referrals: Vec<ReferralView>,
    pub duties: Vec<DutyView>,
    /// Deliveries as each department's own system reads them.
    pub feeds: BTreeMap<String, Vec<FeedEntry>>,
    pub seal: Seal,
    pub attempts: Vec<Attempt>,
}

/// A step of the campaign, and what it came to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stage {
    pub name: String,
    pub result: String,
    /// How long it took, milliseconds.
    pub took_ms: u64,
}

/// A row of a library that was refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rejected {
    pub library: String,
    pub line: u64,
    pub column: String,
    pub reason: String,
}

/// A row of a journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    pub position: Option<u64>,
    #[serde(default)]
    pub origin: Option<String>,
    pub event: Fact,
}

/// A row of an inbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Received {
    pub event: EventId,
    pub kind: String,
}

/// A draw with its whole receipt, read twice: right after the draw, and at the end.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Drawn {
    pub view: DrawView,
    /// The department that leads the teams.
    pub leads: String,
    /// Inspectors that each department sends to an object, and the item it enforces there.
    pub needs: BTreeMap<String, (u8, String)>,
    pub window_ends: NaiveDate,
    /// Files as text; a receipt has no others.
    pub receipt: BTreeMap<String, String>,
    pub receipt_at_end: BTreeMap<String, String>,
}

/// What was looked through while the first list was sealed.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Seal {
    pub objects: u64,
    pub answers: u64,
    pub log_lines: u64,
    /// Where a sealed object was seen.
    pub leaks: Vec<String>,
}

/// What an attempt to change something was made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A drawn list, through the API.
    List,
    /// A drawn list, in the database.
    Database,
    /// A disclosed result.
    Disclosed,
}

/// An attempt to change what cannot be changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attempt {
    pub what: String,
    pub on: Subject,
    /// HTTP status; of a database 403 where it refused, 200 where it did not.
    pub status: u16,
    pub code: String,
}
