//! Between the pool's snapshot and the protocol's rows. Inspectors stand in a receipt under ids of that draw alone.

use std::collections::BTreeMap;

use ::store::{StoreError, Work};
use contracts::{
    api::{
        lists::{BenchInspector, DrawnList, DrawnObject, Recusal, TeamList, TeamMember, Unstaffed},
        pool::Snapshot,
    },
    events::inspection::ObjectFacts,
};
use kernel::{Entropy, InspectorId};
use sortition::{
    encoding::{Hash, Salt},
    freeze::Freeze,
    ledger::{self, LedgerRow},
    plan::Plan,
    pool::PoolRow,
    roster::{self, RecusalRow, RosterRow},
    selection::Selection,
    teams,
};

use crate::{
    domain::{Draw, Strata},
    store::ledger as visits,
};

/// Everything that the freeze fixes.
#[derive(Debug)]
pub struct Frozen {
    pub pool: Vec<PoolRow>,
    pub roster: Vec<RosterRow>,
    pub recusals: Vec<RecusalRow>,
    pub ledger: Vec<LedgerRow>,
}

impl Frozen {
    /// Composes the rows from the snapshot and the ledger, with fresh salts.
    pub async fn compose(
        work: &Work,
        draw: &Draw,
        plan: &Plan,
        snapshot: &Snapshot,
        names: (&Hash, &Strata),
    ) -> Result<Self, StoreError> {
        let (alias, strata) = names;
        let entropy = &*work.context().entropy;
        let ledger = ledger_rows(work, draw, snapshot).await?;
        let pool = snapshot.objects.iter().map(|object| {
            let id = object.id.to_string();
            PoolRow {
                status: ledger::cap_status(&plan.caps, &plan.window, rows_of(&ledger, &id)).unwrap_or(0),
                id,
                stratum: strata.label(object.risk),
                weight: 1,
                salt: salt(entropy),
            }
        });
        let pool = pool.collect();
        let mut roster: Vec<_> = snapshot.inspectors.iter().map(|i| roster_row(i, alias, entropy)).collect();
        roster.sort_by(|a, b| a.inspector.id.cmp(&b.inspector.id));
        let mut recusals: Vec<_> = snapshot
            .recusals
            .iter()
            .map(|recusal| RecusalRow {
                recusal: teams::Recusal {
                    object: recusal.object.to_string(),
                    inspector: roster::alias(alias, &recusal.inspector.to_string()),
                },
                salt: salt(entropy),
            })
            .collect();
        recusals.sort_by(|a, b| {
            (&a.recusal.object, &a.recusal.inspector).cmp(&(&b.recusal.object, &b.recusal.inspector))
        });
        Ok(Self { pool, roster, recusals, ledger })
    }

    /// The roots and quotas; sorts the pool.
    pub fn freeze(&mut self, plan: &Plan) -> Result<Freeze, String> {
        sortition::freeze::freeze(plan, &mut self.pool, &self.roster, &self.recusals, &self.ledger)
            .map_err(|e| e.to_string())
    }
}

/// The rows of one object; the ledger is sorted by object.
fn rows_of<'a>(ledger: &'a [LedgerRow], object: &str) -> &'a [LedgerRow] {
    let start = ledger.partition_point(|row| row.object.as_str() < object);
    let rest = &ledger[start..];
    &rest[..rest.partition_point(|row| row.object == object)]
}

fn salt(entropy: &dyn Entropy) -> Salt {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    bytes.into()
}

fn roster_row(
    inspector: &contracts::api::pool::SnapshotInspector,
    alias: &Hash,
    entropy: &dyn Entropy,
) -> RosterRow {
    let mut items = inspector.items.clone();
    items.sort();
    items.dedup();
    RosterRow {
        inspector: teams::Inspector {
            id: roster::alias(alias, &inspector.id.to_string()),
            department: inspector.department.to_string(),
            items,
            // The registers give the day on which a certificate ends, not the one on which it began.
            valid_from: "2000-01-01".to_owned(),
            valid_until: inspector.valid_until.to_string(),
            available: inspector.available,
            absences: Vec::new(),
        },
        salt: salt(entropy),
    }
}

