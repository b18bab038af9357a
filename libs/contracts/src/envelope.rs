//! The envelope of every event: CloudEvents 1.0, JSON structured mode, attribute names lower case as it demands.

use chrono::NaiveDate;
use kernel::{AccountId, DepartmentId, Id, Moment, RegionCode, Role, ids::EventId};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::ToSchema;

/// One event as it stands in the journal and travels on the bus. `E` is an event enum of `events`, tagged by `type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Envelope<E> {
    pub specversion: String,
    /// UUID v7 of the journal row.
    pub id: EventId,
    /// `/suiji/<region>/<service>`
    pub source: String,
    /// The aggregate's id.
    pub subject: String,
    /// When it happened: for field data the device's time, else equal to `recordedtime`.
    #[schema(value_type = String, format = DateTime)]
    pub time: Moment,
    pub datacontenttype: String,
    /// Gap-free version of the aggregate, from 1.
    pub sequence: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub traceparent: Option<String>,
    pub region: RegionCode,
    /// When the service wrote it down.
    #[schema(value_type = String, format = DateTime)]
    pub recordedtime: Moment,
    pub actor: AccountId,
    pub actorrole: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actordepartment: Option<DepartmentId>,
    /// The account on whose behalf the actor acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onbehalfof: Option<AccountId>,
    /// The reason given by the actor, where the act asks for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The event that this one is a consequence of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<EventId>,
    pub policyversion: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogueversion: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendarversion: Option<String>,
    #[serde(flatten)]
    pub event: E,
}

/// An event whose type a reader has not looked at yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AnyEvent {
    /// `suiji.<service>.<event>.v<version>`
    #[serde(rename = "type")]
    pub kind: String,
    pub data: serde_json::Value,
}

/// What a reaction is given: an envelope with its event still undecoded.
pub type Fact = Envelope<AnyEvent>;

impl Fact {
    /// The data as the type the reader expects.
    pub fn data<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        T::deserialize(&self.event.data)
    }
    /// The event as a variant of the publishing service's enum.
    pub fn event_as<E: DeserializeOwned>(&self) -> Result<E, serde_json::Error> {
        serde_json::from_value(serde_json::to_value(&self.event)?)
    }
    pub fn kind(&self) -> &str {
        &self.event.kind
    }
    /// The aggregate's id as a typed id.
    pub fn subject_id<K>(&self) -> Option<Id<K>> {
        self.subject.parse().ok()
    }
    /// The date of the law on which it happened (Beijing).
    pub fn date(&self) -> NaiveDate {
        kernel::time::beijing_date(self.time)
    }
}
