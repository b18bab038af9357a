//! Who inspects what: the inspectors of each drawn object, and the leader of each team (art. 15 to 17).
//!
//! [`assign`] is a pure function of the frozen input and of `K_teams`. It draws, department by department, as many
//! inspectors as each object needs, so that the loads of a department's inspectors are as even as the rules allow,
//! and every equally eligible inspector is equally likely. `TEAMS.md` beside this crate states the algorithm exactly;
//! `verify.py` is written from that text alone and must give the same answer.
//!
//! What is deliberately not here: a new draw of objects to suit the staff (an object that cannot be staffed stays on
//! the list, see [`Unstaffed`]), the replacement of a drawn inspector (art. 16, a decision and no lottery; ask
//! [`Inspector::bar`] whether the substitute qualifies), and calendars of single visits (the leader sets them).
//!
//! To add a rule of eligibility, extend [`Bar`] and `Inspector::bar` and say it in `TEAMS.md`; to add a relaxation,
//! extend [`Relaxation`] and `staffing`. Either is a new version of the protocol: old receipts must still verify.

mod balance;
mod input;
mod leaders;
mod outcome;
mod staffing;
mod ticket;
mod units;
mod validity;

pub use input::{Bar, Input, Inspector, Need, Object, Period, Recusal, Relaxation, TeamRule, TeamUnit};
pub use outcome::{Assignment, Member, Relaxed, Role, Shortage, Unstaffed};
pub use validity::InputFault;

/// Draws the teams of all objects of `input` from `K_teams`.
///
/// The order in which objects, inspectors, needs and recusals are listed does not matter. Objects that cannot be
/// staffed even after the declared relaxations are in [`Assignment::unstaffed`]; that is an answer, not an error.
///
/// # Errors
/// [`InputFault`] if the input contradicts itself: nothing was drawn then.
pub fn assign(input: &Input, k_teams: &[u8; 32]) -> Result<Assignment, InputFault> {
    validity::check(input)?;
    let tickets = ticket::Tickets::new(k_teams);
    let units = units::in_ticket_order(input, &tickets);
    let mut assignment = Assignment::default();
    for department in units::departments(input) {
        let staffed = staffing::staff(input, &units, department, &tickets);
        let leaders = match &input.rule.leader_department {
            Some(leading) if leading == department => leaders::choose(&units, &staffed, &tickets),
            _ => vec![None; units.len()],
        };
        outcome::record(&mut assignment, input, &units, &staffed, &leaders);
    }
    assignment.sort();
    Ok(assignment)
}

#[cfg(test)]
mod tests;
