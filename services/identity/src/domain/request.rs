//! A powerful role that one administrator asks for and a second person gives (two-person rule). Neither who asks nor who
//! would get the role decides.

use contracts::events::identity::{GrantRequest, GrantRequestEvent};
use kernel::Actor;
use serde::{Deserialize, Serialize};

use super::Refusal;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    pub content: GrantRequest,
    pub decided: Option<Decided>,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    Approved,
    Refused { reason: String },
}

impl Request {
    pub fn new(content: GrantRequest) -> Self {
        Self { content, decided: None }
    }

    pub fn word(&self) -> &'static str {
        match self.decided {
            None => "asked",
            Some(Decided::Approved) => "approved",
            Some(Decided::Refused { .. }) => "refused",
        }
    }

    pub fn approve(&self, actor: &Actor) -> Result<Vec<GrantRequestEvent>, Refusal> {
        self.open()?;
        let own = [self.content.asked_by, self.content.grant.account];
        if own.contains(&actor.account) {
            return Err(Refusal::ApproverIsRequester);
        }
        let (request, grant) = (self.content.request, self.content.grant.grant);
        Ok(vec![GrantRequestEvent::Approved { request, grant }])
    }

    /// Who asked may take it back; that gives nobody anything.
    pub fn refuse(&self, reason: &str) -> Result<Vec<GrantRequestEvent>, Refusal> {
        self.open()?;
        Ok(vec![GrantRequestEvent::Refused { request: self.content.request, reason: reason.to_owned() }])
    }

    fn open(&self) -> Result<(), Refusal> {
        match self.decided {
            None => Ok(()),
            Some(Decided::Approved) => Err(Refusal::RequestDecided { state: "已批准" }),
            Some(Decided::Refused { .. }) => Err(Refusal::RequestDecided { state: "未批准" }),
        }
    }

    pub fn refusal(&self) -> Option<String> {
        match &self.decided {
            Some(Decided::Refused { reason }) => Some(reason.clone()),
            _ => None,
        }
    }

    pub fn evolve(&mut self, event: &GrantRequestEvent) {
        match event {
            GrantRequestEvent::Asked(_) => {}
            GrantRequestEvent::Approved { .. } => self.decided = Some(Decided::Approved),
            GrantRequestEvent::Refused { reason, .. } => {
                self.decided = Some(Decided::Refused { reason: reason.clone() });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use contracts::events::identity::Grant;
    use kernel::{AccountId, Role};
    use uuid::Uuid;

    use super::*;

    fn person(number: u128) -> AccountId {
        Uuid::from_u128(number).into()
    }

    fn actor(number: u128) -> Actor {
        let mut actor = Actor::system("410481".parse().unwrap());
        (actor.role, actor.account) = (Role::Administrator, person(number));
        actor
    }

    /// Asked for by person 1, for person 2.
    fn asked() -> Request {
        let grant = Grant {
            grant: Uuid::nil(),
            account: person(2),
            role: Role::Office,
            region: "410481".parse().unwrap(),
            department: None,
            inspector: None,
            from: "2026-03-02".parse().unwrap(),
            until: None,
        };
        let (request, login) = (Uuid::nil(), "wang".into());
        Request::new(GrantRequest { request, grant, login, asked_by: person(1), reason: "任职".into() })
    }

    #[test]
    fn neither_who_asks_nor_who_would_get_it_approves() {
        assert_eq!(asked().approve(&actor(1)), Err(Refusal::ApproverIsRequester));
        assert_eq!(asked().approve(&actor(2)), Err(Refusal::ApproverIsRequester));
        assert!(asked().approve(&actor(3)).is_ok());
    }

    #[test]
    fn what_is_decided_stays_decided() {
        let decide = |events: Vec<GrantRequestEvent>| {
            let mut request = asked();
            events.iter().for_each(|event| request.evolve(event));
            request
        };
        let approved = decide(asked().approve(&actor(3)).unwrap());
        assert_eq!(approved.refuse("晚了"), Err(Refusal::RequestDecided { state: "已批准" }));
        let refused = decide(asked().refuse("任职文件未到").unwrap());
        assert_eq!(refused.approve(&actor(3)), Err(Refusal::RequestDecided { state: "未批准" }));
        assert_eq!((refused.word(), refused.refusal().as_deref()), ("refused", Some("任职文件未到")));
    }
}
