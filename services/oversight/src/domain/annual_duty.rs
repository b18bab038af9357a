//! The yearly duty of art. 9. A task counts for a department by a result of its own, disclosed in time; neither a line in
//! a plan nor a release does. The year is that of the visit's end, so a result of December may be disclosed in January.

use contracts::{api::oversight::DutyState, events::planning::AnnualDuty};

/// A department's part in one joint task of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Whether it initiated the task.
    pub initiated: bool,
    /// It has disclosed a result in time.
    pub done: bool,
    /// A result of the year can still be disclosed in time.
    pub pending: bool,
}

/// How a department stands; `over` once the year has ended.
pub fn standing(duty: AnnualDuty, parts: &[Part], over: bool) -> DutyState {
    let counts = |part: &&Part| duty != AnnualDuty::Initiate || part.initiated;
    let (met, pending) = parts
        .iter()
        .filter(counts)
        .fold((false, false), |(met, pending), part| (met || part.done, pending || part.pending));
    match (duty, met, over) {
        (AnnualDuty::Free, ..) => DutyState::None,
        (_, true, _) => DutyState::Met,
        (_, false, true) if !pending => DutyState::Failed,
        (_, false, _) => DutyState::AtRisk,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Part = Part { initiated: true, done: true, pending: false };
    const OTHERS: Part = Part { initiated: false, done: true, pending: false };

    #[test]
    fn taking_part_does_not_meet_the_duty_to_initiate() {
        assert_eq!(standing(AnnualDuty::Initiate, &[OTHERS], false), DutyState::AtRisk);
        assert_eq!(standing(AnnualDuty::Initiate, &[OTHERS, OWN], false), DutyState::Met);
        assert_eq!(standing(AnnualDuty::InitiateOrTakePart, &[OTHERS], false), DutyState::Met);
    }

    #[test]
    fn a_duty_fails_when_the_year_is_over_and_nothing_is_awaited() {
        let awaited = Part { done: false, pending: true, ..OWN };
        assert_eq!(standing(AnnualDuty::Initiate, &[], true), DutyState::Failed);
        assert_eq!(standing(AnnualDuty::Initiate, &[awaited], true), DutyState::AtRisk);
        assert_eq!(standing(AnnualDuty::Initiate, &[OWN], true), DutyState::Met);
    }

    #[test]
    fn who_has_no_duty_neither_meets_nor_fails_it() {
        assert_eq!(standing(AnnualDuty::Free, &[OWN], false), DutyState::None);
        assert_eq!(standing(AnnualDuty::Free, &[], true), DutyState::None);
    }
}
