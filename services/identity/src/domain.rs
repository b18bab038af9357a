//! Rules of accounts and grants. Pure.

mod request;

use chrono::NaiveDate;
use contracts::{api::identity::NewGrant, events::identity::Grant};
use kernel::{AccountId, RegionCode, Role};
use serde::Serialize;
use uuid::Uuid;

pub use request::Request;

/// Why something is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    WrongLogin,
    TooManyFailures { seconds: i64 },
    NoSuchGrant,
    PasswordWrong,
    GrantEnded,
    LastAdministrator,
    RequestDecided { state: &'static str },
    ApproverIsRequester,
    LoginTaken { login: String },
    CodeInvalid,
    GrantNeedsDepartment,
    GrantElsewhere,
    RehearsalNotAllowed,
    SessionInvalid,
    ServiceSecretInvalid,
    InvalidField { field: &'static str, detail: &'static str },
}
impl kernel::Refusal for Refusal {}

/// Failures in a row after which a login rests.
pub const FAILURES: i64 = 5;
/// How long it rests, seconds; doubled with each further failure, an hour at most.
pub fn rest_s(failures: i64) -> i64 {
    if failures < FAILURES { 0 } else { (30_i64 << (failures - FAILURES).min(7)).min(3600) }
}

/// Checks an account's login and password for form.
pub fn check_form(login: &str, password: &str) -> Result<(), Refusal> {
    let letters = login.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_".contains(&b));
    if !letters || !(3..=40).contains(&login.len()) {
        return Err(Refusal::InvalidField {
            field: "login",
            detail: "应为 3 至 40 位小写字母、数字或 . _ -",
        });
    }
    if !(10..=128).contains(&password.chars().count()) {
        return Err(Refusal::InvalidField { field: "password", detail: "应为 10 至 128 位" });
    }
    Ok(())
}

/// No login twice in one request: said before anything is hashed.
pub fn check_logins<'a>(logins: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    for login in logins {
        if !seen.insert(login) {
            return Err(Refusal::LoginTaken { login: login.to_owned() });
        }
    }
    Ok(())
}

/// A grant as asked for by an administrator of `region`.
pub fn grant(
    id: Uuid,
    account: AccountId,
    region: &RegionCode,
    new: &NewGrant,
    today: NaiveDate,
) -> Result<Grant, Refusal> {
    // A party of a draw (抽取参与方) is known by its code, as a department is.
    let needs = new.role.needs_department() || new.role == Role::DrawParty;
    if needs && new.department.is_none() {
        return Err(Refusal::GrantNeedsDepartment);
    }
    if new.role == Role::Public {
        return Err(Refusal::InvalidField {
            field: "role", detail: "社会公众无须登录，不能授予"
        });
    }
    if new.role == Role::Inspector && new.inspector.is_none() {
        return Err(Refusal::InvalidField {
            field: "inspector",
            detail: "授予执法检查人员身份须指明名录库中的人员",
        });
    }
    if new.until.is_some_and(|until| until < new.from.unwrap_or(today)) {
        return Err(Refusal::InvalidField { field: "until", detail: "止日不应早于起日" });
    }
    if new.department.as_ref().is_some_and(|department| department.region() != *region) {
        return Err(Refusal::GrantElsewhere);
    }
    Ok(Grant {
        grant: id,
        account,
        role: new.role,
        region: region.clone(),
        department: new.department.clone(),
        inspector: new.inspector,
        from: new.from.unwrap_or(today),
        until: new.until,
    })
}

/// Roles that approve, publish or give roles: a second person gives them too.
pub fn needs_second(role: Role) -> bool {
    matches!(role, Role::Office | Role::Leader | Role::Principal | Role::Administrator)
}

/// Roles held by office: the name of one who holds it, or did, is his colleagues' to know. Representatives are private persons.
pub fn is_office(role: Role) -> bool {
    !matches!(role, Role::Representative | Role::System | Role::Public)
}

