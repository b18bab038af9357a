//! The frozen roster (执法检查人员名录库快照) and the recusals (回避), both under ids salted per draw.

use std::collections::BTreeSet;

use crate::encoding::{Hash, Hex, Salt, h, row_bytes};
use crate::merkle;
use crate::table::{self, Row, TableFault};
use crate::teams::{Inspector, Period, Recusal};
use crate::text;

/// Columns of `roster.csv`. `items` is separated by `;`, `absences` are `from/to` separated by `;`.
pub const COLUMNS: &[&str] =
    &["id", "department", "items", "valid_from", "valid_until", "available", "absences", "salt"];
/// Columns of `recusals.csv`.
pub const RECUSAL_COLUMNS: &[&str] = &["object", "inspector", "salt"];

/// One inspector as the roster froze them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    pub inspector: Inspector,
    pub salt: Salt,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecusalRow {
    pub recusal: Recusal,
    pub salt: Salt,
}

/// Why a roster or a list of recusals is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterFault {
    #[error("{0} 重复")]
    Duplicate(String),
    #[error("{0} 次序不对，各行应按各列的字节排序")]
    OutOfOrder(String),
    #[error("{row} 的 {field} 格式不对")]
    Malformed { row: String, field: &'static str },
}

/// The id of an inspector within one draw: the first 16 bytes of `H("draw/v1/inspector"; salt, id)` in hex.
/// `salt` is 32 random bytes per draw that the service keeps until the receipt opens.
pub fn alias(salt: &Hash, inspector: &str) -> String {
    let whole = h("draw/v1/inspector", &[salt.as_ref(), inspector.as_bytes()]);
    whole.to_string().split_at(32).0.to_owned()
}

impl RosterRow {
    fn fields(&self) -> [String; 8] {
        let person = &self.inspector;
        let absences: Vec<String> = person.absences.iter().map(|p| format!("{}/{}", p.from, p.to)).collect();
        [
            person.id.clone(),
            person.department.clone(),
            person.items.join(";"),
            person.valid_from.clone(),
            person.valid_until.clone(),
            (if person.available { "1" } else { "0" }).to_owned(),
            absences.join(";"),
            self.salt.to_string(),
        ]
    }

    /// The leaf of `roster_root`: `LP` of each column's text.
    pub fn bytes(&self) -> Vec<u8> {
        row_bytes(self.fields().iter().map(String::as_str))
    }

    fn check(&self) -> Result<(), &'static str> {
        let person = &self.inspector;
        text::name(&person.id).map_err(|_| "id")?;
        text::name(&person.department).map_err(|_| "department")?;
        check_items(&person.items).map_err(|_| "items")?;
        text::date(&person.valid_from).map_err(|_| "valid_from")?;
        text::date(&person.valid_until).map_err(|_| "valid_until")?;
        check_absences(&person.absences).map_err(|_| "absences")
    }

    fn from_row(row: &Row<'_>) -> Result<Self, TableFault> {
        let inspector = Inspector {
            id: row.parse(0, owned_name)?,
            department: row.parse(1, owned_name)?,
            items: row.parse(2, parse_items)?,
            valid_from: row.parse(3, |t| text::date(t).map(|()| t.to_owned()))?,
            valid_until: row.parse(4, |t| text::date(t).map(|()| t.to_owned()))?,
            available: row.parse(5, parse_flag)?,
            absences: row.parse(6, parse_absences)?,
        };
        Ok(Self { inspector, salt: row.parse(7, str::parse::<Hex<16>>)? })
    }
}

impl RecusalRow {
    fn fields(&self) -> [String; 3] {
        [self.recusal.object.clone(), self.recusal.inspector.clone(), self.salt.to_string()]
    }

    /// The leaf of `recusal_root`: `LP` of each column's text.
    pub fn bytes(&self) -> Vec<u8> {
        row_bytes(self.fields().iter().map(String::as_str))
    }
}

/// `roster_root`, after checking that rows sort by id and none repeats.
///
/// # Errors
/// Names the first row that is malformed, repeated or out of order.
pub fn roster_root(rows: &[RosterRow]) -> Result<Hash, RosterFault> {
    for row in rows {
        row.check().map_err(|field| RosterFault::Malformed { row: row.inspector.id.clone(), field })?;
    }
    ascending(rows.iter().map(|r| (r.inspector.id.as_str(), "")))?;
    Ok(merkle::root(rows.iter().map(RosterRow::bytes)))
}

/// `recusal_root`, after checking that rows sort by object, then inspector, and none repeats.
///
/// # Errors
/// Names the first row that is malformed, repeated or out of order.
pub fn recusal_root(rows: &[RecusalRow]) -> Result<Hash, RosterFault> {
    for RecusalRow { recusal, .. } in rows {
        for (field, value) in [("object", &recusal.object), ("inspector", &recusal.inspector)] {
            text::name(value).map_err(|_| RosterFault::Malformed { row: recusal.object.clone(), field })?;
        }
    }
    ascending(rows.iter().map(|r| (r.recusal.object.as_str(), r.recusal.inspector.as_str())))?;
    Ok(merkle::root(rows.iter().map(RecusalRow::bytes)))
}

/// Writes a `roster.csv`.
pub fn to_csv(rows: &[RosterRow]) -> Vec<u8> {
    let mut out = table::header(COLUMNS);
    rows.iter().for_each(|row| table::put_row(&mut out, row.fields().iter().map(String::as_str)));
    out
}

