//! A referral's life: one holder at every moment, one bounce at most, a designation that binds.

mod stay;

use chrono::NaiveDate;
use contracts::events::{
    inspection::FindingRaised,
    referral::{Issued, ReferralEvent},
};
use kernel::{Actor, DepartmentId, Moment, RegionCode, codes::Outcome, ids::ReferralId};
use serde::{Deserialize, Serialize};

pub use self::stay::{Decline, Holder, Hop, Stage};
use super::clock::Due;

/// A referral (移送/转办).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    pub referral: ReferralId,
    pub region: RegionCode,
    pub number: String,
    pub finding: FindingRaised,
    pub holder: Holder,
    pub stage: Stage,
    pub because: String,
    /// What the routing rules said at first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    pub due_on: NaiveDate,
    pub provisional: bool,
    /// Whether a warning has gone out; then whether the end was passed.
    pub warned: bool,
    pub overdue: bool,
    /// Sent on once already: the next 退回 goes to the office.
    pub rerouted: bool,
    /// By the office: binds.
    pub designated: bool,
    pub hops: Vec<Hop>,
    pub declines: Vec<Decline>,
    pub issued_at: Moment,
    pub outcome: Option<(Outcome, String)>,
}

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    NotYourDepartment { department: String },
    NotDelivered { stage: &'static str },
    DesignationBinds,
    UnknownDepartment { department: DepartmentId },
    ProposesItself,
    NotWithOffice,
    NotAccepted,
    ConclusionNeedsReason,
}
impl kernel::Refusal for Refusal {}

impl Referral {
    /// Issues a referral for a finding. Where it has no owner by the rules it begins with the office; else the caller
    /// adds its delivery.
    pub fn issue(finding: FindingRaised, issued: &Issued, region: RegionCode, at: Moment) -> Self {
        Self {
            referral: issued.referral,
            region,
            number: issued.number.clone(),
            finding,
            holder: issued.owner.clone().map_or(Holder::Office, Holder::Department),
            stage: if issued.owner.is_some() { Stage::Delivered } else { Stage::WithOffice },
            because: issued.because.clone(),
            rule: issued.because.clone(),
            due_on: issued.due_on,
            provisional: issued.provisional,
            warned: false,
            overdue: false,
            rerouted: false,
            designated: false,
            hops: Vec::new(),
            declines: Vec::new(),
            issued_at: at,
            outcome: None,
        }
    }

    /// 接收
    pub fn accept(&self, actor: &Actor, now: Moment) -> Result<Vec<ReferralEvent>, Refusal> {
        let by = self.held_by(actor)?;
        self.expect(Stage::Delivered)?;
        Ok(vec![ReferralEvent::Accepted { referral: self.referral, by, at: Some(now) }])
    }

    /// 退回, with legal basis and proposed owner. The first goes on to the proposed owner, unless that one has declined
    /// already; every other goes to the office. The caller adds the delivery.
    pub fn decline(
        &self,
        actor: &Actor,
        now: Moment,
        (legal_basis, proposed_owner): (&str, &DepartmentId),
        known: impl Fn(&DepartmentId) -> bool,
    ) -> Result<Vec<ReferralEvent>, Refusal> {
        let by = self.held_by(actor)?;
        self.expect(Stage::Delivered)?;
        if self.designated {
            return Err(Refusal::DesignationBinds);
        }
        if *proposed_owner == by {
            return Err(Refusal::ProposesItself);
        }
        if !known(proposed_owner) {
            return Err(Refusal::UnknownDepartment { department: proposed_owner.clone() });
        }
        let declined = ReferralEvent::Declined {
            referral: self.referral,
            by,
            legal_basis: legal_basis.to_owned(),
            proposed_owner: proposed_owner.clone(),
            at: Some(now),
        };
        let next = if self.rerouted {
            ReferralEvent::WithOffice {
                referral: self.referral,
                reason: "两个部门均认为不属本部门管辖".to_owned(),
            }
        } else {
            ReferralEvent::Rerouted { referral: self.referral, to: proposed_owner.clone() }
        };
        Ok(vec![declined, next])
    }

    /// 指定管辖, by the office; binds. The caller adds the delivery.
    pub fn designate(
        &self,
        to: &DepartmentId,
        reason: &str,
        known: impl Fn(&DepartmentId) -> bool,
    ) -> Result<Vec<ReferralEvent>, Refusal> {
        if self.stage != Stage::WithOffice {
            return Err(Refusal::NotWithOffice);
        }
        if !known(to) {
            return Err(Refusal::UnknownDepartment { department: to.clone() });
        }
        Ok(vec![ReferralEvent::Designated {
            referral: self.referral,
            to: to.clone(),
            reason: reason.to_owned(),
        }])
    }

