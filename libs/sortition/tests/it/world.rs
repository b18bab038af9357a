//! A small city to draw from, and the office that follows the protocol step by step.

use std::collections::BTreeSet;

use ed25519_dalek::SigningKey;
use sortition::chain::{GENESIS, OpenRecord};
use sortition::commit::{Commit, PartyCommit, op_commit, party_commit};
use sortition::encoding::{Hash, Hex, Salt, sha256};
use sortition::freeze::{Freeze, freeze};
use sortition::ledger::{JOINT, LedgerRow, cap_status, rows_of};
use sortition::plan::*;
use sortition::pool::{self, PoolRow};
use sortition::receipt::{self, Bundle, LogProofs, SealedParts, Skip, WholeParts};
use sortition::roster::{RecusalRow, RosterRow};
use sortition::sealed::{ResultEntry, Rows, no_teams};
use sortition::seed::{Stage, seed, stage_key};
use sortition::selection::{Selection, Selector};
use sortition::shares::ShareSet;
use sortition::teams::{Inspector, Period, Recusal, Relaxation, TeamRule, TeamUnit};
use sortition::verify::assign_teams;

use crate::log::{Log, Witness};

pub const TODAY: &str = "2026-05-10";
pub const OP_SHARE: [u8; 32] = [0x0f; 32];

pub struct City {
    pub plan: Plan,
    pub pool: Vec<PoolRow>,
    pub roster: Vec<RosterRow>,
    pub recusals: Vec<RecusalRow>,
    pub ledger: Vec<LedgerRow>,
    pub op_share: [u8; 32],
    pub seq: u64,
    pub prev_open: Hash,
}

/// What one draw left behind.
pub struct Draw {
    pub whole: Bundle,
    pub sealed: Bundle,
    pub commit: Commit,
    pub selection: Selection,
    pub result: ResultEntry,
    pub objects: Rows,
    pub seed: Hash,
    pub result_index: usize,
}

pub fn office_key() -> SigningKey {
    SigningKey::from_bytes(&[0x42; 32])
}

pub fn log() -> Log {
    Log::new("suiji.example/draw/410481", 0x17)
}

pub fn plan() -> Plan {
    let need = |department: &str, items: &[&str]| TeamNeed {
        department: department.into(),
        minimum: 2,
        items: items.iter().map(|i| (*i).to_owned()).collect(),
        strata: None,
    };
    Plan {
        protocol: PROTOCOL.into(),
        region: "410481".into(),
        task: "舞钢市-2026-07".into(),
        purpose: Purpose::Inspection,
        window: Period { from: "2026-05-06".into(), to: "2026-05-29".into() },
        quota: QuotaRule::Rate {
            strata: vec![
                StratumRate { stratum: "A,示范".into(), rate: Rate::of(1, 10) },
                StratumRate {
                    stratum: "D".into(),
                    rate: Rate { num: 3, den: 10, floor: 1, ceiling: Some(9) },
                },
            ],
            rest: Some(Rate::of(1, 8)),
        },
        caps: CapRule { joint: 2, authorities: vec![AuthorityCap { authority: "shengtai".into(), cap: 1 }] },
        entropy: EntropyPlan::Parties {
            reveal_by: 1_777_939_200,
            parties: vec!["gongzhengchu".into(), "jiwei".into(), "shengtai".into()],
        },
        openness: Openness::Sealed { open_by: "2026-06-30".into() },
        teams: Some(TeamPlan {
            needs: vec![need("shengtai", &["st-01"]), need("shichang", &["sc-01", "sc-07"])],
            rule: TeamRule {
                leader_department: Some("shichang".into()),
                team_unit: TeamUnit::PerObject,
                load_limit: None,
                relaxations: vec![Relaxation::OneInspector],
            },
        }),
    }
}

fn salt(of: &str) -> Salt {
    let Hex(bytes) = sha256(of.as_bytes());
    let mut salt = [0; 16];
    salt.copy_from_slice(&bytes[..16]);
    Hex(salt)
}

fn inspector(i: usize) -> RosterRow {
    let department = ["shengtai", "shichang"][i % 2];
    let items: &[&str] = if i.is_multiple_of(2) { &["st-01", "st-02"] } else { &["*"] };
    let inspector = Inspector {
        id: sha256(format!("inspector {i}").as_bytes()).to_string()[..32].to_owned(),
        department: department.into(),
        items: items.iter().map(|i| (*i).to_owned()).collect(),
        valid_from: "2024-01-01".into(),
        valid_until: if i == 4 { "2026-05-20".into() } else { "2028-12-31".into() },
        available: i != 5,
        absences: if i == 6 {
            vec![Period { from: "2026-05-01".into(), to: "2026-05-07".into() }]
        } else {
            vec![]
        },
    };
    let salt = salt(&inspector.id);
    RosterRow { inspector, salt }
}

impl City {
    pub fn new() -> Self {
        Self::of(60)
    }

