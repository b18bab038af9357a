//! Issues and proposals of member departments (意见建议, art. 3): the office accepts or returns them, answers them itself or
//! puts them to the joint conference, which resolves them.

use chrono::NaiveDate;
use contracts::events::planning::{Handling, Proposal, ProposalEvent};
use serde::{Deserialize, Serialize};

use super::Refusal;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalState {
    pub content: Proposal,
    /// What the office did, in order.
    pub handled: Vec<Handled>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handled {
    pub step: Handling,
    pub note: String,
    pub on: NaiveDate,
}

impl ProposalState {
    pub fn new(content: Proposal) -> Self {
        Self { content, handled: Vec::new() }
    }

    fn last(&self) -> Option<Handling> {
        self.handled.last().map(|handled| handled.step)
    }

    pub fn word(&self) -> &'static str {
        match self.last() {
            None => "submitted",
            Some(Handling::Accepted) => "accepted",
            Some(Handling::Returned) => "returned",
            Some(Handling::Answered) => "answered",
            Some(Handling::PutToConference) => "put_to_conference",
            Some(Handling::Resolved) => "resolved",
        }
    }

    fn name(&self) -> &'static str {
        match self.last() {
            None => "已提交",
            Some(Handling::Accepted) => "已受理",
            Some(Handling::Returned) => "已退回",
            Some(Handling::Answered) => "已答复",
            Some(Handling::PutToConference) => "已提请联席会议研究",
            Some(Handling::Resolved) => "联席会议已议定",
        }
    }

    pub fn handle(&self, step: Handling, note: &str, on: NaiveDate) -> Result<Vec<ProposalEvent>, Refusal> {
        use Handling::{Accepted, Answered, PutToConference, Resolved, Returned};
        let follows = matches!(
            (self.last(), step),
            (None, Accepted | Returned)
                | (Some(Accepted), Answered | PutToConference)
                | (Some(PutToConference), Resolved)
        );
        if !follows {
            return Err(Refusal::ProposalOutOfOrder { state: self.name() });
        }
        let (proposal, note) = (self.content.proposal, note.to_owned());
        Ok(vec![ProposalEvent::Handled { proposal, step, note, on }])
    }

    pub fn evolve(&mut self, event: &ProposalEvent) {
        if let ProposalEvent::Handled { step, note, on, .. } = event {
            self.handled.push(Handled { step: *step, note: note.clone(), on: *on });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handled(steps: &[Handling]) -> Result<ProposalState, Refusal> {
        let on: NaiveDate = "2026-03-02".parse().unwrap();
        let content = Proposal {
            proposal: uuid::Uuid::nil().into(),
            department: "410481-wjw".parse().unwrap(),
            title: "增加联合抽查".into(),
            text: "建议增加".into(),
            on,
            planned: None,
        };
        steps.iter().try_fold(ProposalState::new(content), |mut state, step| {
            state.handle(*step, "意见", on)?.iter().for_each(|event| state.evolve(event));
            Ok(state)
        })
    }

    #[test]
    fn a_proposal_is_accepted_put_to_the_conference_and_resolved() {
        let steps = [Handling::Accepted, Handling::PutToConference, Handling::Resolved];
        assert_eq!(handled(&steps).unwrap().word(), "resolved");
        assert_eq!(handled(&[Handling::Accepted, Handling::Answered]).unwrap().word(), "answered");
    }

    #[test]
    fn no_step_is_skipped_and_what_is_done_stays_done() {
        let out = |state| Err(Refusal::ProposalOutOfOrder { state });
        assert_eq!(handled(&[Handling::Answered]), out("已提交"));
        assert_eq!(handled(&[Handling::Accepted, Handling::Resolved]), out("已受理"));
        assert_eq!(handled(&[Handling::Returned, Handling::Accepted]), out("已退回"));
    }
}
