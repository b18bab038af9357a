//! Which column is what. Registers name the same thing in many ways; the ways known stand here and nowhere else.

use std::collections::BTreeMap;

use super::Sheet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Name,
    Code,
    DepartmentNumber,
    Kind,
    Approver,
    Trade,
    Risk,
    Place,
    Address,
    Status,
    Certificate,
    ValidUntil,
    Department,
    Items,
}

const KNOWN: &[(Field, &[&str])] = &[
    (
        Field::Name,
        &["企业名称", "市场主体名称", "单位名称", "检查对象名称", "主体名称", "名称", "姓名", "人员姓名"],
    ),
    (Field::Code, &["统一社会信用代码", "社会信用代码", "信用代码", "统一代码", "注册号", "工商注册号"]),
    (Field::DepartmentNumber, &["部门编号", "项目编号", "产品编号"]),
    (Field::Kind, &["检查对象类型", "主体类型", "对象类型"]),
    (Field::Approver, &["行政审批部门", "审批部门", "许可机关"]),
    (Field::Trade, &["行业代码", "行业代码(GB/T 4754)", "国民经济行业代码"]),
    (Field::Risk, &["信用风险分类", "信用风险等级", "风险等级", "信用风险分类（A–D）"]),
    (Field::Place, &["地区", "所属区域", "行政区划", "所在区县", "区划"]),
    (
        Field::Address,
        &["住所（经营场所）", "住所/经营场所", "注册地址", "住所", "经营场所", "地址", "经营地址"],
    ),
    (Field::Status, &["经营状态", "登记状态", "状态", "在岗状态"]),
    (Field::Certificate, &["执法证号", "执法证件号", "证件号码"]),
    (Field::ValidUntil, &["证件有效期至", "有效期至", "证件有效期"]),
    (Field::Department, &["所属部门", "部门", "工作单位"]),
    (Field::Items, &["执法事项", "可执法事项", "执法范围"]),
];
/// Columns that registers carry and the library does not need.
const PASSED_OVER: &[&str] = &[
    "序号",
    "企业类型",
    "登记机关",
    "行业",
    "联系电话",
    "成立日期",
    "注册日期",
    "经营范围",
    "发证机关",
    "专业",
    "是否专家",
];

/// The column of each field, and the headings nobody knows.
pub fn columns(sheet: &Sheet) -> (BTreeMap<Field, usize>, Vec<String>) {
    let (mut found, mut unknown) = (BTreeMap::new(), Vec::new());
    let heading = sheet.rows.first().map(|(_, cells)| cells.as_slice()).unwrap_or_default();
    for (column, text) in heading.iter().enumerate() {
        let text = text.trim().replace('(', "（").replace(')', "）");
        let same = |known: &&str| known.replace('(', "（").replace(')', "）") == text;
        match KNOWN.iter().find(|(_, names)| names.iter().any(same)) {
            Some((field, _)) => {
                found.entry(*field).or_insert(column);
            }
            None if text.is_empty() || PASSED_OVER.contains(&text.as_str()) => {}
            None => unknown.push(text),
        }
    }
    (found, unknown)
}