    /// A city of `n` objects in three strata, a few of them excluded, some with visits on the ledger.
    pub fn of(n: usize) -> Self {
        let plan = plan();
        let id = |i: usize| format!("91410481MA{i:07}X");
        let visits = |i: usize, authority: &str, counted, exception: &str| LedgerRow {
            object: id(i),
            authority: authority.into(),
            year: 2026,
            counted,
            reserved: 1,
            exception: exception.into(),
            salt: salt(&format!("ledger {i} {authority}")),
        };
        let ledger = vec![
            visits(3, JOINT, 1, ""),
            visits(4, JOINT, 0, ""),
            visits(7, "shengtai", 0, ""),
            visits(8, JOINT, 1, "舞双随机办〔2026〕2号"),
        ];
        let row = |i: usize| PoolRow {
            id: id(i),
            stratum: ["A,示范", "B", "D"][i % 3].into(),
            weight: 1,
            status: match cap_status(&plan.caps, &plan.window, rows_of(&ledger, &id(i))) {
                Some(status) => status,
                None if i == 11 => pool::status::CEASED,
                None => pool::status::ELIGIBLE,
            },
            salt: salt(&id(i)),
        };
        let pool: Vec<PoolRow> = (0..n).map(row).collect();
        let mut roster: Vec<RosterRow> = (0..12).map(inspector).collect();
        roster.sort_by(|a, b| a.inspector.id.cmp(&b.inspector.id));
        let recusals = (0..n).step_by(5).map(|i| RecusalRow {
            recusal: Recusal { object: id(i), inspector: roster[i % 12].inspector.id.clone() },
            salt: salt(&format!("recusal {i}")),
        });
        let recusals = recusals.collect();
        Self { plan, pool, roster, recusals, ledger, op_share: OP_SHARE, seq: 7, prev_open: GENESIS }
    }

    pub fn freeze(&mut self) -> Freeze {
        freeze(&self.plan, &mut self.pool, &self.roster, &self.recusals, &self.ledger).unwrap()
    }

    pub fn opening(&self) -> OpenRecord {
        OpenRecord {
            region: self.plan.region.clone(),
            seq: self.seq,
            plan_hash: self.plan.hash().unwrap(),
            prev_open: self.prev_open,
        }
    }

    pub fn draw(self) -> Draw {
        self.draw_in(&mut log(), &BTreeSet::new(), |_| Vec::new())
    }

    /// Runs the protocol. `filled` are objects whose cap another draw filled meanwhile; `evidence` says which.
    pub fn draw_in(
        mut self,
        log: &mut Log,
        filled: &BTreeSet<String>,
        evidence: impl FnOnce(&Selection) -> Vec<Skip>,
    ) -> Draw {
        let freeze = self.freeze();
        let open = self.opening();
        let open_index = log.append(open.entry().unwrap());
        let shares: Vec<(String, [u8; 32])> =
            self.plan.entropy.parties().iter().map(|p| (p.clone(), sha256(p.as_bytes()).0)).collect();
        let promises: Vec<PartyCommit> = shares.iter().map(|share| promise(&open, share)).collect();
        let commit = Commit::new(&self.plan, &open, &freeze, op_commit(&self.op_share), &promises).unwrap();
        let commit_index = log.append(commit.to_json().unwrap());
        let witness = witness();
        let commit_proof = log.proof(commit_index, &[&witness]);

        let set = ShareSet::close(&commit, &shares).unwrap();
        set.admit(&self.plan.entropy).unwrap();
        let reveal_index = log.append(set.entry(&commit).unwrap());

        let seed = seed(&commit.commit, b"", &set, &self.op_share);
        let mut selector =
            Selector::new(stage_key(&seed, Stage::Objects), &freeze.quotas, filled.len() as u64);
        self.pool.iter().for_each(|row| selector.offer(row).unwrap());
        let selection = selector.finish().settle(filled).unwrap();
        let objects = Rows::objects(&selection.drawn);
        let teams = self.plan.teams.as_ref().map_or_else(no_teams, |teams| {
            let drawn = &selection.drawn;
            Rows::teams(&assign_teams(&self.plan, teams, &self.roster, &self.recusals, drawn, &seed).unwrap())
        });
        let result = ResultEntry::new(&self.plan, &commit, set.reveal_root(), &seed, &objects, &teams);
        let result_index = log.append(result.to_json().unwrap());
        let proofs = LogProofs {
            log_key: log.vkey().to_string(),
            open: log.proof(open_index, &[]),
            commit: commit_proof,
            reveal: log.proof(reveal_index, &[]),
            result: log.proof(result_index, &[]),
        };
        let whole = receipt::build(WholeParts {
            plan: &self.plan,
            pool_csv: pool::to_csv(&self.pool),
            roster: &self.roster,
            recusals: &self.recusals,
            ledger: &self.ledger,
            commit: &commit,
            shares: &set,
            op_share: &self.op_share,
            skips: evidence(&selection),
            selection: &selection,
            teams: &teams,
            proofs: proofs.clone(),
        });
        let rehearsal = self.plan.is_rehearsal();
        let sealed = SealedParts { commit: &commit, shares: &set, result: &result, rehearsal, proofs };
        let sealed = receipt::build_sealed(sealed);
        Draw {
            whole: receipt::sign(whole.unwrap(), &office_key()).unwrap(),
            sealed: receipt::sign(sealed.unwrap(), &office_key()).unwrap(),
            commit,
            selection,
            result,
            objects,
            seed,
            result_index,
        }
    }
}

fn promise(open: &OpenRecord, (party, share): &(String, [u8; 32])) -> PartyCommit {
    PartyCommit { party: party.clone(), commit: party_commit(&open.open(), party, share) }
}

pub fn witness() -> Witness {
    Witness {
        name: "witness.example/jiwei".into(),
        key: SigningKey::from_bytes(&[0x33; 32]),
        time: 1_777_900_000,
    }
}

/// A trust file that pins everything.
pub fn trust_file() -> String {
    let key = hex::encode(office_key().verifying_key().to_bytes());
    let (log, witness) = (log().vkey(), witness().vkey());
    format!(
        r#"{{"receipt_keys": [{{"name": "舞钢市双随机办 2026", "public_key": "{key}"}}],
            "log_keys": ["{log}"], "witness_keys": ["{witness}"]}}"#
    )
}
