//! The operations: method, path as OpenAPI writes it, and the roles that may call it.

mod common;
mod disclosure;
mod draw;
mod identity;
mod inspection;
mod oversight;
mod planning;
mod pool;
mod referral;

use kernel::Role;

/// One operation and who may call it. `Role::Public` in the list means that no sign-in is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    pub method: &'static str,
    pub path: &'static str,
    pub roles: &'static [Role],
}

impl Operation {
    pub fn allows(&self, role: Role) -> bool {
        self.roles.contains(&role) || self.is_public()
    }
    pub fn is_public(&self) -> bool {
        self.roles.contains(&Role::Public)
    }
}

/// Shorthand for the tables.
pub(crate) const fn op(method: &'static str, path: &'static str, roles: &'static [Role]) -> Operation {
    Operation { method, path, roles }
}

/// Every operation of every service.
pub fn all() -> impl Iterator<Item = &'static Operation> {
    [
        common::TABLE,
        planning::TABLE,
        pool::TABLE,
        draw::TABLE,
        inspection::TABLE,
        disclosure::TABLE,
        referral::TABLE,
        oversight::TABLE,
        identity::TABLE,
    ]
    .into_iter()
    .flatten()
}

/// The operation behind a method and a route pattern such as `/api/referral/v1/referrals/{id}`.
/// Operations that every service has stand in the table once, with `{service}` for the service's name.
pub fn operation(method: &str, path: &str) -> Option<&'static Operation> {
    let same = |known: &str| {
        known == path
            || known.strip_prefix("/api/{service}").is_some_and(|rest| {
                path.strip_prefix("/api/").and_then(|p| p.find('/').map(|at| &p[at..])) == Some(rest)
            })
    };
    all().find(|known| known.method == method && same(known.path))
}

/// The methods known at a concrete path, for 405 and its `Allow`.
pub fn methods_at(path: &str) -> Vec<&'static str> {
    let fits = |pattern: &str| {
        let (mut known, mut given) = (pattern.split('/'), path.split('/'));
        loop {
            match (known.next(), given.next()) {
                (None, None) => return true,
                (Some(known), Some(given))
                    if known == given || (known.starts_with('{') && !given.is_empty()) => {}
                _ => return false,
            }
        }
    };
    let mut methods: Vec<_> = all().filter(|known| fits(known.path)).map(|known| known.method).collect();
    methods.dedup();
    methods
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_listed_once_and_has_somebody_to_call_it() {
        let mut seen = std::collections::BTreeSet::new();
        for operation in all() {
            assert!(seen.insert((operation.method, operation.path)), "{operation:?}");
            assert!(!operation.roles.is_empty(), "{operation:?}");
        }
    }

    #[test]
    fn the_administrator_is_given_no_business_operation() {
        let business = ["/draws", "/visits", "/referrals", "/duties", "/tasks", "/plans"];
        for operation in all().filter(|o| business.iter().any(|part| o.path.contains(part)) && !o.is_public())
        {
            assert!(!operation.roles.contains(&Role::Administrator), "{operation:?}");
        }
    }
}
