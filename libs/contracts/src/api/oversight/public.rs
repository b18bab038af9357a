//! Figures for everybody: numbers of what is no longer sealed.

use kernel::{RegionCode, codes::ResultKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a region's joint inspections came to in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicFigures {
    pub region: RegionCode,
    pub year: i32,
    pub tasks_released: u64,
    pub draws_drawn: u64,
    pub objects_drawn: u64,
    pub visits_ended: u64,
    /// Disclosed results of items as they stand, with their corrections.
    pub results: Vec<ResultCount>,
    /// Results whose last day lies in the year and that are disclosed or overdue.
    pub disclosures_due: u64,
    /// Those of them that were disclosed in time.
    pub disclosures_on_time: u64,
    pub referrals_issued: u64,
    pub referrals_concluded: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ResultCount {
    pub result: ResultKind,
    /// The article's exact name of the result.
    pub name: String,
    pub count: u64,
}
