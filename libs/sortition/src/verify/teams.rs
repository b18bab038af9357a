//! The teams, drawn again from plan, roster, recusals and result.

use crate::encoding::Hash;
use crate::plan::{Plan, TeamNeed, TeamPlan};
use crate::receipt::{self, Bundle};
use crate::roster::{RecusalRow, RosterRow};
use crate::sealed::{Rows, no_teams};
use crate::seed::{Stage, stage_key};
use crate::selection::Drawn;
use crate::teams::{Assignment, Input, InputFault, Need, Object, assign};

use super::objects::{DrawnObjects, Frozen};
use super::verdict::Place;
use super::{Step, compare};

/// Draws the teams of a plan that draws them at once. Service and verifier both call this, so that they agree on how
/// plan, roster and result become the input of the assignment.
///
/// # Errors
/// If the input contradicts itself, e.g. the initiating department takes no part at a drawn object.
pub fn assign_teams(
    plan: &Plan,
    teams: &TeamPlan,
    roster: &[RosterRow],
    recusals: &[RecusalRow],
    drawn: &[Drawn],
    seed: &Hash,
) -> Result<Assignment, InputFault> {
    let need = |need: &TeamNeed| Need {
        department: need.department.clone(),
        minimum: need.minimum,
        items: need.items.clone(),
    };
    let object = |(rank, drawn): (u32, &Drawn)| Object {
        id: drawn.id.clone(),
        rank,
        needs: teams.needs.iter().filter(|n| n.is_at(&drawn.stratum)).map(need).collect(),
    };
    let input = Input {
        rule: teams.rule.clone(),
        window: plan.window.clone(),
        objects: (0..).zip(drawn).map(object).collect(),
        inspectors: roster.iter().map(|row| row.inspector.clone()).collect(),
        recusals: recusals.iter().map(|row| row.recusal.clone()).collect(),
    };
    assign(&input, &stage_key(seed, Stage::Teams).0)
}

pub(super) fn check(
    bundle: &Bundle,
    plan: &Plan,
    frozen: &Frozen,
    drawn: &DrawnObjects,
    seed: &Hash,
) -> Step<Rows> {
    let rows = match &plan.teams {
        None => no_teams(),
        Some(teams) => {
            let selection = &drawn.selection.drawn;
            let assignment = assign_teams(plan, teams, &frozen.roster, &frozen.recusals, selection, seed)
                .map_err(|fault| compare::refused(receipt::PLAN, Place::Member("/teams".into()), fault))?;
            Rows::teams(&assignment)
        }
    };
    let found = compare::file(bundle, receipt::TEAMS)?;
    compare::same_table(receipt::TEAMS, rows.columns(), &rows.to_csv(), found)?;
    Ok(rows)
}
