use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The result of one item by one department (检查结果, art. 20(4)). The article's list ends in 等, so the table is
/// versioned data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResultKind {
    NoProblem,
    Undisclosed,
    FalseDisclosure,
    Unreachable,
    Rectified,
    Uncooperative,
    NoSuchActivity,
    PendingFollowup,
    Qualified,
    Unqualified,
}

impl ResultKind {
    pub const ALL: [ResultKind; 10] = [
        ResultKind::NoProblem,
        ResultKind::Undisclosed,
        ResultKind::FalseDisclosure,
        ResultKind::Unreachable,
        ResultKind::Rectified,
        ResultKind::Uncooperative,
        ResultKind::NoSuchActivity,
        ResultKind::PendingFollowup,
        ResultKind::Qualified,
        ResultKind::Unqualified,
    ];

    /// The article's exact name.
    pub fn name(self) -> &'static str {
        match self {
            ResultKind::NoProblem => "未发现问题",
            ResultKind::Undisclosed => "未按规定公示应当公示的信息",
            ResultKind::FalseDisclosure => "公示信息隐瞒真实情况弄虚作假",
            ResultKind::Unreachable => "通过登记的住所（经营场所）无法联系",
            ResultKind::Rectified => "发现问题已责令改正",
            ResultKind::Uncooperative => "不配合检查情节严重",
            ResultKind::NoSuchActivity => "未发现开展本次抽查涉及的经营活动",
            ResultKind::PendingFollowup => "发现问题待后续处理",
            ResultKind::Qualified => "合格",
            ResultKind::Unqualified => "不合格",
        }
    }

    /// Art. 21: the results that may be formed directly where no substantive check was possible, evidence attached.
    pub fn formed_directly(self) -> bool {
        matches!(self, ResultKind::Unreachable | ResultKind::Uncooperative)
    }

    /// Whether the result names a problem, so that it may carry a finding.
    pub fn is_problem(self) -> bool {
        !matches!(self, ResultKind::NoProblem | ResultKind::Qualified | ResultKind::NoSuchActivity)
    }
}

/// The state the object was found in, beside the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectStatus {
    /// 正常
    Operating,
    /// 停业
    Closed,
    /// 迁出
    Moved,
    /// 注销
    Deregistered,
    /// 吊销
    LicenceRevoked,
}
