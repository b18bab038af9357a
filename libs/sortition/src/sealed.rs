//! Sealed leaves (密封叶子): the list is bound at once and opened later, whole or one visit at a time.

use serde::{Deserialize, Serialize};

use crate::commit::Commit;
use crate::encoding::{Hash, h, row_bytes};
use crate::json::{self, JsonFault};
use crate::merkle;
use crate::plan::{PROTOCOL, Plan};
use crate::selection::Drawn;
use crate::table::{self, TableFault};
use crate::teams::{Assignment, Member};

/// Columns of `result.csv`, and the fields of an `objects` leaf.
pub const RESULT_COLUMNS: &[&str] = &["stratum", "rank", "id", "key"];
/// Columns of `teams.csv`, and the fields of a `teams` leaf.
pub const TEAM_COLUMNS: &[&str] = &["object", "inspector", "department", "role"];
/// The role in `teams.csv` that marks a department's gap at an object; the inspector is empty there.
pub const UNSTAFFED: &str = "unstaffed";

/// Which list a leaf belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Objects,
    Teams,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Objects => "objects",
            Self::Teams => "teams",
        }
    }

    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Objects => RESULT_COLUMNS,
            Self::Teams => TEAM_COLUMNS,
        }
    }
}

/// The rows of one list in the order of its file: what the leaves are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    pub kind: Kind,
    pub rows: Vec<[String; 4]>,
}

impl Rows {
    /// `result.csv`: by stratum, then rank.
    pub fn objects(drawn: &[Drawn]) -> Self {
        let row = |d: &Drawn| [d.stratum.clone(), d.rank.to_string(), d.id.clone(), d.key.to_string()];
        Self { kind: Kind::Objects, rows: drawn.iter().map(row).collect() }
    }

    /// `teams.csv`: by object, department, inspector; a gap is a row without inspector.
    pub fn teams(assignment: &Assignment) -> Self {
        let member = |m: &Member| {
            [m.object.clone(), m.inspector.clone(), m.department.clone(), m.role.as_str().to_owned()]
        };
        let gaps = assignment.unstaffed.iter();
        let gaps =
            gaps.map(|u| [u.object.clone(), String::new(), u.department.clone(), UNSTAFFED.to_owned()]);
        let mut rows: Vec<[String; 4]> = assignment.members.iter().map(member).chain(gaps).collect();
        rows.sort_by(|a, b| (&a[0], &a[2], &a[1]).cmp(&(&b[0], &b[2], &b[1])));
        Self { kind: Kind::Teams, rows }
    }

    /// The file that holds these rows.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut out = table::header(self.columns());
        self.rows.iter().for_each(|row| table::put_row(&mut out, row.iter().map(String::as_str)));
        out
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// Where it is not spelled as a table is.
    pub fn from_csv(kind: Kind, bytes: &[u8]) -> Result<Self, TableFault> {
        let row =
            |row: Result<table::Row<'_>, TableFault>| row.map(|r| [0, 1, 2, 3].map(|i| r.get(i).to_owned()));
        Ok(Self { kind, rows: table::rows(bytes, kind.columns())?.map(row).collect::<Result<_, _>>()? })
    }

    pub fn columns(&self) -> &'static [&'static str] {
        self.kind.columns()
    }

    /// `result_root` or `team_root`: RFC 6962 over the sealed leaves.
    pub fn root(&self, seed: &Hash) -> Hash {
        merkle::root(self.leaves(seed))
    }

    /// The proof that one row stands in the list, without the others; `None` if there is no such row.
    pub fn open(&self, seed: &Hash, index: usize) -> Option<Opening> {
        let row = self.rows.get(index)?;
        Some(Opening {
            kind: self.kind,
            index: u32::try_from(index).ok()?,
            size: u32::try_from(self.rows.len()).ok()?,
            salt: leaf_salt(seed, self.kind, u32::try_from(index).ok()?),
            row: row.to_vec(),
            path: merkle::inclusion_path(&self.leaves(seed), index)?,
        })
    }

    fn leaves(&self, seed: &Hash) -> Vec<Hash> {
        let numbered = (0..).zip(&self.rows);
        numbered.map(|(i, row)| leaf(self.kind, &leaf_salt(seed, self.kind, i), row)).collect()
    }
}

/// `salt_i = H("draw/v1/leaf-salt"; seed, kind, u32be(i))`.
pub fn leaf_salt(seed: &Hash, kind: Kind, i: u32) -> Hash {
    h("draw/v1/leaf-salt", &[seed.as_ref(), kind.as_str().as_bytes(), &i.to_be_bytes()])
}

/// `H("draw/v1/leaf"; kind, salt_i, row)`, where `row` is `LP` of each field.
pub fn leaf(kind: Kind, salt: &Hash, row: &[String]) -> Hash {
    let row = row_bytes(row.iter().map(String::as_str));
    h("draw/v1/leaf", &[kind.as_str().as_bytes(), salt.as_ref(), &row])
}

