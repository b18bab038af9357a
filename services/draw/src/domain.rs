//! The stages of a draw. Pure; the bytes are `sortition`'s.

mod ending;
mod plan;
mod strata;

pub use ending::{Closing, VoidRequest};
pub use plan::{OPEN_FOR_S, entropy, own_open_by, plan};
pub use strata::{Strata, StratumCount};

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use contracts::events::{
    draw::DrawEvent,
    planning::{EntropySource, Task},
};
use kernel::{AccountId, Actor, ids::DrawId};
use serde::{Deserialize, Serialize};

/// A draw and how far it has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draw {
    pub draw: DrawId,
    pub task: Task,
    pub stage: Stage,
    /// Digest of the pool's snapshot.
    pub snapshot: Option<String>,
    pub seq: Option<u64>,
    pub open: Option<String>,
    pub pool_root: Option<String>,
    pub objects_in_pool: Option<u64>,
    pub commit: Option<String>,
    /// Promise and account by party.
    pub promises: BTreeMap<String, (String, AccountId)>,
    pub revealed: Vec<String>,
    pub drawn: Option<u64>,
    pub result_root: Option<String>,
    pub team_root: Option<String>,
    pub obstacle: Option<String>,
    /// Until when shares count, seconds since 1970.
    #[serde(default)]
    pub reveal_by: Option<u64>,
    /// The last day of the seal; none where the draw is open at once.
    #[serde(default)]
    pub open_by: Option<NaiveDate>,
    /// The closed share set, once it is logged.
    #[serde(default)]
    pub reveal_root: Option<String>,
    #[serde(default)]
    pub void: Option<VoidRequest>,
    /// The draw that came to nothing and that this one repeats.
    #[serde(default)]
    pub repeats: Option<DrawId>,
    /// The draw whose frozen pool this one takes as it is.
    #[serde(default)]
    pub pool_of: Option<DrawId>,
    /// SHA-256 of the `receipt.json` that is open to the public.
    #[serde(default)]
    pub published: Option<String>,
    /// Digest of the drawn list, an artefact of this service.
    #[serde(default)]
    pub list: Option<String>,
    /// From the freeze on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub strata: Vec<StratumCount>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Requested,
    Opened,
    Frozen,
    Committed,
    Drawn,
    Impossible,
    /// The share set is closed and a share is missing: under source parties nothing but a void can follow.
    Withheld,
    Void,
    Expired,
}

impl Stage {
    pub fn word(self) -> &'static str {
        match self {
            Stage::Requested => "requested",
            Stage::Opened => "opened",
            Stage::Frozen => "frozen",
            Stage::Committed => "committed",
            Stage::Drawn => "drawn",
            Stage::Impossible => "impossible",
            Stage::Withheld => "withheld",
            Stage::Void => "void",
            Stage::Expired => "expired",
        }
    }
    fn name(self) -> &'static str {
        match self {
            Stage::Requested => "待开启",
            Stage::Opened => "冻结名录",
            Stage::Frozen => "各方承诺",
            Stage::Committed => "各方公开",
            Stage::Drawn => "已抽取",
            Stage::Impossible => "不能抽取",
            Stage::Withheld => "公开不齐，待作废",
            Stage::Void => "已作废",
            Stage::Expired => "逾期终止",
        }
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    WrongStage {
        stage: &'static str,
    },
    SnapshotMissing,
    NotInitiatingDepartment,
    NotAParty {
        party: String,
    },
    AlreadyCommitted {
        party: String,
    },
    PartyMissing {
        party: String,
    },
    ShareRefused {
        detail: String,
    },
    DrawImpossible {
        detail: String,
    },
    /// What comes after the deadline never counts.
    ShareTimeOver,
    VoidNotAsked,
    ApproverIsRequester,
}
impl kernel::Refusal for Refusal {}

impl Draw {
    pub fn request(draw: DrawId, task: Task) -> Self {
        Self {
            draw,
            task,
            stage: Stage::Requested,
            snapshot: None,
            seq: None,
            open: None,
            pool_root: None,
            objects_in_pool: None,
            commit: None,
            promises: BTreeMap::new(),
            revealed: Vec::new(),
            drawn: None,
            result_root: None,
            team_root: None,
            obstacle: None,
            reveal_by: None,
            open_by: None,
            reveal_root: None,
            void: None,
            repeats: None,
            pool_of: None,
            published: None,
            list: None,
            strata: Vec::new(),
        }
    }

    pub fn parties(&self) -> &[String] {
        match &self.task.scheme.entropy {
            EntropySource::Parties { parties } => parties,
            EntropySource::Operator => &[],
        }
    }

    /// First and last year of the window: those whose caps a visit may touch.
    pub fn years(&self) -> [i32; 2] {
        [self.task.scheme.from.year(), self.task.scheme.until.year()]
    }

    /// Whether the initiating department may open it now.
    pub fn may_open(&self, actor: &Actor) -> Result<(), Refusal> {
        self.by_initiator(actor)?;
        self.expect(Stage::Requested)?;
        if self.snapshot.is_none() { Err(Refusal::SnapshotMissing) } else { Ok(()) }
    }

