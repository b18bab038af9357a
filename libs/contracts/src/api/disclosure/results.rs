//! One disclosed result, at an address that stays.

use chrono::NaiveDate;
use kernel::ids::TaskId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PublicResult;

/// A disclosed result with what it rests on. The task's title and its draw stand at draw's `public-draws?task=`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ResultDetail {
    #[serde(flatten)]
    pub result: PublicResult,
    pub task: TaskId,
    /// When the inspection ended; the 20 working days run from there.
    pub ended_on: NaiveDate,
    pub due_on: NaiveDate,
    pub on_time: bool,
}
