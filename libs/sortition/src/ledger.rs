//! The visit ledger (检查频次台账) as it stood at the freeze, and what it says about the caps.

use crate::encoding::{Hash, Hex, Salt, row_bytes};
use crate::merkle;
use crate::plan::CapRule;
use crate::pool::status;
use crate::table::{self, Row, TableFault};
use crate::teams::Period;
use crate::text;

/// Columns of `ledger.csv`.
pub const COLUMNS: &[&str] = &["object", "authority", "year", "counted", "reserved", "exception", "salt"];
/// The authority under which joint inspections are counted (art. 10).
pub const JOINT: &str = "joint";

/// Visits of one object in one year: those that count and those a draw has reserved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    pub object: String,
    /// [`JOINT`], or the code of the authority whose own cap it is.
    pub authority: String,
    pub year: u16,
    pub counted: u32,
    pub reserved: u32,
    /// Empty, or the office's reference (文号) that lifts the cap for this object, authority and year.
    pub exception: String,
    pub salt: Salt,
}

/// Why a ledger snapshot is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LedgerFault {
    #[error("第 {0} 条（{1}）的 {2} 格式不对")]
    Malformed(usize, String, &'static str),
    #[error("第 {0} 条（{1}）重复或次序不对，各条应按对象、机关、年度排序")]
    Order(usize, String),
}

impl LedgerRow {
    fn fields(&self) -> [String; 7] {
        [
            self.object.clone(),
            self.authority.clone(),
            self.year.to_string(),
            self.counted.to_string(),
            self.reserved.to_string(),
            self.exception.clone(),
            self.salt.to_string(),
        ]
    }

    /// The leaf of `ledger_root`: `LP` of each column's text.
    pub fn bytes(&self) -> Vec<u8> {
        row_bytes(self.fields().iter().map(String::as_str))
    }

    fn key(&self) -> (&str, &str, u16) {
        (&self.object, &self.authority, self.year)
    }

    fn check(&self) -> Result<(), &'static str> {
        text::name(&self.object).map_err(|_| "object")?;
        text::name(&self.authority).map_err(|_| "authority")?;
        if !(1..=9999).contains(&self.year) {
            return Err("year");
        }
        if self.exception.is_empty() {
            Ok(())
        } else {
            text::reason(&self.exception).map_err(|_| "exception")
        }
    }

    fn from_row(row: &Row<'_>) -> Result<Self, TableFault> {
        let count = |t: &str| text::decimal(t, u32::MAX.into()).map(|n| n as u32);
        let parsed = Self {
            object: row.get(0).to_owned(),
            authority: row.get(1).to_owned(),
            year: row.parse(2, |t| text::decimal(t, 9999))? as u16,
            counted: row.parse(3, count)?,
            reserved: row.parse(4, count)?,
            exception: row.get(5).to_owned(),
            salt: row.parse(6, str::parse::<Hex<16>>)?,
        };
        parsed.check().map_err(|field| {
            let column = COLUMNS.iter().position(|c| *c == field).unwrap_or_default();
            row.fault(column, "格式不对")
        })?;
        Ok(parsed)
    }

    fn is_full(&self, cap: u32) -> bool {
        self.exception.is_empty() && u64::from(self.counted) + u64::from(self.reserved) >= u64::from(cap)
    }
}

/// `ledger_root`, after checking that rows sort by object, authority, year and none repeats.
///
/// # Errors
/// Names the first row that is malformed, repeated or out of order.
pub fn root(rows: &[LedgerRow]) -> Result<Hash, LedgerFault> {
    for (i, row) in rows.iter().enumerate() {
        row.check().map_err(|field| LedgerFault::Malformed(i, row.object.clone(), field))?;
        if i > 0 && rows[i - 1].key() >= row.key() {
            return Err(LedgerFault::Order(i, row.object.clone()));
        }
    }
    Ok(merkle::root(rows.iter().map(LedgerRow::bytes)))
}

/// Writes a `ledger.csv`.
pub fn to_csv(rows: &[LedgerRow]) -> Vec<u8> {
    let mut out = table::header(COLUMNS);
    rows.iter().for_each(|row| table::put_row(&mut out, row.fields().iter().map(String::as_str)));
    out
}

/// Reads a `ledger.csv`.
///
/// # Errors
/// The first malformed line.
pub fn from_csv(bytes: &[u8]) -> Result<Vec<LedgerRow>, TableFault> {
    table::rows(bytes, COLUMNS)?.map(|row| LedgerRow::from_row(&row?)).collect()
}

/// Rows of one object in a sorted ledger.
pub fn rows_of<'a>(ledger: &'a [LedgerRow], object: &str) -> &'a [LedgerRow] {
    let start = ledger.partition_point(|row| row.object.as_str() < object);
    let rest = &ledger[start..];
    &rest[..rest.partition_point(|row| row.object == object)]
}

