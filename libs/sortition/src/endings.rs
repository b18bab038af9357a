//! How a draw ends that gives no receipt, and how a sealed one is opened: entries of the public log.

use serde::{Deserialize, Serialize};

use crate::commit::Commit;
use crate::encoding::Hash;
use crate::json::{self, JsonFault};
use crate::plan::PROTOCOL;
use crate::shares::ShareSet;
use crate::text;

/// An entry that ends an opened draw or opens a sealed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ending {
    /// 作废 before the share set was closed: by the office, with a reason.
    VoidBeforeReveal { protocol: String, open: Hash, reason: String },
    /// 作废 after it: two approvals by code, and everything that lets anyone compute the list thrown away.
    VoidAfterReveal {
        protocol: String,
        open: Hash,
        commit: Hash,
        reveal_root: Hash,
        reason: String,
        approvals: [String; 2],
        op_share: Hash,
        shares: Vec<crate::shares::Share>,
    },
    /// Nothing came of the opening within its time.
    Expired { protocol: String, open: Hash },
    /// A receipt was published: SHA-256 of its `receipt.json`.
    Opened { protocol: String, open: Hash, receipt: Hash },
}

/// Why an ending is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndingFault {
    #[error("{0}")]
    Json(#[from] JsonFault),
    #[error("作废应当说明理由")]
    Reason,
    #[error("公开随机数之后作废，须由两名不同的人批准")]
    Approvals,
}

impl Ending {
    pub fn void_before_reveal(open: Hash, reason: &str) -> Self {
        Self::VoidBeforeReveal { protocol: PROTOCOL.into(), open, reason: reason.into() }
    }

    pub fn void_after_reveal(
        commit: &Commit,
        set: &ShareSet,
        op_share: &[u8; 32],
        reason: &str,
        approvals: [String; 2],
    ) -> Self {
        Self::VoidAfterReveal {
            protocol: PROTOCOL.into(),
            open: commit.open,
            commit: commit.commit,
            reveal_root: set.reveal_root(),
            reason: reason.into(),
            approvals,
            op_share: (*op_share).into(),
            shares: set.0.clone(),
        }
    }

    pub fn expired(open: Hash) -> Self {
        Self::Expired { protocol: PROTOCOL.into(), open }
    }

    pub fn opened(open: Hash, receipt: Hash) -> Self {
        Self::Opened { protocol: PROTOCOL.into(), open, receipt }
    }

    /// The bytes that go to the log.
    ///
    /// # Errors
    /// If a void lacks its reason or its two approvers.
    pub fn entry(&self) -> Result<Vec<u8>, EndingFault> {
        match self {
            Self::VoidBeforeReveal { reason, .. } | Self::VoidAfterReveal { reason, .. } => {
                text::reason(reason).map_err(|_| EndingFault::Reason)?;
            }
            Self::Expired { .. } | Self::Opened { .. } => {}
        }
        if let Self::VoidAfterReveal { approvals: [one, other], .. } = self
            && (one == other || text::name(one).is_err() || text::name(other).is_err())
        {
            return Err(EndingFault::Approvals);
        }
        Ok(json::to_bytes(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::Hex;

    #[test]
    fn a_void_needs_its_reason() {
        assert_eq!(Ending::void_before_reveal(Hex([1; 32]), "").entry(), Err(EndingFault::Reason));
        let entry = Ending::void_before_reveal(Hex([1; 32]), "名录库有误").entry().unwrap();
        assert!(String::from_utf8(entry).unwrap().starts_with("{\"entry\":\"void_before_reveal\""));
    }

    #[test]
    fn a_late_void_needs_two_people() {
        let void = |approvals: [&str; 2]| Ending::VoidAfterReveal {
            protocol: PROTOCOL.into(),
            open: Hash::ZERO,
            commit: Hash::ZERO,
            reveal_root: Hash::ZERO,
            reason: "服务器故障".into(),
            approvals: approvals.map(str::to_owned),
            op_share: Hash::ZERO,
            shares: vec![],
        };
        assert_eq!(void(["a", "a"]).entry(), Err(EndingFault::Approvals));
        assert!(void(["a", "b"]).entry().is_ok());
    }
}
