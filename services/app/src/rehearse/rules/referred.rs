//! Findings and referrals: one owner at every moment, delivered, and the outcome back (art. 23).

use std::collections::{BTreeMap, BTreeSet};

use contracts::events::{
    inspection::{FindingEvent, FindingRaised},
    referral::{Issued, ReferralEvent},
};
use kernel::{
    DepartmentId, Role,
    ids::{FindingId, ReferralId},
};
use sha2::{Digest, Sha256};

use super::Found;
use crate::rehearse::record::Record;

/// Who holds a referral: a department, or the office.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    Department(DepartmentId),
    Office,
}

/// A referral's life as the journal tells it, event by event.
struct Life {
    issued: Issued,
    owner: Owner,
    /// What its next event may not be while this owner holds it.
    faults: Vec<String>,
    reroutes: usize,
    concluded_by: Option<DepartmentId>,
}

impl Life {
    fn begin(issued: Issued) -> Self {
        let owner = issued.owner.clone().map_or(Owner::Office, Owner::Department);
        Self { issued, owner, faults: Vec::new(), reroutes: 0, concluded_by: None }
    }

    /// Only who holds it acts on it, and every hand-over names the next owner in the same commit.
    fn goes_on(&mut self, event: &ReferralEvent) {
        match event {
            ReferralEvent::Delivered(delivered) => self.held_by(&delivered.to, "送达"),
            ReferralEvent::Accepted { by, .. } => self.held_by(by, "接收"),
            ReferralEvent::Declined { by, .. } => self.held_by(by, "退回"),
            ReferralEvent::Concluded { by, .. } => {
                self.held_by(by, "办结");
                self.concluded_by = Some(by.clone());
            }
            ReferralEvent::Rerouted { to, .. } => {
                self.reroutes += 1;
                self.owner = Owner::Department(to.clone());
            }
            ReferralEvent::WithOffice { .. } => self.owner = Owner::Office,
            ReferralEvent::Designated { to, .. } => {
                if self.owner != Owner::Office {
                    self.faults.push("不在办公室时被指定".to_owned());
                }
                self.owner = Owner::Department(to.clone());
            }
            _ => {}
        }
    }

    fn held_by(&mut self, department: &DepartmentId, act: &str) {
        if self.owner != Owner::Department(department.clone()) {
            self.faults.push(format!("{department} {act}时并非承办部门"));
        }
    }
}

fn lives(record: &Record) -> BTreeMap<ReferralId, Life> {
    let mut entries: Vec<_> = record.journals.get("referral").into_iter().flatten().collect();
    entries.sort_by(|a, b| (&a.event.subject, a.event.sequence).cmp(&(&b.event.subject, b.event.sequence)));
    let mut lives: BTreeMap<ReferralId, Life> = BTreeMap::new();
    for entry in entries {
        let Ok(event) = entry.event.event_as::<ReferralEvent>() else { continue };
        if let ReferralEvent::Issued(issued) = &event {
            lives.insert(issued.referral, Life::begin(issued.clone()));
        } else if let Some(life) = entry.event.subject_id().and_then(|id| lives.get_mut(&id)) {
            life.goes_on(&event);
        }
    }
    lives
}

fn raised(record: &Record) -> BTreeMap<FindingId, FindingRaised> {
    let entries = record.journals.get("inspection").into_iter().flatten();
    entries
        .filter_map(|entry| match entry.event.event_as() {
            Ok(FindingEvent::Raised(raised)) => Some((raised.finding, raised)),
            _ => None,
        })
        .collect()
}

/// Each finding has exactly one referral, whose owner is one department or the office from its first event to its last.
pub fn owner(record: &Record) -> Found {
    let (mut found, lives) = (Found::default(), lives(record));
    let raised = raised(record);
    for finding in raised.keys() {
        let own = lives.values().filter(|life| life.issued.finding == *finding).count();
        found.hold(own == 1, || format!("问题线索 {finding} 有 {own} 件移送"));
    }
    for life in lives.values() {
        let number = &life.issued.number;
        found.hold(raised.contains_key(&life.issued.finding), || format!("移送 {number} 没有问题线索"));
        found.hold(life.faults.is_empty(), || format!("移送 {number}：{}", life.faults.join("；")));
        found.hold(life.reroutes <= 1, || format!("移送 {number} 改送 {} 次", life.reroutes));
    }
    for referral in &record.referrals {
        let holder = referral.holder.clone().map_or(Owner::Office, Owner::Department);
        let same = lives.get(&referral.referral).is_some_and(|life| life.owner == holder);
        found.hold(same, || format!("移送 {} 的承办部门与操作留痕不同", referral.number));
    }
    found
}

/// Each department's deliveries are numbered from 1, chained by digest, and hold whatever it owns.
pub fn delivered(record: &Record) -> Found {
    let mut found = Found::default();
    let mut has: BTreeSet<(ReferralId, DepartmentId)> = BTreeSet::new();
    for (department, feed) in &record.feeds {
        let mut previous = String::new();
        for (place, entry) in feed.iter().enumerate() {
            let delivery = &entry.delivery;
            let numbered = delivery.delivery == place as u64 + 1;
            let bytes = serde_json::to_vec(delivery).unwrap_or_default();
            let chained = delivery.previous == previous && hex::encode(Sha256::digest(bytes)) == entry.digest;
            found.hold(numbered && chained, || format!("{department} 第 {} 次送达不连续", delivery.delivery));
            previous.clone_from(&entry.digest);
            has.insert((delivery.referral, delivery.to.clone()));
        }
    }
    for referral in &record.referrals {
        let holder = referral.holder.as_ref();
        let lies = holder.is_none_or(|holder| has.contains(&(referral.referral, holder.clone())));
        found.hold(lies, || format!("移送 {} 未送达承办部门", referral.number));
    }
    found
}

/// What the owner concluded stands at the finding.
pub fn outcome(record: &Record) -> Found {
    let (mut found, lives) = (Found::default(), lives(record));
    let findings: BTreeMap<_, _> = record.findings.iter().map(|view| (view.finding, view)).collect();
    for referral in &record.referrals {
        let number = &referral.number;
        let finding = findings.get(&referral.finding);
        let same = finding.is_some_and(|view| {
            view.outcome.is_some()
                && view.outcome == referral.outcome
                && view.referral == Some(referral.referral)
        });
        found.hold(same, || format!("移送 {number} 的处理结果没有回到问题线索"));
        let by = lives.get(&referral.referral).and_then(|life| life.concluded_by.as_ref());
        found.hold(by.is_some() && by == referral.holder.as_ref(), || {
            format!("移送 {number} 不是由承办部门办结")
        });
    }
    let concluders = record.journals.get("referral").into_iter().flatten();
    let concluders = concluders.filter(|entry| entry.event.kind() == "suiji.referral.concluded.v1");
    for entry in concluders {
        let role = entry.event.actorrole;
        found.hold(role == Role::Clerk, || format!("移送由 {} 办结", role.name()));
    }
    found
}