    /// A party's promise. A party is named by the code of the account that acts for it; one account stands for one party,
    /// and keeps doing so.
    pub fn promise(&self, actor: &Actor, party: &str, commitment: &str) -> Result<Vec<DrawEvent>, Refusal> {
        self.expect(Stage::Frozen)?;
        let invited = self.parties().iter().any(|known| known == party);
        let elsewhere =
            self.promises.iter().any(|(other, (_, account))| *account == actor.account && other != party);
        let own = actor.department.as_ref().is_some_and(|own| own.short() == party);
        if !invited || !own || elsewhere {
            return Err(Refusal::NotAParty { party: party.to_owned() });
        }
        if self.promises.contains_key(party) {
            return Err(Refusal::AlreadyCommitted { party: party.to_owned() });
        }
        let (party, commitment) = (party.to_owned(), commitment.to_owned());
        Ok(vec![DrawEvent::ShareCommitted { draw: self.draw, party, commitment, account: actor.account }])
    }

    /// Whether the commit may be composed now.
    pub fn may_commit(&self, actor: &Actor, now: u64) -> Result<(), Refusal> {
        self.by_initiator(actor)?;
        self.expect(Stage::Frozen)?;
        self.in_time(now)?;
        match self.parties().iter().find(|party| !self.promises.contains_key(*party)) {
            Some(party) => Err(Refusal::PartyMissing { party: party.clone() }),
            None => Ok(()),
        }
    }

    /// A party's share, by the account that promised it.
    pub fn reveal(&self, actor: &Actor, party: &str, now: u64) -> Result<Vec<DrawEvent>, Refusal> {
        self.expect(Stage::Committed)?;
        self.in_time(now)?;
        match self.promises.get(party) {
            Some((_, account)) if *account == actor.account && !self.revealed.iter().any(|p| p == party) => {
                Ok(vec![DrawEvent::ShareRevealed { draw: self.draw, party: party.to_owned() }])
            }
            _ => Err(Refusal::NotAParty { party: party.to_owned() }),
        }
    }

    /// Every share is there.
    pub fn is_ready(&self) -> bool {
        self.stage == Stage::Committed && self.has_all_shares()
    }

    pub(crate) fn has_all_shares(&self) -> bool {
        self.parties().iter().all(|party| self.revealed.contains(party))
    }

    pub fn evolve(&mut self, event: &DrawEvent) {
        match event {
            DrawEvent::Opened(opened) => {
                self.stage = Stage::Opened;
                self.seq = Some(opened.seq);
                self.open = Some(opened.open.clone());
                self.reveal_by = opened.reveal_by;
                self.open_by = opened.open_by;
            }
            DrawEvent::Frozen { pool_root, objects, .. } => {
                self.stage = Stage::Frozen;
                self.pool_root = Some(pool_root.clone());
                self.objects_in_pool = Some(*objects);
            }
            DrawEvent::ShareCommitted { party, commitment, account, .. } => {
                self.promises.insert(party.clone(), (commitment.clone(), *account));
            }
            DrawEvent::Committed { commit, .. } => {
                self.stage = Stage::Committed;
                self.commit = Some(commit.clone());
            }
            DrawEvent::ShareRevealed { party, .. } => self.revealed.push(party.clone()),
            DrawEvent::Revealed { reveal_root, .. } => {
                self.reveal_root = Some(reveal_root.clone());
                if !self.has_all_shares() {
                    self.stage = Stage::Withheld;
                }
            }
            DrawEvent::ObjectsDrawn(list) => {
                self.stage = Stage::Drawn;
                self.drawn = Some(list.count);
                self.list = Some(list.digest.clone());
                self.result_root = Some(list.root.clone());
            }
            DrawEvent::TeamsDrawn(list) => self.team_root = Some(list.root.clone()),
            DrawEvent::SnapshotNoted { digest, .. } => self.snapshot = Some(digest.clone()),
            DrawEvent::Impossible { reason, .. } => {
                self.stage = Stage::Impossible;
                self.obstacle = Some(reason.clone());
            }
            DrawEvent::VoidAsked { reason, account, .. } => {
                self.void = Some(VoidRequest { reason: *reason, asked_by: *account });
            }
            DrawEvent::Voided { .. } => self.stage = Stage::Void,
            DrawEvent::Expired { .. } => self.stage = Stage::Expired,
            DrawEvent::OpenedToThePublic { receipt_digest, .. } => {
                self.published = Some(receipt_digest.clone());
            }
            _ => {}
        }
    }

    /// How far the public log has it. The freeze is not in it, nor that no list can be drawn; an open draw's list is
    /// there with its receipt.
    pub fn public_word(&self) -> &'static str {
        match self.stage {
            Stage::Requested | Stage::Opened | Stage::Frozen | Stage::Impossible => "opened",
            Stage::Drawn if self.open_by.is_none() && self.published.is_none() => "committed",
            other => other.word(),
        }
    }

    fn by_initiator(&self, actor: &Actor) -> Result<(), Refusal> {
        let initiates = actor.department.as_ref() == Some(&self.task.scheme.initiating);
        if initiates { Ok(()) } else { Err(Refusal::NotInitiatingDepartment) }
    }

    fn expect(&self, stage: Stage) -> Result<(), Refusal> {
        if self.stage == stage { Ok(()) } else { Err(Refusal::WrongStage { stage: self.stage.name() }) }
    }
}
