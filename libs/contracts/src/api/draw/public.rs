//! Draws as everybody may see them.

use chrono::NaiveDate;
use kernel::{DepartmentId, Moment, ids::TaskId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of a region's draws, the last opened one first.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PublicDraws {
    pub items: Vec<PublicDraw>,
    /// The number before which the next page begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// What the public log tells of a draw, with the title of its task. A field is absent until the log has it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PublicDraw {
    /// Gap-free per region: under it stands the receipt.
    pub seq: u64,
    pub task: TaskId,
    pub title: String,
    pub initiating: DepartmentId,
    /// `opened`, `committed`, `withheld`, `drawn`, `void` or `expired`.
    pub state: String,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub opened_at: Option<Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub committed_at: Option<Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub revealed_at: Option<Moment>,
    #[schema(value_type = Option<String>, format = DateTime)]
    pub drawn_at: Option<Moment>,
    /// When it came to nothing.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Moment>,
    /// When the whole receipt was opened.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub published_at: Option<Moment>,
    pub objects_in_pool: Option<u64>,
    pub drawn: Option<u64>,
    /// The last day of the seal.
    pub sealed_until: Option<NaiveDate>,
    /// `parties` or `operator`.
    pub source: String,
    /// 1 (strongest) to 4; whoever verifies computes it again.
    pub assurance: u8,
    /// `sealed` or `whole`: which receipt may be taken.
    pub edition: Option<String>,
    /// Why it was void.
    pub void: Option<String>,
}
