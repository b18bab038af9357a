//! The region's plan (汇总计划, art. 7): the annual plans of all departments, put together by the office and published by the
//! end of February. It never changes; after amendments the office publishes the next edition.

use chrono::{Datelike, NaiveDate};
use contracts::events::planning::PlanEdition;

use super::{Plan, PlanState, Refusal};

/// What goes into the region's plan of a year. Returned plans stay out; one that waits for the office's word, or a change
/// that does, must be decided on first.
pub fn put_together<'a>(plans: impl IntoIterator<Item = &'a Plan>) -> Result<Vec<PlanEdition>, Refusal> {
    let mut taken = Vec::new();
    for plan in plans {
        let department = plan.content.department.clone();
        match plan.state {
            PlanState::Returned => {}
            PlanState::Published if plan.amendment.is_none() => {
                taken.push(PlanEdition { plan: plan.content.plan, department, edition: plan.edition() });
            }
            _ => return Err(Refusal::PlanUndecided { department }),
        }
    }
    if taken.is_empty() { Err(Refusal::NothingToPutTogether) } else { Ok(taken) }
}

/// Published after the end of February of its year.
pub fn is_late(year: i32, today: NaiveDate) -> bool {
    (today.year(), today.month()) > (year, 2)
}
