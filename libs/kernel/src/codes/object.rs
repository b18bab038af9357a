use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What kind of thing is inspected (检查对象, art. 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectKind {
    /// 企业
    Enterprise,
    /// 个体工商户
    IndividualBusiness,
    /// 农民专业合作社
    Cooperative,
    /// 其他主体
    OtherBody,
    /// 产品
    Product,
    /// 项目
    Project,
    /// 行为
    Conduct,
}

impl ObjectKind {
    /// Every kind, in the order in which people choose.
    pub const ALL: [ObjectKind; 7] = [
        ObjectKind::Enterprise,
        ObjectKind::IndividualBusiness,
        ObjectKind::Cooperative,
        ObjectKind::OtherBody,
        ObjectKind::Product,
        ObjectKind::Project,
        ObjectKind::Conduct,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ObjectKind::Enterprise => "企业",
            ObjectKind::IndividualBusiness => "个体工商户",
            ObjectKind::Cooperative => "农民专业合作社",
            ObjectKind::OtherBody => "其他主体",
            ObjectKind::Product => "产品",
            ObjectKind::Project => "项目",
            ObjectKind::Conduct => "行为",
        }
    }
}

/// Credit-risk class (信用风险分类) of an object: A the best, D the worst; `Unrated` where none is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub enum RiskClass {
    A,
    B,
    C,
    D,
    Unrated,
}
