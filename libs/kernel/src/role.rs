//! Roles. Each grant gives one account one role in one region, most of them within one department.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an account may act as. A token carries exactly one, so the trail says in which role each thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 联席会议办公室
    Office,
    /// 部门经办人
    Clerk,
    /// 分管负责人
    Leader,
    /// 主要负责人
    Principal,
    /// 执法检查人员
    Inspector,
    /// 上级观察员
    Observer,
    /// 审计人员
    Auditor,
    /// 抽取参与方、见证方
    DrawParty,
    /// 部门信息化人员
    DepartmentIt,
    /// 系统管理员
    Administrator,
    /// 部门业务系统, or another service of this installation
    System,
    /// 检查对象代表
    Representative,
    /// 社会公众: nobody signed in
    Public,
}

impl Role {
    pub const ALL: [Role; 13] = [
        Role::Office,
        Role::Clerk,
        Role::Leader,
        Role::Principal,
        Role::Inspector,
        Role::Observer,
        Role::Auditor,
        Role::DrawParty,
        Role::DepartmentIt,
        Role::Administrator,
        Role::System,
        Role::Representative,
        Role::Public,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Role::Office => "联席会议办公室",
            Role::Clerk => "部门经办人",
            Role::Leader => "分管负责人",
            Role::Principal => "主要负责人",
            Role::Inspector => "执法检查人员",
            Role::Observer => "上级观察员",
            Role::Auditor => "审计人员",
            Role::DrawParty => "抽取参与方",
            Role::DepartmentIt => "部门信息化人员",
            Role::Administrator => "系统管理员",
            Role::System => "业务系统",
            Role::Representative => "检查对象代表",
            Role::Public => "社会公众",
        }
    }

    /// Whether a grant of this role must name a department.
    pub fn needs_department(self) -> bool {
        matches!(self, Role::Clerk | Role::Leader | Role::Principal | Role::Inspector | Role::DepartmentIt)
    }
}
