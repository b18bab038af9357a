use kernel::{DepartmentId, ItemCode, ids::PlanId};
use serde::Serialize;

/// Why planning refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    NotMarketRegulation,
    AlreadyPublished,
    ApproverIsRequester,
    NotJoint,
    UnknownItem { item: ItemCode },
    SingleInspectorNeedsBasis { department: DepartmentId },
    InitiatingMustTakePart,
    WindowInvalid,
    WindowInThePast,
    NotInThePlan,
    OperatorSourceInRehearsalOnly,
    TooFewParties,
    ParticipantsNotConfirmed { department: DepartmentId },
    AnnualPlanExists { plan: PlanId, year: i32, state: &'static str },
    PlanNotSubmitted { state: &'static str },
    NotAParticipant,
    AmendmentUnderWay,
    NothingAmended,
    PlanUndecided { department: DepartmentId },
    NothingToPutTogether,
    ProposalOutOfOrder { state: &'static str },
    PlanNotPublished,
    CatalogueNotPublished,
    AlreadyAgreed,
    SchemeNotAgreed { department: DepartmentId },
    LibraryNotConfirmed { department: DepartmentId },
    NotApproved { department: DepartmentId },
    EmergencyIsAdHoc,
    AlreadyReleased,
    SchemeIsAgreed,
    NotInitiatingDepartment,
    DepartmentExists,
    RegionExists,
    NoticeKnown { year: i32, version: u32 },
    NoticeInvalid { detail: String },
    InvalidField { field: String, detail: String },
}
impl kernel::Refusal for Refusal {}
