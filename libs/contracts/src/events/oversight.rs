//! What oversight publishes.

use kernel::RegionCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Event;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum OversightEvent {
    /// Something needs a word (提醒与督办).
    #[serde(rename = "suiji.oversight.alert-raised.v1")]
    AlertRaised { region: RegionCode, about: String, text: String },
}
impl Event for OversightEvent {}