/// One row opened alone: after its visit has ended, or to show another draw that it filled a cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    pub kind: Kind,
    pub index: u32,
    /// Rows of the whole list.
    pub size: u32,
    pub salt: Hash,
    pub row: Vec<String>,
    pub path: Vec<Hash>,
}

impl Opening {
    /// Whether the row stands in the list that `result` bound.
    pub fn holds(&self, result: &ResultEntry) -> bool {
        let (root, size) = match self.kind {
            Kind::Objects => (&result.result_root, result.drawn),
            Kind::Teams => (&result.team_root, result.team_rows),
        };
        let leaf = merkle::leaf_hash(leaf(self.kind, &self.salt, &self.row).as_ref());
        self.size == size && merkle::verify_inclusion(&leaf, self.index.into(), size.into(), &self.path, root)
    }
}

/// `sealed.json`, which is also the log entry of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultEntry {
    /// Always `result`.
    pub entry: String,
    pub protocol: String,
    pub open: Hash,
    pub commit: Hash,
    pub reveal_root: Hash,
    pub result_root: Hash,
    /// Rows of `result.csv`.
    pub drawn: u32,
    pub team_root: Hash,
    /// Rows of `teams.csv`.
    pub team_rows: u32,
    /// The last day of the seal; absent where the draw is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_by: Option<String>,
}

impl ResultEntry {
    pub fn new(
        plan: &Plan,
        commit: &Commit,
        reveal_root: Hash,
        seed: &Hash,
        objects: &Rows,
        teams: &Rows,
    ) -> Self {
        let count = |rows: &Rows| u32::try_from(rows.rows.len()).unwrap_or(u32::MAX);
        Self {
            entry: "result".into(),
            protocol: PROTOCOL.into(),
            open: commit.open,
            commit: commit.commit,
            reveal_root,
            result_root: objects.root(seed),
            drawn: count(objects),
            team_root: teams.root(seed),
            team_rows: count(teams),
            open_by: plan.open_by().map(str::to_owned),
        }
    }

    /// The bytes of `sealed.json` and of the log entry.
    ///
    /// # Errors
    /// If the date is not NFC; a checked plan's is.
    pub fn to_json(&self) -> Result<Vec<u8>, JsonFault> {
        json::to_bytes(self)
    }
}

/// Rows of an empty list of teams, where the plan draws none.
pub fn no_teams() -> Rows {
    Rows { kind: Kind::Teams, rows: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Hex;

    fn rows(n: u32) -> Rows {
        let drawn =
            |rank| Drawn {
                stratum: "全部".into(), rank, id: format!("o{rank}"), key: Hex([rank as u8; 32])
            };
        Rows::objects(&(1..=n).map(drawn).collect::<Vec<_>>())
    }

    fn result(rows: &Rows, seed: &Hash) -> ResultEntry {
        ResultEntry {
            entry: "result".into(),
            protocol: PROTOCOL.into(),
            open: Hash::ZERO,
            commit: Hash::ZERO,
            reveal_root: Hash::ZERO,
            result_root: rows.root(seed),
            drawn: rows.rows.len() as u32,
            team_root: merkle::root([[0u8; 0]; 0]),
            team_rows: 0,
            open_by: None,
        }
    }

    #[test]
    fn a_row_opens_alone_and_only_as_it_is() {
        let seed = Hex([5; 32]);
        for n in 1..9 {
            let rows = rows(n);
            let result = result(&rows, &seed);
            for i in 0..n as usize {
                let opening = rows.open(&seed, i).unwrap();
                assert!(opening.holds(&result), "{i} of {n}");
                let mut forged = opening.clone();
                forged.row[2].push('x');
                assert!(!forged.holds(&result));
                assert!(!Opening { size: n + 1, ..opening.clone() }.holds(&result));
                assert!(!Opening { kind: Kind::Teams, ..opening }.holds(&result));
            }
            assert_eq!(rows.open(&seed, n as usize), None);
        }
    }

    #[test]
    fn the_rows_come_back_from_their_file() {
        let rows = rows(3);
        assert_eq!(Rows::from_csv(Kind::Objects, &rows.to_csv()), Ok(rows.clone()));
        assert!(Rows::from_csv(Kind::Teams, &rows.to_csv()).is_err());
    }

    #[test]
    fn equal_rows_have_unequal_leaves() {
        let seed = Hex([5; 32]);
        let row = ["a".to_owned(), "1".into(), "b".into(), "c".into()];
        let leaf_at = |i| leaf(Kind::Objects, &leaf_salt(&seed, Kind::Objects, i), &row);
        assert_ne!(leaf_at(0), leaf_at(1));
    }
}