/// Writes a `recusals.csv`.
pub fn recusals_to_csv(rows: &[RecusalRow]) -> Vec<u8> {
    let mut out = table::header(RECUSAL_COLUMNS);
    rows.iter().for_each(|row| table::put_row(&mut out, row.fields().iter().map(String::as_str)));
    out
}

/// Reads a `roster.csv`.
///
/// # Errors
/// The first malformed line.
pub fn from_csv(bytes: &[u8]) -> Result<Vec<RosterRow>, TableFault> {
    table::rows(bytes, COLUMNS)?.map(|row| RosterRow::from_row(&row?)).collect()
}

/// Reads a `recusals.csv`.
///
/// # Errors
/// The first malformed line.
pub fn recusals_from_csv(bytes: &[u8]) -> Result<Vec<RecusalRow>, TableFault> {
    table::rows(bytes, RECUSAL_COLUMNS)?
        .map(|row| {
            let row = row?;
            let recusal = Recusal { object: row.parse(0, owned_name)?, inspector: row.parse(1, owned_name)? };
            Ok(RecusalRow { recusal, salt: row.parse(2, str::parse::<Hex<16>>)? })
        })
        .collect()
}

fn ascending<'a>(keys: impl Iterator<Item = (&'a str, &'a str)>) -> Result<(), RosterFault> {
    let mut last: Option<(&str, &str)> = None;
    for key in keys {
        match last.map(|last| last.cmp(&key)) {
            Some(std::cmp::Ordering::Equal) => return Err(RosterFault::Duplicate(key.0.to_owned())),
            Some(std::cmp::Ordering::Greater) => return Err(RosterFault::OutOfOrder(key.0.to_owned())),
            _ => last = Some(key),
        }
    }
    Ok(())
}

fn owned_name(value: &str) -> Result<String, text::TextFault> {
    text::name(value).map(|()| value.to_owned())
}

fn parse_flag(value: &str) -> Result<bool, &'static str> {
    match value {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err("is neither 1 nor 0"),
    }
}

fn parse_items(value: &str) -> Result<Vec<String>, &'static str> {
    let items: Vec<String> = list(value).map(str::to_owned).collect();
    check_items(&items).map(|()| items)
}

fn parse_absences(value: &str) -> Result<Vec<Period>, &'static str> {
    let split = |p: &str| p.split_once('/').map(|(from, to)| Period { from: from.into(), to: to.into() });
    let periods = list(value).map(split).collect::<Option<Vec<_>>>().ok_or("a period is written from/to")?;
    check_absences(&periods).map(|()| periods)
}

/// The parts of a `;`-separated list; nothing at all is the empty list.
fn list(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').filter(move |_| !value.is_empty())
}

fn check_items(items: &[String]) -> Result<(), &'static str> {
    if items.iter().any(|item| text::name(item).is_err() || item.contains(';')) {
        return Err("含有格式不对的事项编码");
    }
    let distinct: BTreeSet<&String> = items.iter().collect();
    if distinct.len() == items.len() && items.is_sorted() {
        Ok(())
    } else {
        Err("没有按序排列或有重复")
    }
}

fn check_absences(periods: &[Period]) -> Result<(), &'static str> {
    let holds = |p: &Period| text::date(&p.from).is_ok() && text::date(&p.to).is_ok() && p.from <= p.to;
    if !periods.iter().all(holds) {
        return Err("含有格式不对的期间");
    }
    let distinct: BTreeSet<&Period> = periods.iter().collect();
    if distinct.len() == periods.len() && periods.is_sorted() {
        Ok(())
    } else {
        Err("没有按序排列或有重复")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str) -> RosterRow {
        let inspector = Inspector {
            id: id.into(),
            department: "shichang".into(),
            items: vec!["a".into(), "b".into()],
            valid_from: "2024-01-01".into(),
            valid_until: "2029-01-01".into(),
            available: true,
            absences: vec![Period { from: "2026-05-01".into(), to: "2026-05-03".into() }],
        };
        RosterRow { inspector, salt: Hex([3; 16]) }
    }

    #[test]
    fn csv_comes_back() {
        let rows = vec![
            row("a"),
            RosterRow { inspector: Inspector { items: vec![], ..row("b").inspector }, ..row("b") },
        ];
        assert_eq!(from_csv(&to_csv(&rows)).as_ref(), Ok(&rows));
        let recusals = vec![RecusalRow {
            recusal: Recusal { object: "o".into(), inspector: "a".into() },
            salt: Hex([9; 16]),
        }];
        assert_eq!(recusals_from_csv(&recusals_to_csv(&recusals)).as_ref(), Ok(&recusals));
    }

    #[test]
    fn order_and_repetition() {
        assert!(roster_root(&[row("a"), row("b")]).is_ok());
        assert_eq!(roster_root(&[row("a"), row("a")]), Err(RosterFault::Duplicate("a".into())));
        assert_eq!(roster_root(&[row("b"), row("a")]), Err(RosterFault::OutOfOrder("a".into())));
        let mut bad = row("a");
        bad.inspector.items = vec!["b".into(), "a".into()];
        assert_eq!(roster_root(&[bad]), Err(RosterFault::Malformed { row: "a".into(), field: "items" }));
    }

    #[test]
    fn the_alias_hides_the_person_and_differs_per_draw() {
        let (one, two) = (alias(&Hex([1; 32]), "豫D-001"), alias(&Hex([2; 32]), "豫D-001"));
        assert_eq!(one.len(), 32);
        assert_ne!(one, two);
    }
}
