//! What a scheme stands on: a published plan, a published catalogue, two departments at least.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use contracts::events::planning::{EntropySource, PlanLine, Scheme};
use kernel::DepartmentId;

use super::{CatalogueDraft, Plan, PlanState, Refusal, scheme};

/// What a scheme stands on.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    pub plan: &'a Plan,
    pub catalogue: &'a CatalogueDraft,
    pub rehearsal: bool,
    pub today: NaiveDate,
}

impl Grounds<'_> {
    /// Whether a scheme may be drafted on these grounds by a clerk of `department`.
    pub fn check(&self, scheme: &Scheme, department: &DepartmentId) -> Result<(), Refusal> {
        if self.plan.state != PlanState::Published {
            return Err(Refusal::PlanNotPublished);
        }
        if !self.catalogue.published {
            return Err(Refusal::CatalogueNotPublished);
        }
        if scheme.initiating != *department || self.plan.content.department != *department {
            return Err(Refusal::NotInitiatingDepartment);
        }
        scheme::check(scheme)?;
        // What was announced in January can be approved in time.
        if scheme.emergency.is_some() && self.plan.content.ad_hoc.is_none() {
            return Err(Refusal::EmergencyIsAdHoc);
        }
        self.participants(scheme)?;
        self.window(scheme)?;
        match &scheme.entropy {
            EntropySource::Operator if !self.rehearsal => Err(Refusal::OperatorSourceInRehearsalOnly),
            EntropySource::Parties { parties } if parties.iter().collect::<BTreeSet<_>>().len() < 2 => {
                Err(Refusal::TooFewParties)
            }
            _ => Ok(()),
        }
    }

    /// Within the plan's year, not begun yet, and within the months of a planned line that names the same departments.
    fn window(&self, scheme: &Scheme) -> Result<(), Refusal> {
        let within = |day: NaiveDate| day.year() == self.plan.content.year;
        if scheme.from > scheme.until || !within(scheme.from) || !within(scheme.until) {
            return Err(Refusal::WindowInvalid);
        }
        if scheme.from < self.today {
            return Err(Refusal::WindowInThePast);
        }
        let covers = |line: &PlanLine| self.names_all(line, scheme) && in_months(line, scheme);
        if self.plan.content.lines.iter().any(covers) { Ok(()) } else { Err(Refusal::NotInThePlan) }
    }

    /// The items of a scheme may differ from the line's, which only announces them; the departments may not.
    fn names_all(&self, line: &PlanLine, scheme: &Scheme) -> bool {
        let own = &self.plan.content.department;
        let named = |department: &DepartmentId| department == own || line.participants.contains(department);
        scheme.participants.iter().all(|participation| named(&participation.department))
    }

    fn participants(&self, scheme: &Scheme) -> Result<(), Refusal> {
        let departments: BTreeSet<_> = scheme.participants.iter().map(|p| &p.department).collect();
        if departments.len() < 2 || departments.len() != scheme.participants.len() {
            return Err(Refusal::NotJoint);
        }
        if !departments.contains(&scheme.initiating) {
            return Err(Refusal::InitiatingMustTakePart);
        }
        for participation in &scheme.participants {
            let basis = participation.single_basis.as_deref().is_some_and(|basis| !basis.trim().is_empty());
            if participation.inspectors < 2 && !(participation.inspectors == 1 && basis) {
                return Err(Refusal::SingleInspectorNeedsBasis {
                    department: participation.department.clone(),
                });
            }
            let known = |code: &_| {
                let items = &self.catalogue.content.items;
                items.iter().any(|item| item.item == *code && item.department == participation.department)
            };
            if let Some(item) = participation.items.iter().find(|item| !known(item)) {
                return Err(Refusal::UnknownItem { item: item.clone() });
            }
        }
        Ok(())
    }
}

fn in_months(line: &PlanLine, scheme: &Scheme) -> bool {
    let (first, last) = line.months;
    (first..=last).contains(&scheme.from.month()) && (first..=last).contains(&scheme.until.month())
}

#[cfg(test)]
mod tests;
