use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How something was told or given to the object (art. 20(2)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// 书面
    Written,
    /// 电话
    Phone,
    /// 传真
    Fax,
    /// 短信
    Message,
    /// 口头
    Oral,
    /// 移动执法设备打印
    DevicePrint,
}

impl Means {
    /// What a notice before the visit is given by: 书面或电话、传真等形式.
    pub fn gives_notice(self) -> bool {
        matches!(self, Means::Written | Means::Phone | Means::Fax | Means::Message)
    }

    /// What a measure on site is given by: 书面方式、口头方式、移动执法设备打印.
    pub fn gives_measure(self) -> bool {
        matches!(self, Means::Written | Means::Oral | Means::DevicePrint)
    }
}