    /// 办结, with its outcome (art. 23).
    pub fn conclude(
        &self,
        actor: &Actor,
        outcome: Outcome,
        note: &str,
    ) -> Result<Vec<ReferralEvent>, Refusal> {
        let by = self.held_by(actor)?;
        if self.stage != Stage::Accepted {
            return Err(Refusal::NotAccepted);
        }
        if outcome == Outcome::NoCase && note.trim().is_empty() {
            return Err(Refusal::ConclusionNeedsReason);
        }
        Ok(vec![ReferralEvent::Concluded {
            referral: self.referral,
            finding: self.finding.finding,
            by,
            outcome,
            note: note.to_owned(),
        }])
    }

    /// A new calendar moves an open deadline, never into the past.
    pub fn recompute(&self, due: Due, today: NaiveDate) -> Vec<ReferralEvent> {
        let due_on = due.on.max(today.min(self.due_on));
        let same = due_on == self.due_on && due.provisional == self.provisional;
        if self.is_met() || self.overdue || same {
            return Vec::new();
        }
        vec![ReferralEvent::DueRecomputed {
            referral: self.referral,
            before: self.due_on,
            due_on,
            provisional: due.provisional,
        }]
    }

    /// What the clock says today; each signal goes out once.
    pub fn signal(&self, today: NaiveDate, working_days_left: i64) -> Vec<ReferralEvent> {
        let (referral, due_on) = (self.referral, self.due_on);
        if self.is_met() || self.overdue {
            return Vec::new();
        }
        if today > due_on {
            return vec![ReferralEvent::Overdue { referral, due_on }];
        }
        if !self.warned && working_days_left <= super::clock::SOON {
            return vec![ReferralEvent::DueSoon { referral, due_on }];
        }
        Vec::new()
    }

    /// The clock is met by the delivery to the department that finally owns it, which acceptance shows.
    pub fn is_met(&self) -> bool {
        matches!(self.stage, Stage::Accepted | Stage::Concluded)
    }

    pub fn evolve(&mut self, event: &ReferralEvent) {
        match event {
            ReferralEvent::Delivered(delivered) => {
                let (to, delivered_at) = (delivered.to.clone(), delivered.delivered_at);
                self.hops.push(Hop { to, delivered_at, accepted_at: None });
                self.holder = Holder::Department(delivered.to.clone());
                self.stage = Stage::Delivered;
            }
            ReferralEvent::Accepted { at, .. } => {
                self.stage = Stage::Accepted;
                if let Some(hop) = self.hops.last_mut() {
                    hop.accepted_at = *at;
                }
            }
            ReferralEvent::Declined { by, legal_basis, proposed_owner, at, .. } => {
                let (by, legal_basis) = (by.clone(), legal_basis.clone());
                self.declines.push(Decline {
                    by,
                    legal_basis,
                    proposed_owner: proposed_owner.clone(),
                    at: *at,
                });
            }
            ReferralEvent::Rerouted { to, .. } => {
                self.rerouted = true;
                self.because = format!("{} 退回并提出由 {to} 管辖", self.held_name());
                self.holder = Holder::Department(to.clone());
            }
            ReferralEvent::WithOffice { reason, .. } => {
                self.because.clone_from(reason);
                self.holder = Holder::Office;
                self.stage = Stage::WithOffice;
            }
            ReferralEvent::Designated { to, reason, .. } => {
                self.designated = true;
                self.because = format!("联席会议办公室指定管辖：{reason}");
                self.holder = Holder::Department(to.clone());
                self.stage = Stage::Delivered;
            }
            ReferralEvent::Concluded { outcome, note, .. } => {
                self.outcome = Some((*outcome, note.clone()));
                self.stage = Stage::Concluded;
            }
            ReferralEvent::DueSoon { .. } => self.warned = true,
            ReferralEvent::Overdue { .. } => self.overdue = true,
            ReferralEvent::DueRecomputed { due_on, provisional, .. } => {
                self.due_on = *due_on;
                self.provisional = *provisional;
            }
            ReferralEvent::Issued(_) => {}
        }
    }

    fn held_by(&self, actor: &Actor) -> Result<DepartmentId, Refusal> {
        match (&self.holder, &actor.department) {
            (Holder::Department(holder), Some(own)) if holder == own => Ok(own.clone()),
            _ => Err(Refusal::NotYourDepartment { department: self.held_name() }),
        }
    }

    fn held_name(&self) -> String {
        match &self.holder {
            Holder::Department(department) => department.to_string(),
            Holder::Office => "联席会议办公室".to_owned(),
        }
    }

    fn expect(&self, stage: Stage) -> Result<(), Refusal> {
        if self.stage == stage { Ok(()) } else { Err(Refusal::NotDelivered { stage: self.stage.name() }) }
    }
}

#[cfg(test)]
pub(super) mod tests;
