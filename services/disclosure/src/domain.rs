//! A duty's life. Pure.

use chrono::NaiveDate;
use contracts::events::{
    disclosure::{CorrectionRefused, DisclosureEvent, DutyOpened, ResultCorrected, ResultDisclosed},
    inspection::{ItemResult, ResultFormed},
    planning::ExternalReference,
};
use kernel::{AccountId, Actor, DepartmentId, ItemCode, Moment, ObjectId, RegionCode, codes::ResultKind};
use serde::{Deserialize, Serialize};
use workdays::Calendar;

/// Working days until a result must be disclosed (art. 20(4)).
pub const WORKING_DAYS: u32 = 20;
/// From how many working days before the end a warning goes out.
const SOON: i64 = 2;

/// One department's duty to disclose its results of one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Duty {
    pub opened: DutyOpened,
    pub region: RegionCode,
    pub due_on: NaiveDate,
    pub provisional: bool,
    pub result: Option<ResultFormed>,
    pub disclosed: Option<ResultDisclosed>,
    pub corrections: Vec<ResultCorrected>,
    /// Asked for and not signed yet.
    pub asked: Option<Asked>,
    /// Asked for and not granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<CorrectionRefused>,
    pub warned: bool,
    pub overdue: bool,
}

/// A correction that waits for the principal's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub item: ItemCode,
    pub to: ResultKind,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

/// Why a command is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    NotYourDepartment { department: DepartmentId },
    ResultNotFormed,
    AlreadyDisclosed,
    NotDisclosed,
    NoSuchItem { item: ItemCode },
    SameResult,
    CorrectionPending,
    NothingToSign,
    ApproverIsRequester,
}
impl kernel::Refusal for Refusal {}

/// When a duty is due whose visit ended on `ended_on`.
pub fn due(calendar: &Calendar, ended_on: NaiveDate) -> (NaiveDate, bool) {
    calendar.add_working_days(ended_on, WORKING_DAYS).map_or((ended_on, true), |d| (d.date, d.provisional))
}

/// Working days left after `today`, up to and with the last one; negative when overdue.
pub fn days_left(calendar: &Calendar, today: NaiveDate, due_on: NaiveDate) -> i64 {
    let remaining = calendar.remaining(today, due_on);
    i64::from(remaining.left) - i64::from(remaining.overdue)
}

impl Duty {
    pub fn open(opened: DutyOpened, region: RegionCode) -> Self {
        Self {
            due_on: opened.due_on,
            provisional: opened.provisional,
            opened,
            region,
            result: None,
            disclosed: None,
            corrections: Vec::new(),
            asked: None,
            refused: Vec::new(),
            warned: false,
            overdue: false,
        }
    }

