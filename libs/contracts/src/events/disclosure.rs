//! What disclosure publishes.

use chrono::NaiveDate;
use kernel::{
    AccountId, DepartmentId, ItemCode, Moment, ObjectId,
    codes::ResultKind,
    ids::{DutyId, TaskId, VisitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Event,
    inspection::{ItemResult, ObjectFacts, ResultFormed},
    planning::ExternalReference,
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", content = "data")]
pub enum DisclosureEvent {
    #[serde(rename = "suiji.disclosure.duty-opened.v1")]
    DutyOpened(DutyOpened),
    #[serde(rename = "suiji.disclosure.result-received.v1")]
    ResultReceived { duty: DutyId, result: ResultFormed },
    #[serde(rename = "suiji.disclosure.result-disclosed.v1")]
    Disclosed(ResultDisclosed),
    #[serde(rename = "suiji.disclosure.correction-asked.v1")]
    CorrectionAsked {
        duty: DutyId,
        item: ItemCode,
        to: ResultKind,
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<AccountId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, format = DateTime)]
        at: Option<Moment>,
    },
    /// The principal does not sign it; the result stays as it is.
    #[serde(rename = "suiji.disclosure.correction-refused.v1")]
    CorrectionRefused(CorrectionRefused),
    #[serde(rename = "suiji.disclosure.result-corrected.v1")]
    Corrected(ResultCorrected),
    #[serde(rename = "suiji.disclosure.due-soon.v1")]
    DueSoon { duty: DutyId, department: DepartmentId, due_on: NaiveDate },
    #[serde(rename = "suiji.disclosure.overdue.v1")]
    Overdue { duty: DutyId, department: DepartmentId, due_on: NaiveDate },
    #[serde(rename = "suiji.disclosure.due-recomputed.v1")]
    DueRecomputed { duty: DutyId, before: NaiveDate, due_on: NaiveDate, provisional: bool },
}
impl Event for DisclosureEvent {}

/// A department owes the disclosure of its results of one visit (art. 20(4)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DutyOpened {
    pub duty: DutyId,
    pub visit: VisitId,
    pub task: TaskId,
    pub department: DepartmentId,
    pub ended_on: NaiveDate,
    /// Last day of the 20 working days, ending at 24:00.
    pub due_on: NaiveDate,
    pub provisional: bool,
    pub rehearsal: bool,
    /// What was inspected: known from the end of the visit on, whether its result is there or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<ObjectId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task_title: String,
}

/// A correction that was asked for and not granted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CorrectionRefused {
    pub duty: DutyId,
    pub department: DepartmentId,
    pub item: ItemCode,
    pub to: ResultKind,
    /// Why it was not signed.
    pub reason: String,
    pub by: AccountId,
    pub refused_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultDisclosed {
    pub duty: DutyId,
    pub visit: VisitId,
    pub task: TaskId,
    /// Who answers for the datum (art. 26).
    pub department: DepartmentId,
    pub object: ObjectFacts,
    pub items: Vec<ItemResult>,
    pub disclosed_on: NaiveDate,
    pub on_time: bool,
    /// SHA-256 of the canonical content, hex.
    pub digest: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<ExternalReference>,
    pub rehearsal: bool,
}

/// Art. 22: the original, the correction and the reason stay in public view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ResultCorrected {
    pub duty: DutyId,
    pub visit: VisitId,
    pub department: DepartmentId,
    pub item: ItemCode,
    pub from: ResultKind,
    pub to: ResultKind,
    pub reason: String,
    /// The principal (主要负责人) who signed.
    pub signed_by: AccountId,
    pub corrected_on: NaiveDate,
}
