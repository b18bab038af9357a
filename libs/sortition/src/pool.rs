//! The frozen pool (抽查对象库快照): one row per object, excluded ones included.

use crate::encoding::{Hash, Hex, Salt, put_lp};
use crate::merkle::RootBuilder;
use crate::table::{self, Row, TableFault};
use crate::text::{self, TextFault};
use std::collections::BTreeMap;

/// Columns of `pool.csv`.
pub const COLUMNS: &[&str] = &["id", "stratum", "weight", "status", "salt"];
/// Most strata one pool may have.
pub const MAX_STRATA: usize = 4_096;

/// Status codes of a pool row: 0 may be drawn, any other is the reason why not.
pub mod status {
    pub const ELIGIBLE: u8 = 0;
    /// The yearly cap of joint inspections is reached (art. 10).
    pub const JOINT_CAP: u8 = 1;
    /// The yearly cap of one authority is reached (国办发〔2024〕54号).
    pub const AUTHORITY_CAP: u8 = 2;
    /// Special trade or key field inspected otherwise (art. 4).
    pub const EXCEPTED: u8 = 3;
    /// Closed, deregistered or revoked before the freeze.
    pub const CEASED: u8 = 4;
    /// Already in another draw whose visit falls into the window.
    pub const RESERVED: u8 = 5;
    /// Outside the scheme's criteria for objects.
    pub const OUT_OF_SCOPE: u8 = 6;
    /// Another reason, kept by the office.
    pub const OTHER: u8 = 255;
}

/// One object as it stood at the freeze.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolRow {
    pub id: String,
    pub stratum: String,
    /// 1 in every plan of `draw/v1`; the field stays for a later version.
    pub weight: u16,
    pub status: u8,
    pub salt: Salt,
}

/// Why a row or the pool is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PoolFault {
    #[error("编号{0}")]
    Id(TextFault),
    #[error("分层{0}")]
    Stratum(TextFault),
    #[error("draw/v1 中权重应为 1")]
    Weight,
    #[error("{0} 在名录中重复")]
    Duplicate(String),
    #[error("{0} 次序不对，各行应按编号的字节排序")]
    OutOfOrder(String),
    #[error("分层多于 {MAX_STRATA} 个")]
    TooManyStrata,
}

impl PoolRow {
    /// # Errors
    /// If a text is malformed or the weight is not 1.
    pub fn check(&self) -> Result<(), PoolFault> {
        text::name(&self.id).map_err(PoolFault::Id)?;
        text::name(&self.stratum).map_err(PoolFault::Stratum)?;
        if self.weight == 1 { Ok(()) } else { Err(PoolFault::Weight) }
    }

    /// `LP(id) ‖ LP(stratum) ‖ u16be(weight) ‖ u8 status ‖ salt[16]`, the leaf of `pool_root`.
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.id.len() + self.stratum.len() + 27);
        put_lp(&mut out, self.id.as_bytes());
        put_lp(&mut out, self.stratum.as_bytes());
        out.extend_from_slice(&self.weight.to_be_bytes());
        out.push(self.status);
        out.extend_from_slice(&self.salt.0);
        out
    }

    pub fn is_eligible(&self) -> bool {
        self.status == status::ELIGIBLE
    }

    /// Appends this row to a `pool.csv`.
    pub fn put_csv(&self, out: &mut Vec<u8>) {
        let (weight, status, salt) =
            (self.weight.to_string(), self.status.to_string(), self.salt.to_string());
        table::put_row(out, [&self.id, &self.stratum, weight.as_str(), status.as_str(), salt.as_str()]);
    }

    fn from_row(row: &Row<'_>) -> Result<Self, TableFault> {
        Ok(Self {
            id: row.parse(0, |t| text::name(t).map(|()| t.to_owned()))?,
            stratum: row.parse(1, |t| text::name(t).map(|()| t.to_owned()))?,
            weight: row.parse(2, |t| text::decimal(t, u16::MAX.into()))? as u16,
            status: row.parse(3, |t| text::decimal(t, u8::MAX.into()))? as u8,
            salt: row.parse(4, str::parse::<Hex<16>>)?,
        })
    }
}

/// The rows of a `pool.csv` with their line numbers; order and duplicates are [`PoolFreezer`]'s business.
///
/// # Errors
/// If the file is not UTF-8 or its header differs; each row carries its own fault.
pub fn read(bytes: &[u8]) -> Result<impl Iterator<Item = Result<(u64, PoolRow), TableFault>>, TableFault> {
    let rows = table::rows(bytes, COLUMNS)?;
    Ok(rows.map(|row| row.and_then(|row| Ok((row.line, PoolRow::from_row(&row)?)))))
}

