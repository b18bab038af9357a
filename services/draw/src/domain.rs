//! The stages of a draw. Pure; the bytes are `sortition`'s.

mod plan;

pub use plan::plan;

use std::collections::BTreeMap;

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
        }
    }
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    WrongStage { stage: &'static str },
    SnapshotMissing,
    NotInitiatingDepartment,
    NotAParty { party: String },
    AlreadyCommitted { party: String },
    PartyMissing { party: String },
    ShareRefused { detail: String },
    DrawImpossible { detail: String },
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
        }
    }

    pub fn parties(&self) -> &[String] {
        match &self.task.scheme.entropy {
            EntropySource::Parties { parties } => parties,
            EntropySource::Operator => &[],
        }
    }

    /// Whether the initiating department may open it now.
    pub fn may_open(&self, actor: &Actor) -> Result<(), Refusal> {
        self.by_initiator(actor)?;
        self.expect(Stage::Requested)?;
        if self.snapshot.is_none() { Err(Refusal::SnapshotMissing) } else { Ok(()) }
    }

    /// A party's promise. One account stands for one party, and keeps doing so.
    pub fn promise(&self, actor: &Actor, party: &str, commitment: &str) -> Result<Vec<DrawEvent>, Refusal> {
        self.expect(Stage::Frozen)?;
        let invited = self.parties().iter().any(|known| known == party);
        let elsewhere =
            self.promises.iter().any(|(other, (_, account))| *account == actor.account && other != party);
        if !invited || elsewhere {
            return Err(Refusal::NotAParty { party: party.to_owned() });
        }
        if self.promises.contains_key(party) {
            return Err(Refusal::AlreadyCommitted { party: party.to_owned() });
        }
        let (party, commitment) = (party.to_owned(), commitment.to_owned());
        Ok(vec![DrawEvent::ShareCommitted { draw: self.draw, party, commitment, account: actor.account }])
    }

    /// Whether the commit may be composed now.
    pub fn may_commit(&self, actor: &Actor) -> Result<(), Refusal> {
        self.by_initiator(actor)?;
        self.expect(Stage::Frozen)?;
        match self.parties().iter().find(|party| !self.promises.contains_key(*party)) {
            Some(party) => Err(Refusal::PartyMissing { party: party.clone() }),
            None => Ok(()),
        }
    }

    /// A party's share, by the account that promised it.
    pub fn reveal(&self, actor: &Actor, party: &str) -> Result<Vec<DrawEvent>, Refusal> {
        self.expect(Stage::Committed)?;
        match self.promises.get(party) {
            Some((_, account)) if *account == actor.account && !self.revealed.iter().any(|p| p == party) => {
                Ok(vec![DrawEvent::ShareRevealed { draw: self.draw, party: party.to_owned() }])
            }
            _ => Err(Refusal::NotAParty { party: party.to_owned() }),
        }
    }

    /// Every share is there.
    pub fn is_ready(&self) -> bool {
        self.stage == Stage::Committed && self.parties().iter().all(|party| self.revealed.contains(party))
    }

    pub fn evolve(&mut self, event: &DrawEvent) {
        match event {
            DrawEvent::Opened(opened) => {
                self.stage = Stage::Opened;
                self.seq = Some(opened.seq);
                self.open = Some(opened.open.clone());
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
            DrawEvent::ObjectsDrawn(list) => {
                self.stage = Stage::Drawn;
                self.drawn = Some(list.count);
                self.result_root = Some(list.root.clone());
            }
            DrawEvent::TeamsDrawn(list) => self.team_root = Some(list.root.clone()),
            DrawEvent::SnapshotNoted { digest, .. } => self.snapshot = Some(digest.clone()),
            DrawEvent::Impossible { reason, .. } => {
                self.stage = Stage::Impossible;
                self.obstacle = Some(reason.clone());
            }
            _ => {}
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
