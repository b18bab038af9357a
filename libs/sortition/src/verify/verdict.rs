//! What verification says, and how it is shown.

use std::fmt;

use crate::assurance::Assurance;
use crate::encoding::{Hash, Hex};

/// The outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every step was recomputed and agrees.
    Holds(Box<Report>),
    /// The first place that does not follow.
    Differs(Difference),
    /// A file is missing, so that nothing can be said.
    Incomplete { file: String, detail: Option<String> },
    /// What can be seen agrees; the list opens on this day at the latest.
    SealedUntil { open_by: String, report: Box<Report> },
}

/// The first difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub file: String,
    pub place: Place,
    pub fault: Fault,
}

/// Where in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Whole,
    /// Line 1 is the header.
    Line(u64),
    Cell {
        line: u64,
        column: String,
    },
    /// A JSON pointer (RFC 6901).
    Member(String),
}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file breaks the format; the text says how.
    Malformed(String),
    /// Something else follows from the steps before.
    Unequal { expected: String, found: String },
    /// The file does not belong to a receipt, or `receipt.json` does not list it.
    Unexpected,
    /// The step is against the rules of the protocol; the text says which.
    Refused(String),
    /// Signed by a key that the trust file does not pin.
    Untrusted(String),
    /// A sealed draw that should have been opened by this day.
    NotOpened(String),
}

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub region: String,
    pub seq: u64,
    pub rehearsal: bool,
    pub source: String,
    pub assurance: Assurance,
    /// Rows of the pool.
    pub pool: u64,
    /// Eligible rows; 0 where the draw is sealed.
    pub eligible: u64,
    pub drawn: u64,
    pub skipped: u64,
    /// Rows of `teams.csv` that send an inspector.
    pub members: u64,
    /// Objects and departments left without one.
    pub unstaffed: u64,
    pub seed: Option<Hash>,
    pub signer: SignerView,
    pub log: LogView,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignerView {
    pub key_id: Hex<8>,
    pub public_key: Hash,
    /// The name in the trust file; `None` where nothing was pinned.
    pub pinned: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogView {
    pub origin: String,
    /// Entries of the log at the checkpoint that holds the result.
    pub size: u64,
    pub pinned: bool,
    /// Witnesses of the trust file that cosigned the commit's checkpoint, and when (seconds since 1970).
    pub witnesses: Vec<(String, u64)>,
}

impl Verdict {
    /// 0 holds, 1 does not, 2 incomplete or sealed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Holds(_) => 0,
            Self::Differs(_) => 1,
            Self::Incomplete { .. } | Self::SealedUntil { .. } => 2,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Holds(report) => write!(f, "核验通过\n{report}"),
            Self::Differs(difference) => write!(f, "核验不通过：{difference}"),
            Self::Incomplete { file, detail: None } => write!(f, "材料不完整：缺少 {file}"),
            Self::Incomplete { file, detail: Some(detail) } => {
                write!(f, "材料不完整：无法读取 {file}（{detail}）")
            }
            Self::SealedUntil { open_by, report } => {
                write!(f, "结果密封中，最迟于 {open_by} 公开；已公开部分核验一致\n{report}")
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        match &self.place {
            Place::Whole => Ok(()),
            Place::Line(line) => write!(f, " 第 {line} 行"),
            Place::Cell { line, column } => write!(f, " 第 {line} 行 {column} 列"),
            Place::Member(pointer) => write!(f, " {pointer}"),
        }?;
        write!(f, "：{}", self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(detail) => write!(f, "格式不合规定（{detail}）"),
            Self::Unequal { expected, found } => write!(f, "应为 {expected}，实为 {found}"),
            Self::Unexpected => f.write_str("不属于抽取凭证的文件"),
            Self::Refused(detail) => write!(f, "不合抽取规则（{detail}）"),
            Self::Untrusted(key) => write!(f, "签名公钥 {key} 不在信任名单内"),
            Self::NotOpened(day) => write!(f, "应于 {day} 前公开而未公开，结果视为未经证明"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let purpose = if self.rehearsal { "（演练）" } else { "" };
        writeln!(f, "抽取 {} 第 {} 号{purpose}", self.region, self.seq)?;
        writeln!(f, "随机来源 {}，保证等级 {}", self.source, self.assurance.level())?;
        if self.seed.is_none() {
            // What a sealed draw does not show yet is unknown, not none.
            writeln!(f, "名录 {} 户，抽中 {} 户，其余内容尚未公开", self.pool, self.drawn)?;
            return self.keys(f);
        }
        writeln!(
            f,
            "名录 {} 户，可抽 {} 户，抽中 {} 户，跳过 {} 户",
            self.pool, self.eligible, self.drawn, self.skipped
        )?;
        writeln!(f, "派出检查人员 {} 人次，未能配齐 {} 处", self.members, self.unstaffed)?;
        self.keys(f)
    }
}

impl Report {
    /// Whose signature and log it is.
    fn keys(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.signer.pinned {
            Some(name) => writeln!(f, "签名公钥 {}（{name}）", self.signer.key_id)?,
            None => writeln!(
                f,
                "签名公钥 {}（未指定信任名单，公钥 {}）",
                self.signer.key_id, self.signer.public_key
            )?,
        }
        let pinned = if self.log.pinned { "" } else { "（未指定信任名单）" };
        write!(
            f,
            "公开日志 {}{pinned}，共 {} 条，见证 {} 家",
            self.log.origin,
            self.log.size,
            self.log.witnesses.len()
        )
    }
}
