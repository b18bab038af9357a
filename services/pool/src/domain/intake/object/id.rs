//! Which object it is (facts: identity of an object).

use kernel::{DepartmentId, ObjectId, codes::ObjectKind, uscc};
use sha2::{Digest, Sha256};

use super::{Fault, Field, Row, kind::kind};

const COLUMN: &str = "统一社会信用代码";

/// The id and kind of a row. A body has a unified social credit code, an individual business perhaps only its older
/// 15-digit registration number; a product, project or conduct has its owning department's number.
pub(super) fn identity(row: &Row<'_>, owner: &DepartmentId) -> Result<(ObjectId, ObjectKind), Fault> {
    let code = match row.cell(Field::Code) {
        "" => row.cell(Field::Registration),
        code => code,
    };
    let kind = kind(row, code)?;
    let id = match kind {
        ObjectKind::Product | ObjectKind::Project | ObjectKind::Conduct if code.is_empty() => {
            numbered(row.cell(Field::Number), owner)?
        }
        _ => body(code, kind)?,
    };
    let id = id.parse().map_err(|_| Fault::new("wrong_code", COLUMN, "编号含有不允许的字符"))?;
    Ok((id, kind))
}

fn body(code: &str, kind: ObjectKind) -> Result<String, Fault> {
    if code.is_empty() {
        return Err(Fault::new("missing", COLUMN, "不能为空"));
    }
    if code.len() == 15 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return match kind {
            ObjectKind::IndividualBusiness => Ok(code.to_owned()),
            _ => Err(Fault::new("wrong_code", COLUMN, "只有个体工商户可以沿用 15 位注册号")),
        };
    }
    uscc::check(code).map_err(|bad| Fault::new("wrong_code", COLUMN, bad))?;
    Ok(code.to_owned())
}

/// `<department>:<number>`. A number in Chinese, such as `舞建〔2023〕79号`, stands in the id as the first 16 hex digits of
/// its SHA-256 and in the library as written.
fn numbered(number: &str, owner: &DepartmentId) -> Result<String, Fault> {
    if number.is_empty() || number.chars().count() > 60 {
        return Err(Fault::new("missing", "部门编号", "没有统一社会信用代码的，应填 1 至 60 字的部门编号"));
    }
    let plain = number.len() <= 40 && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let number = if plain { number.to_owned() } else { hex::encode(&Sha256::digest(number)[..8]) };
    Ok(format!("{owner}:{number}"))
}
