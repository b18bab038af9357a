//! Readers: whom a row is visible to, and which of them a caller is.

use std::fmt;

use kernel::{AccountId, Actor, DepartmentId, InspectorId, RegionCode, Role, VisitCircle};

/// Somebody a row is visible to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// Anybody.
    Public,
    /// Whoever is signed in within a region: what would be public, were the region no rehearsal.
    Within(RegionCode),
    /// The office, observers and auditors of a region.
    Region(RegionCode),
    /// Clerks, leaders, principals and inspectors of a department.
    Department(DepartmentId),
    /// The leader in charge (分管负责人) of a department.
    Leader(DepartmentId),
    /// The principal (主要负责人) of a department.
    Principal(DepartmentId),
    /// A department's own system.
    System(DepartmentId),
    Inspector(InspectorId),
    Account(AccountId),
    /// System administrators of a region: set-up, never business.
    Administrator(RegionCode),
    /// Draw parties of a region.
    DrawParty(RegionCode),
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reader::Public => f.write_str("public"),
            Reader::Within(region) => write!(f, "within:{region}"),
            Reader::Region(region) => write!(f, "region:{region}"),
            Reader::Department(department) => write!(f, "department:{department}"),
            Reader::Leader(department) => write!(f, "leader:{department}"),
            Reader::Principal(department) => write!(f, "principal:{department}"),
            Reader::System(department) => write!(f, "system:{department}"),
            Reader::Inspector(inspector) => write!(f, "inspector:{inspector}"),
            Reader::Account(account) => write!(f, "account:{account}"),
            Reader::Administrator(region) => write!(f, "administrator:{region}"),
            Reader::DrawParty(region) => write!(f, "draw-party:{region}"),
        }
    }
}

impl Reader {
    /// Who may read what a region publishes: everybody, of a rehearsal those of it alone.
    pub fn of_published(region: &RegionCode) -> Self {
        if region.is_rehearsal() { Reader::Within(region.clone()) } else { Reader::Public }
    }

    /// Whether it stands for those whom the row does not concern as well.
    pub fn is_open(&self) -> bool {
        matches!(self, Reader::Public | Reader::Within(_))
    }
}

/// The readers that `actor` is.
pub fn held_by(actor: &Actor) -> Vec<Reader> {
    let mut held = vec![Reader::Public];
    if actor.role != Role::Public {
        held.push(Reader::Account(actor.account));
        held.push(Reader::Within(actor.region.clone()));
    }
    held.extend(actor.inspector.map(Reader::Inspector));
    let department = actor.department.clone();
    match actor.role {
        Role::Office | Role::Observer | Role::Auditor => held.push(Reader::Region(actor.region.clone())),
        Role::Clerk | Role::Inspector => held.extend(department.map(Reader::Department)),
        Role::Leader => {
            held.extend(department.clone().map(Reader::Department));
            held.extend(department.map(Reader::Leader));
        }
        Role::Principal => {
            held.extend(department.clone().map(Reader::Department));
            held.extend(department.map(Reader::Principal));
        }
        Role::System | Role::DepartmentIt => held.extend(department.map(Reader::System)),
        Role::Administrator => held.push(Reader::Administrator(actor.region.clone())),
        Role::DrawParty => held.push(Reader::DrawParty(actor.region.clone())),
        Role::Representative | Role::Public => {}
    }
    held
}

/// The readers of a sealed visit: its circle and nobody else.
pub fn of_circle(circle: &VisitCircle) -> Vec<Reader> {
    let inspectors = circle.inspectors.iter().copied().map(Reader::Inspector);
    let leaders = circle.departments.iter().cloned().map(Reader::Leader);
    let accounts = circle.accounts.iter().copied().map(Reader::Account);
    inspectors.chain(leaders).chain(accounts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(role: Role) -> Actor {
        let mut actor = Actor::system("410481".parse().unwrap());
        actor.role = role;
        actor.department = Some("410481-scjg".parse().unwrap());
        actor
    }

    #[test]
    fn the_administrator_reads_no_business() {
        let held = held_by(&actor(Role::Administrator));
        assert!(!held.iter().any(|r| matches!(r, Reader::Region(_) | Reader::Department(_))));
    }

    #[test]
    fn what_a_rehearsal_publishes_is_for_those_of_it() {
        let (town, rehearsal) = ("410481".parse().unwrap(), "r7k2m9".parse().unwrap());
        assert_eq!(Reader::of_published(&town), Reader::Public);
        let reader = Reader::of_published(&rehearsal);
        assert!(reader.is_open() && !held_by(&actor(Role::Auditor)).contains(&reader));
        let mut within = actor(Role::Inspector);
        within.region = rehearsal;
        assert!(held_by(&within).contains(&reader));
        within.role = Role::Public;
        assert_eq!(held_by(&within), [Reader::Public]);
    }

    #[test]
    fn a_clerk_of_the_department_is_outside_a_visits_circle() {
        let department: DepartmentId = "410481-scjg".parse().unwrap();
        let circle = VisitCircle { departments: [department].into(), ..VisitCircle::default() };
        let readers = of_circle(&circle);
        let meets = |role| held_by(&actor(role)).iter().any(|held| readers.contains(held));
        assert!(meets(Role::Leader));
        assert!(!meets(Role::Clerk) && !meets(Role::Principal) && !meets(Role::Office));
    }
}
