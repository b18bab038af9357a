use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a referral ended (art. 23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 立案查处
    CaseFiled,
    /// 列入经营异常名录
    ListedAbnormal,
    /// 责令改正
    OrderedToRectify,
    /// 不予立案
    NoCase,
    /// 移交司法机关
    HandedToJustice,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::CaseFiled => "立案查处",
            Outcome::ListedAbnormal => "列入经营异常名录",
            Outcome::OrderedToRectify => "责令改正",
            Outcome::NoCase => "不予立案",
            Outcome::HandedToJustice => "移交司法机关",
        }
    }
}

/// A measure taken on site (art. 20(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// 制作现场笔录
    RecordMade,
    /// 初步提取证据
    EvidenceSecured,
    /// 责令停止违法活动
    OrderedToStop,
    /// 督促整改
    RectificationUrged,
}
