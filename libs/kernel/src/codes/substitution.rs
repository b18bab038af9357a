use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a drawn inspector is replaced (art. 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubstitutionReason {
    /// 岗位调整
    PostChange,
    /// 工作冲突
    WorkConflict,
    /// 健康状况
    Health,
    /// 执法回避
    Recusal,
    /// 其他: a text is required
    Other,
}