/// A whole `pool.csv`; the rows must already be sorted by id.
pub fn to_csv<'a>(rows: impl IntoIterator<Item = &'a PoolRow>) -> Vec<u8> {
    let mut out = table::header(COLUMNS);
    rows.into_iter().for_each(|row| row.put_csv(&mut out));
    out
}

/// Folds the sorted rows into root, number and eligible objects per stratum; memory does not grow with the pool.
#[derive(Debug, Clone, Default)]
pub struct PoolFreezer {
    tree: RootBuilder,
    last: Option<String>,
    eligible: BTreeMap<String, u64>,
}

/// What a frozen pool commits to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PoolSnapshot {
    pub root: Hash,
    pub n: u64,
    /// Eligible objects per stratum; a stratum whose objects are all excluded stands here with 0.
    pub eligible: BTreeMap<String, u64>,
}

impl PoolFreezer {
    /// Takes the next row in bytewise order of id.
    ///
    /// # Errors
    /// Malformed row, duplicate, wrong order, or too many strata.
    pub fn push(&mut self, row: &PoolRow) -> Result<(), PoolFault> {
        row.check()?;
        self.check_order(&row.id)?;
        if !self.eligible.contains_key(&row.stratum) {
            if self.eligible.len() == MAX_STRATA {
                return Err(PoolFault::TooManyStrata);
            }
            self.eligible.insert(row.stratum.clone(), 0);
        }
        if let Some(count) = self.eligible.get_mut(&row.stratum) {
            *count += u64::from(row.is_eligible());
        }
        self.tree.push(&row.bytes());
        Ok(())
    }

    fn check_order(&mut self, id: &str) -> Result<(), PoolFault> {
        let last = self.last.get_or_insert_default();
        match last.as_str().cmp(id) {
            std::cmp::Ordering::Less => {
                last.clear();
                last.push_str(id);
                Ok(())
            }
            std::cmp::Ordering::Equal => Err(PoolFault::Duplicate(id.to_owned())),
            std::cmp::Ordering::Greater => Err(PoolFault::OutOfOrder(id.to_owned())),
        }
    }

    pub fn finish(self) -> PoolSnapshot {
        PoolSnapshot { root: self.tree.root(), n: self.tree.size(), eligible: self.eligible }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, status: u8) -> PoolRow {
        PoolRow { id: id.into(), stratum: "全部".into(), weight: 1, status, salt: Hex([7; 16]) }
    }

    fn freeze(rows: &[PoolRow]) -> Result<PoolSnapshot, PoolFault> {
        let mut freezer = PoolFreezer::default();
        rows.iter().try_for_each(|r| freezer.push(r))?;
        Ok(freezer.finish())
    }

    #[test]
    fn excluded_rows_stay_in_the_tree_and_out_of_the_count() {
        let snapshot = freeze(&[row("a", 0), row("b", status::CEASED), row("c", 0)]).unwrap();
        assert_eq!((snapshot.n, snapshot.eligible["全部"]), (3, 2));
        assert_ne!(snapshot.root, freeze(&[row("a", 0), row("c", 0)]).unwrap().root);
    }

    #[test]
    fn duplicates_disorder_and_other_weights_are_refused() {
        assert_eq!(freeze(&[row("a", 0), row("a", 4)]), Err(PoolFault::Duplicate("a".into())));
        assert_eq!(freeze(&[row("b", 0), row("a", 0)]), Err(PoolFault::OutOfOrder("a".into())));
        assert_eq!(freeze(&[PoolRow { weight: 2, ..row("a", 0) }]), Err(PoolFault::Weight));
        assert_eq!(freeze(&[row("", 0)]), Err(PoolFault::Id(TextFault::Empty)));
    }

    #[test]
    fn csv_comes_back() {
        let rows = [row("a,b", 0), row("b", 255)];
        let csv = to_csv(&rows);
        let back: Vec<_> = read(&csv).unwrap().map(|r| r.unwrap().1).collect();
        assert_eq!(back, rows);
    }

    #[test]
    fn a_bad_cell_is_named() {
        let bad = b"id,stratum,weight,status,salt\na,s,1,256,00000000000000000000000000000000\n";
        let fault = read(bad).unwrap().next().unwrap().unwrap_err();
        assert_eq!((fault.line, fault.column.as_deref()), (2, Some("status")));
    }
}
