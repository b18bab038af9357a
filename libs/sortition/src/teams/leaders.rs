//! The leader of each team 组长: a member of the initiating department, with leaderships as even as can be (art. 17).

use super::balance::Balance;
use super::staffing::{Staffed, preference};
use super::ticket::Tickets;
use super::units::Unit;

/// One leader per staffed unit, as an index into `staffed.people`. `staffed` is the initiating department.
pub(super) fn choose(units: &[Unit], staffed: &Staffed, tickets: &Tickets) -> Vec<Option<usize>> {
    let people = staffed.people.len();
    let members = |unit| (0..people).map(|p| staffed.balance.team(unit).contains(&p)).collect();
    let mut balance = Balance::new(people, (0..units.len()).map(members).collect());
    for (place, unit) in units.iter().enumerate() {
        if staffed.balance.team(place).is_empty() {
            continue;
        }
        let order = preference(&staffed.people, |person| tickets.leader(unit.label, &person.id));
        // Without a limit a unit that has members always finds a leader among them.
        let _none = balance.fill(place, 1, usize::MAX, &order).is_err();
    }
    (0..units.len()).map(|unit| balance.team(unit).first().copied()).collect()
}