    pub fn word(&self) -> &'static str {
        match (&self.disclosed, &self.result) {
            (Some(_), _) => "disclosed",
            (None, Some(_)) => "due",
            (None, None) => "waiting",
        }
    }

    /// Code and name of the object, as far as they are known.
    pub fn object(&self) -> Option<(&ObjectId, &str)> {
        match (&self.result, &self.opened.object) {
            (Some(result), _) => Some((&result.object.object, &result.object.name)),
            (None, Some(object)) => Some((object, &self.opened.name)),
            (None, None) => None,
        }
    }

    /// Items as they stand now: the disclosed ones with their corrections, else the result as formed.
    pub fn items(&self) -> Vec<ItemResult> {
        let mut items = self.result.as_ref().map(|result| result.items.clone()).unwrap_or_default();
        for correction in &self.corrections {
            for item in items.iter_mut().filter(|item| item.item == correction.item) {
                item.result = correction.to;
            }
        }
        items
    }

    /// 公示, by the department's own clerk; once.
    pub fn disclose(
        &self,
        actor: &Actor,
        today: NaiveDate,
        digest: impl FnOnce(&ResultFormed) -> String,
        external: Option<ExternalReference>,
    ) -> Result<Vec<DisclosureEvent>, Refusal> {
        self.by(actor)?;
        if self.disclosed.is_some() {
            return Err(Refusal::AlreadyDisclosed);
        }
        let result = self.result.as_ref().ok_or(Refusal::ResultNotFormed)?;
        Ok(vec![DisclosureEvent::Disclosed(ResultDisclosed {
            duty: self.opened.duty,
            visit: self.opened.visit,
            task: self.opened.task,
            department: self.opened.department.clone(),
            object: result.object.clone(),
            items: result.items.clone(),
            disclosed_on: today,
            on_time: today <= self.due_on,
            digest: digest(result),
            external,
            rehearsal: self.opened.rehearsal,
        })])
    }

    /// Asks for a correction of a disclosed result (art. 22).
    pub fn ask(&self, actor: &Actor, asked: &Asked) -> Result<Vec<DisclosureEvent>, Refusal> {
        self.by(actor)?;
        if self.disclosed.is_none() {
            return Err(Refusal::NotDisclosed);
        }
        if self.asked.is_some() {
            return Err(Refusal::CorrectionPending);
        }
        let now = self.items().into_iter().find(|item| item.item == asked.item);
        let now = now.ok_or_else(|| Refusal::NoSuchItem { item: asked.item.clone() })?;
        if now.result == asked.to {
            return Err(Refusal::SameResult);
        }
        let Asked { item, to, reason, by, at } = asked.clone();
        Ok(vec![DisclosureEvent::CorrectionAsked { duty: self.opened.duty, item, to, reason, by, at }])
    }

    /// The principal signs the correction that waits; never who asked for it.
    pub fn sign(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<DisclosureEvent>, Refusal> {
        let asked = self.decidable(actor)?;
        let now = self.items().into_iter().find(|item| item.item == asked.item);
        let now = now.ok_or_else(|| Refusal::NoSuchItem { item: asked.item.clone() })?;
        Ok(vec![DisclosureEvent::Corrected(ResultCorrected {
            duty: self.opened.duty,
            visit: self.opened.visit,
            department: self.opened.department.clone(),
            item: asked.item.clone(),
            from: now.result,
            to: asked.to,
            reason: asked.reason.clone(),
            signed_by: actor.account as AccountId,
            corrected_on: today,
        })])
    }

    /// The principal does not sign it; the department may ask again.
    pub fn refuse(
        &self,
        actor: &Actor,
        today: NaiveDate,
        reason: &str,
    ) -> Result<Vec<DisclosureEvent>, Refusal> {
        let asked = self.decidable(actor)?;
        Ok(vec![DisclosureEvent::CorrectionRefused(CorrectionRefused {
            duty: self.opened.duty,
            department: self.opened.department.clone(),
            item: asked.item.clone(),
            to: asked.to,
            reason: reason.to_owned(),
            by: actor.account,
            refused_on: today,
        })])
    }

    fn decidable(&self, actor: &Actor) -> Result<&Asked, Refusal> {
        self.by(actor)?;
        let asked = self.asked.as_ref().ok_or(Refusal::NothingToSign)?;
        if asked.by == Some(actor.account) { Err(Refusal::ApproverIsRequester) } else { Ok(asked) }
    }

    /// What the clock says today; each signal goes out once.
    pub fn signal(&self, today: NaiveDate, working_days_left: i64) -> Vec<DisclosureEvent> {
        let (duty, department, due_on) = (self.opened.duty, self.opened.department.clone(), self.due_on);
        if self.disclosed.is_some() || self.overdue {
            return Vec::new();
        }
        if today > due_on {
            return vec![DisclosureEvent::Overdue { duty, department, due_on }];
        }
        if !self.warned && working_days_left <= SOON {
            return vec![DisclosureEvent::DueSoon { duty, department, due_on }];
        }
        Vec::new()
    }

    /// A new calendar moves an open deadline, never into the past.
    pub fn recompute(&self, (on, provisional): (NaiveDate, bool), today: NaiveDate) -> Vec<DisclosureEvent> {
        let due_on = on.max(today.min(self.due_on));
        let same = due_on == self.due_on && provisional == self.provisional;
        if self.disclosed.is_some() || self.overdue || same {
            return Vec::new();
        }
        vec![DisclosureEvent::DueRecomputed {
            duty: self.opened.duty,
            before: self.due_on,
            due_on,
            provisional,
        }]
    }

    pub fn evolve(&mut self, event: &DisclosureEvent) {
        match event {
            DisclosureEvent::DutyOpened(_) => {}
            DisclosureEvent::ResultReceived { result, .. } => self.result = Some(result.clone()),
            DisclosureEvent::Disclosed(disclosed) => self.disclosed = Some(disclosed.clone()),
            DisclosureEvent::CorrectionAsked { item, to, reason, by, at, .. } => {
                let (item, to, reason, by, at) = (item.clone(), *to, reason.clone(), *by, *at);
                self.asked = Some(Asked { item, to, reason, by, at });
            }
            DisclosureEvent::CorrectionRefused(refused) => {
                self.refused.push(refused.clone());
                self.asked = None;
            }
            DisclosureEvent::Corrected(corrected) => {
                self.corrections.push(corrected.clone());
                self.asked = None;
            }
            DisclosureEvent::DueSoon { .. } => self.warned = true,
            DisclosureEvent::Overdue { .. } => self.overdue = true,
            DisclosureEvent::DueRecomputed { due_on, provisional, .. } => {
                self.due_on = *due_on;
                self.provisional = *provisional;
            }
        }
    }

    fn by(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = actor.department.as_ref() == Some(&self.opened.department);
        if own {
            Ok(())
        } else {
            Err(Refusal::NotYourDepartment { department: self.opened.department.clone() })
        }
    }
}