/// The status that the caps impose on an object with these ledger rows: [`status::JOINT_CAP`] before
/// [`status::AUTHORITY_CAP`], `None` if neither is reached. A window that spans two years is held to both.
pub fn cap_status(caps: &CapRule, window: &Period, rows: &[LedgerRow]) -> Option<u8> {
    let years = text::year(&window.from)..=text::year(&window.to);
    let full = |authority: &str, cap: u32| {
        rows.iter().any(|row| row.authority == authority && years.contains(&row.year) && row.is_full(cap))
    };
    if full(JOINT, caps.joint) {
        return Some(status::JOINT_CAP);
    }
    caps.authorities.iter().any(|a| full(&a.authority, a.cap)).then_some(status::AUTHORITY_CAP)
}

/// Whether `given` is a lawful status of an object on which the caps impose `imposed`. Statuses 1 and 2 and
/// eligibility are derived from the ledger alone; any other reason is the office's and may stand beside a cap.
pub fn status_agrees(given: u8, imposed: Option<u8>) -> bool {
    match given {
        status::ELIGIBLE => imposed.is_none(),
        status::JOINT_CAP | status::AUTHORITY_CAP => imposed == Some(given),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::AuthorityCap;

    fn row(authority: &str, year: u16, counted: u32, reserved: u32) -> LedgerRow {
        let (object, authority) = ("o".to_owned(), authority.to_owned());
        LedgerRow { object, authority, year, counted, reserved, exception: String::new(), salt: Hex([0; 16]) }
    }

    fn window(from: &str, to: &str) -> Period {
        Period { from: from.into(), to: to.into() }
    }

    #[test]
    fn counted_and_reserved_visits_fill_the_cap_of_each_year_in_the_window() {
        let caps =
            CapRule { joint: 2, authorities: vec![AuthorityCap { authority: "huanbao".into(), cap: 1 }] };
        let (may, winter) = (window("2026-05-01", "2026-05-31"), window("2026-12-01", "2027-01-31"));
        assert_eq!(cap_status(&caps, &may, &[row(JOINT, 2026, 1, 0)]), None);
        assert_eq!(cap_status(&caps, &may, &[row(JOINT, 2026, 1, 1)]), Some(status::JOINT_CAP));
        assert_eq!(cap_status(&caps, &may, &[row(JOINT, 2027, 2, 0)]), None);
        assert_eq!(cap_status(&caps, &winter, &[row(JOINT, 2027, 2, 0)]), Some(status::JOINT_CAP));
        assert_eq!(cap_status(&caps, &may, &[row("huanbao", 2026, 0, 1)]), Some(status::AUTHORITY_CAP));
        assert_eq!(cap_status(&caps, &may, &[row("shichang", 2026, 9, 9)]), None);
    }

    #[test]
    fn an_exception_of_the_office_lifts_the_cap() {
        let excepted =
            LedgerRow { exception: "平双随机办〔2026〕3号".into(), ..row(JOINT, 2026, 2, 0) };
        assert_eq!(cap_status(&CapRule::joint_two(), &window("2026-05-01", "2026-05-31"), &[excepted]), None);
    }

    #[test]
    fn a_status_must_be_what_the_ledger_says() {
        assert!(status_agrees(0, None) && status_agrees(1, Some(1)) && status_agrees(4, Some(1)));
        assert!(!status_agrees(0, Some(1)) && !status_agrees(1, None) && !status_agrees(2, Some(1)));
    }

    #[test]
    fn rows_of_one_object_are_found() {
        let of = |object: &str, year| LedgerRow { object: object.into(), ..row(JOINT, year, 0, 0) };
        let ledger = [of("a", 2026), of("b", 2025), of("b", 2026), of("c", 2026)];
        assert_eq!(rows_of(&ledger, "b").len(), 2);
        assert_eq!(rows_of(&ledger, "bb").len(), 0);
        assert_eq!(rows_of(&ledger, "z").len(), 0);
    }

    #[test]
    fn csv_comes_back_and_order_is_kept() {
        let rows = vec![row("huanbao", 2026, 0, 1), row(JOINT, 2026, 1, 1)];
        assert_eq!(from_csv(&to_csv(&rows)).as_ref(), Ok(&rows));
        assert!(root(&rows).is_ok());
        assert_eq!(root(&[rows[1].clone(), rows[0].clone()]), Err(LedgerFault::Order(1, "o".into())));
        assert_eq!(root(&[rows[0].clone(), rows[0].clone()]), Err(LedgerFault::Order(1, "o".into())));
    }
}