/// The ledger's rows for objects of the pool, in the year or years of the window.
async fn ledger_rows(work: &Work, draw: &Draw, snapshot: &Snapshot) -> Result<Vec<LedgerRow>, StoreError> {
    let lines = visits::of_years(work, &draw.task.region, draw.years()).await?;
    let entropy = &*work.context().entropy;
    let ids: std::collections::BTreeSet<&str> =
        snapshot.objects.iter().map(|object| object.id.as_str()).collect();
    let number = |n: i64| u32::try_from(n).unwrap_or(0);
    Ok(lines
        .iter()
        .filter(|line| ids.contains(line.object.as_str()))
        .map(|line| LedgerRow {
            object: line.object.clone(),
            authority: ledger::JOINT.to_owned(),
            year: u16::try_from(line.year).unwrap_or(0),
            counted: number(line.counted),
            reserved: number(line.reserved),
            exception: String::new(),
            salt: salt(entropy),
        })
        .collect())
}

/// The drawn list as the circle's services read it.
pub fn drawn_list(draw: &Draw, snapshot: &Snapshot, selection: &Selection) -> DrawnList {
    let objects: BTreeMap<&str, _> =
        snapshot.objects.iter().map(|object| (object.id.as_str(), object)).collect();
    let drawn = selection.drawn.iter().filter_map(|drawn| {
        let object = objects.get(drawn.id.as_str())?;
        Some(DrawnObject {
            rank: drawn.rank,
            stratum: format!("{:?}", object.risk),
            object: ObjectFacts {
                object: object.id.clone(),
                name: object.name.clone(),
                kind: object.kind,
                place: object.place.clone(),
                trade: object.trade.clone(),
                approved_by: object.approved_by.clone(),
            },
            address: object.address.clone(),
        })
    });
    DrawnList { draw: draw.draw, task: draw.task.task, objects: drawn.collect() }
}

/// The teams as the circle's services read them, with the people's own ids.
pub fn team_list(draw: &Draw, snapshot: &Snapshot, teams: &teams::Assignment, alias: &Hash) -> TeamList {
    let people: BTreeMap<String, InspectorId> =
        snapshot.inspectors.iter().map(|i| (roster::alias(alias, &i.id.to_string()), i.id)).collect();
    let members = teams.members.iter().filter_map(|member| {
        Some(TeamMember {
            object: member.object.parse().ok()?,
            inspector: *people.get(&member.inspector)?,
            department: member.department.parse().ok()?,
            leader: member.role == teams::Role::Leader,
        })
    });
    let unstaffed = teams.unstaffed.iter().filter_map(|gap| {
        let reason = format!("符合条件的执法检查人员不足，需 {} 名", gap.needed);
        Some(Unstaffed { object: gap.object.parse().ok()?, department: gap.department.parse().ok()?, reason })
    });
    let bench =
        snapshot.inspectors.iter().filter(|inspector| inspector.available).map(|inspector| BenchInspector {
            inspector: inspector.id,
            department: inspector.department.clone(),
            items: inspector.items.iter().filter_map(|item| item.parse().ok()).collect(),
            // `*` is no item code, and whoever covers all items must not come out as covering none.
            every_item: inspector.items.iter().any(|item| item == "*"),
            valid_from: inspector.valid_from.unwrap_or_default(),
            valid_until: inspector.valid_until,
        });
    let recusals = snapshot.recusals.iter();
    TeamList {
        draw: draw.draw,
        task: draw.task.task,
        members: members.collect(),
        unstaffed: unstaffed.collect(),
        bench: bench.collect(),
        recusals: recusals.map(|r| Recusal { object: r.object.clone(), inspector: r.inspector }).collect(),
    }
}
