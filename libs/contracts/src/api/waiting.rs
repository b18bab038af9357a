//! What waits for whoever asks: the same answer from every service, each of its own things.

use chrono::NaiveDate;
use kernel::DepartmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody has to do. The words are stable; `name` is how pages say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WaitKind {
    CataloguePublication,
    PlanConfirmation,
    PlanResubmission,
    PlanPublication,
    AmendmentConfirmation,
    AmendmentPublication,
    ProposalHandling,
    SchemeAgreement,
    SchemeRevision,
    TaskApproval,
    EmergencyApproval,
    TaskRelease,
    LibraryConfirmation,
    DrawOpening,
    ShareCommitment,
    DrawCommit,
    ShareReveal,
    /// The draw cannot go on; the initiating department reports it to the office.
    DrawObstructed,
    VoidRequest,
    VoidApproval,
    VisitScheduling,
    VisitNotice,
    /// Arranged, or to be arranged by the team's leader.
    VisitAhead,
    VisitUnderWay,
    /// Every result is signed; the leader ends it.
    VisitEnd,
    SubstitutionApproval,
    CancellationApproval,
    /// The visit has ended and the department's result is not signed.
    ResultAwaited,
    Disclosure,
    CorrectionSignature,
    ReferralAcceptance,
    ReferralConclusion,
    ReferralDesignation,
    GrantApproval,
    Alert,
    DeadLetter,
}

impl WaitKind {
    pub fn name(self) -> &'static str {
        match self {
            WaitKind::CataloguePublication => "待公布抽查事项清单",
            WaitKind::PlanConfirmation => "待确认参加计划",
            WaitKind::PlanResubmission => "计划被退回，待重新报送",
            WaitKind::PlanPublication => "待公示计划",
            WaitKind::AmendmentConfirmation => "待确认计划变更",
            WaitKind::AmendmentPublication => "待公示计划变更",
            WaitKind::ProposalHandling => "待办理意见建议",
            WaitKind::SchemeAgreement => "待会签抽查方案",
            WaitKind::SchemeRevision => "方案有异议，待修改",
            WaitKind::TaskApproval => "待事前审批",
            WaitKind::EmergencyApproval => "待补办审批",
            WaitKind::TaskRelease => "待下达检查任务",
            WaitKind::LibraryConfirmation => "待确认名录",
            WaitKind::DrawOpening => "待开启抽取",
            WaitKind::ShareCommitment => "待提交承诺",
            WaitKind::DrawCommit => "待公布承诺",
            WaitKind::ShareReveal => "待公开随机数",
            WaitKind::DrawObstructed => "抽取不能继续，待报请作废",
            WaitKind::VoidRequest => "待申请作废抽取",
            WaitKind::VoidApproval => "待批准作废抽取",
            WaitKind::VisitScheduling => "待安排检查日程",
            WaitKind::VisitNotice => "待告知检查对象",
            WaitKind::VisitAhead => "待参加检查",
            WaitKind::VisitUnderWay => "检查中，待记录和签字",
            WaitKind::VisitEnd => "待结束检查",
            WaitKind::SubstitutionApproval => "待审批人员更换",
            WaitKind::CancellationApproval => "待审批取消检查",
            WaitKind::ResultAwaited => "检查已结束，待录入结果",
            WaitKind::Disclosure => "待公示检查结果",
            WaitKind::CorrectionSignature => "待签字更正",
            WaitKind::ReferralAcceptance => "待接收移送",
            WaitKind::ReferralConclusion => "待办结移送",
            WaitKind::ReferralDesignation => "待指定管辖",
            WaitKind::GrantApproval => "待审批授权",
            WaitKind::Alert => "提醒",
            WaitKind::DeadLetter => "未处理消息",
        }
    }

    /// Whether its last day is set by a rule and not agreed on in a scheme.
    pub fn is_statutory(self) -> bool {
        matches!(
            self,
            WaitKind::EmergencyApproval
                | WaitKind::ResultAwaited
                | WaitKind::Disclosure
                | WaitKind::ReferralAcceptance
                | WaitKind::ReferralDesignation
        )
    }
}

/// How much waits, and the things themselves: at most 100, by their last day, those without one last.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct WaitingView {
    pub kinds: Vec<KindCount>,
    pub items: Vec<WaitingItem>,
}

/// All that waits of one kind, whether or not it is among the items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KindCount {
    pub kind: WaitKind,
    pub count: u64,
    /// Past their last day.
    pub overdue: u64,
    pub due_today: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaitingItem {
    pub kind: WaitKind,
    /// Of the plan, task, draw, visit, duty, referral, …
    pub id: String,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<NaiveDate>,
    /// Negative when overdue; where the rule counts in working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_days_left: Option<i64>,
    /// Whether the last day reaches into a year whose calendar is not published yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provisional: Option<bool>,
    pub statutory: bool,
    /// The department that it comes from, where it is another's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DepartmentId>,
}

impl WaitingItem {
    pub fn new(kind: WaitKind, id: impl ToString, title: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.to_string(),
            title: title.into(),
            due_on: None,
            working_days_left: None,
            provisional: None,
            statutory: kind.is_statutory(),
            from: None,
        }
    }

    #[must_use]
    pub fn due(mut self, on: impl Into<Option<NaiveDate>>) -> Self {
        self.due_on = on.into();
        self
    }

    #[must_use]
    pub fn in_working_days(mut self, left: i64, provisional: bool) -> Self {
        (self.working_days_left, self.provisional) = (Some(left), Some(provisional));
        self
    }

    #[must_use]
    pub fn from(mut self, department: &DepartmentId) -> Self {
        self.from = Some(department.clone());
        self
    }
}
