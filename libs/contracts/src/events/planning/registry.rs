//! The city's set-up: regions, departments, the working calendar.

use kernel::{DepartmentId, RegionCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::events::Event;

/// Events of the city's set-up: regions, departments, the working calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum RegistryEvent {
    #[serde(rename = "suiji.planning.region-opened.v1")]
    RegionOpened(Region),
    #[serde(rename = "suiji.planning.department-registered.v1")]
    DepartmentRegistered(Department),
    #[serde(rename = "suiji.planning.calendar-published.v1")]
    CalendarPublished(CalendarNotice),
}
impl Event for RegistryEvent {}

/// A region of the region tree. A rehearsal region has no parent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Region {
    pub region: RegionCode,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<RegionCode>,
    #[serde(default)]
    pub rehearsal: bool,
}

/// A member department of the joint conference (成员单位).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Department {
    pub department: DepartmentId,
    pub name: String,
    /// The character that its document numbers (文号) begin with, such as `舞市监`.
    pub number_prefix: String,
    /// The yearly duty of art. 9.
    pub duty: AnnualDuty,
}

/// Art. 9: what a department must do each year at its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnnualDuty {
    /// 每年至少发起一次
    Initiate,
    /// 每年至少发起或参与一次
    InitiateOrTakePart,
    /// 可根据需要
    Free,
}

/// One year's notice of the State Council on days off (节假日安排的通知), as `workdays` knows it. A later version
/// replaces an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarNotice {
    #[schema(value_type = Object)]
    pub notice: workdays::Notice,
}
