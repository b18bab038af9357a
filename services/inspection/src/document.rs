//! Official numbers (文号) of what a visit gives out: gap-free per department, kind and year.

use ::store::{Work, copy::department, number};
use chrono::Datelike;
use kernel::DepartmentId;
use serde_json::Value;
use web::{Problem, problem::from_store};

/// A kind of document: its series, and its word within the number.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    series: &'static str,
    word: &'static str,
}

/// 部门联合检查告知书
pub const NOTICE: Kind = Kind { series: "notice", word: "告" };
/// 部门联合抽查情况记录表
pub const RECORD: Kind = Kind { series: "record", word: "检" };

/// The next number of a department, such as `舞市监检〔2026〕0001号`.
pub async fn number(work: &Work, kind: Kind, department: &DepartmentId) -> Result<String, Problem> {
    let known = department::of_region(work.tx(), &department.region()).await.map_err(from_store)?;
    let Some(row) = known.iter().find(|row| row.id == department.as_str()) else {
        // Registered long ago, but what planning said of it has not come here yet.
        return Err(Problem::new("upstream_not_ready", Value::Null));
    };
    let year = work.today().year();
    let next = number::next(work, &format!("{}:{department}:{year}", kind.series)).await;
    let next = next.map_err(from_store)?;
    Ok(format!("{}{}〔{year}〕{next:04}号", row.number_prefix, kind.word))
}