/// An administrator acts alone until the region has a second one; nothing could begin otherwise.
pub fn acts_alone(administrators: usize) -> bool {
    administrators < 2
}

/// Whether a grant is in force on a day.
pub fn is_in_force(grant: &Grant, today: NaiveDate) -> bool {
    grant.from <= today && grant.until.is_none_or(|until| today <= until)
}

/// The grant to act by: the one named, else the first; in force today.
pub fn choose(grants: &[Grant], named: Option<Uuid>, today: NaiveDate) -> Result<&Grant, Refusal> {
    let mut in_force = grants.iter().filter(|grant| is_in_force(grant, today));
    match named {
        Some(id) => in_force.find(|grant| grant.grant == id),
        None => in_force.next(),
    }
    .ok_or(Refusal::NoSuchGrant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(role: Role, department: Option<&str>) -> NewGrant {
        NewGrant {
            role,
            department: department.map(|d| d.parse().unwrap()),
            inspector: None,
            from: None,
            until: None,
        }
    }
    fn given(new: &NewGrant) -> Result<Grant, Refusal> {
        grant(Uuid::nil(), Uuid::nil().into(), &"410481".parse().unwrap(), new, "2026-03-02".parse().unwrap())
    }

    #[test]
    fn a_clerk_is_a_clerk_of_a_department_of_the_region() {
        assert_eq!(given(&asked(Role::Clerk, None)), Err(Refusal::GrantNeedsDepartment));
        assert_eq!(given(&asked(Role::Clerk, Some("410482-scjg"))), Err(Refusal::GrantElsewhere));
        assert!(given(&asked(Role::Clerk, Some("410481-scjg"))).is_ok());
        assert!(given(&asked(Role::Office, None)).is_ok());
    }

    #[test]
    fn a_grant_that_could_never_be_used_is_refused_with_its_field() {
        let field = |new: &NewGrant| match given(new) {
            Err(Refusal::InvalidField { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(given(&asked(Role::DrawParty, None)), Err(Refusal::GrantNeedsDepartment));
        assert_eq!(field(&asked(Role::Inspector, Some("410481-scjg"))), "inspector");
        assert_eq!(field(&asked(Role::Public, None)), "role");
        let mut reversed = asked(Role::Office, None);
        reversed.until = Some("2026-03-01".parse().unwrap());
        assert_eq!(field(&reversed), "until");
    }

    #[test]
    fn a_grant_holds_from_its_first_to_its_last_day() {
        let mut new = asked(Role::Office, None);
        (new.from, new.until) = (Some("2026-03-02".parse().unwrap()), Some("2026-03-04".parse().unwrap()));
        let grants = [given(&new).unwrap()];
        let on = |day: &str| choose(&grants, None, day.parse().unwrap()).is_ok();
        assert_eq!(
            (on("2026-03-01"), on("2026-03-02"), on("2026-03-04"), on("2026-03-05")),
            (false, true, true, false)
        );
        assert_eq!(
            choose(&grants, Some(Uuid::max()), "2026-03-02".parse().unwrap()),
            Err(Refusal::NoSuchGrant)
        );
    }

    #[test]
    fn logins_and_passwords_have_a_form() {
        assert!(check_form("wang.xiao-ming_1", "0123456789").is_ok());
        assert!(check_form("王小明", "0123456789").is_err() && check_form("ab", "0123456789").is_err());
        assert!(check_form("admin", "012345678").is_err());
        let twice = Refusal::LoginTaken { login: "wang".to_owned() };
        assert_eq!(check_logins(["wang", "li", "wang"].into_iter()), Err(twice));
        assert_eq!(check_logins(["wang", "li"].into_iter()), Ok(()));
    }

    #[test]
    fn a_login_rests_after_five_failures_and_longer_after_more() {
        assert_eq!((rest_s(4), rest_s(5), rest_s(6), rest_s(60)), (0, 30, 60, 3600));
    }
}
