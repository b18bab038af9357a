//! Where each kind of work is done: the address of its page, the entry of the navigation that it counts at, and the verb of its
//! button.

use contracts::api::waiting::WaitKind;

/// A kind of work on the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The entry of the navigation.
    pub entry: &'static str,
    /// The short word of its kind in lists.
    pub word: &'static str,
    /// What its button says.
    pub verb: &'static str,
}

const fn place(entry: &'static str, word: &'static str, verb: &'static str) -> Place {
    Place { entry, word, verb }
}

pub fn place_of(kind: WaitKind) -> Place {
    use WaitKind::{
        Alert, AmendmentConfirmation, AmendmentPublication, CancellationApproval, CataloguePublication,
        CorrectionSignature, DeadLetter, Disclosure, DrawCommit, DrawObstructed, DrawOpening,
        EmergencyApproval, GrantApproval, LibraryConfirmation, PlanConfirmation, PlanPublication,
        PlanResubmission, ProposalHandling, ReferralAcceptance, ReferralConclusion, ReferralDesignation,
        ResultAwaited, SchemeAgreement, SchemeRevision, ShareCommitment, ShareReveal, SubstitutionApproval,
        TaskApproval, TaskRelease, VisitAhead, VisitEnd, VisitNotice, VisitScheduling, VisitUnderWay,
        VoidApproval, VoidRequest,
    };
    match kind {
        CataloguePublication => place("/catalogues", "清单", "公布"),
        PlanConfirmation | AmendmentConfirmation => place("/plans", "计划", "确认"),
        PlanResubmission => place("/plans", "计划", "重报"),
        PlanPublication | AmendmentPublication => place("/plans", "计划", "公示"),
        ProposalHandling => place("/proposals", "建议", "办理"),
        SchemeAgreement => place("/tasks", "方案", "会签"),
        SchemeRevision => place("/tasks", "方案", "修改"),
        TaskApproval | EmergencyApproval => place("/approvals", "审批", "审批"),
        TaskRelease => place("/tasks", "任务", "下达"),
        LibraryConfirmation => place("/confirmations", "名录", "核对"),
        DrawOpening => place("/draws", "抽取", "开启"),
        ShareCommitment => place("/draws", "抽取", "承诺"),
        DrawCommit => place("/draws", "抽取", "公布"),
        ShareReveal => place("/draws", "抽取", "公开"),
        DrawObstructed | VoidRequest => place("/draws", "抽取", "查看"),
        VoidApproval => place("/draws", "抽取", "审批"),
        VisitScheduling => place("/visits", "检查", "安排"),
        VisitNotice => place("/visits", "检查", "告知"),
        VisitAhead => place("/visits", "检查", "查看"),
        VisitUnderWay => place("/visits", "检查", "记录"),
        VisitEnd => place("/visits", "检查", "结束"),
        SubstitutionApproval | CancellationApproval => place("/teams", "检查", "审批"),
        ResultAwaited => place("/duties", "公示", "查看"),
        Disclosure => place("/duties", "公示", "公示"),
        CorrectionSignature => place("/duties", "更正", "签批"),
        ReferralAcceptance => place("/referrals", "移送", "接收"),
        ReferralConclusion => place("/referrals", "移送", "办结"),
        ReferralDesignation => place("/referrals", "移送", "指定"),
        GrantApproval => place("/accounts", "授权", "审批"),
        Alert => place("/alerts", "提醒", "查看"),
        DeadLetter => place("/dead-letters", "消息", "处理"),
    }
}

/// The address of one thing. Things that have no page of their own lead to their list.
pub fn href(kind: WaitKind, id: &str) -> String {
    let entry = place_of(kind).entry;
    match entry {
        "/alerts" | "/dead-letters" | "/accounts" => entry.to_owned(),
        _ => format!("{entry}/{id}"),
    }
}
