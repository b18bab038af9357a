//! A referral as its parties see it.

use ::store::Loaded;
use contracts::api::referral::{DeclineView, HopView, ReferralView};

use crate::{
    domain::{Decline, Holder, Hop, Referral, clock},
    store::around::Around,
};

pub fn view(loaded: &Loaded<Referral>, around: &Around) -> ReferralView {
    let referral = &loaded.state;
    let finding = &referral.finding;
    ReferralView {
        referral: referral.referral,
        number: referral.number.clone(),
        version: loaded.version,
        state: referral.stage.word().to_owned(),
        holder: match &referral.holder {
            Holder::Department(department) => Some(department.clone()),
            Holder::Office => None,
        },
        from: finding.found_by.clone(),
        finding: finding.finding,
        visit: finding.visit,
        task: finding.task,
        task_title: finding.task_title.clone(),
        object: finding.object.clone(),
        matter: finding.matter.clone(),
        item: finding.item.clone(),
        item_name: finding.item_name.clone(),
        result: finding.result,
        result_name: finding.result.name().to_owned(),
        description: finding.description.clone(),
        evidence: finding.evidence.clone(),
        files: finding.files.clone(),
        because: around.told(&referral.because),
        rule: around.told(&referral.rule),
        designated: referral.designated,
        hops: (0..)
            .zip(&referral.hops)
            .map(|(place, stay)| hop(stay, referral.declines.get(place)))
            .collect(),
        overdue: referral.overdue,
        formed_on: finding.formed_on,
        due_on: referral.due_on,
        provisional: referral.provisional,
        working_days_left: clock::days_left(&around.calendar, around.today, referral.due_on),
        issued_at: referral.issued_at,
        first_delivered_at: referral.hops.first().map(|hop| hop.delivered_at),
        finally_delivered_at: referral
            .hops
            .last()
            .filter(|hop| referral.holder == Holder::Department(hop.to.clone()))
            .map(|hop| hop.delivered_at),
        declines: referral.declines.iter().map(decline).collect(),
        outcome: referral.outcome.as_ref().map(|(outcome, _)| *outcome),
        outcome_note: referral.outcome.as_ref().map(|(_, note)| note.clone()),
    }
}

/// The first decline was of the first stay, the second of the second; a designated one is not declined.
fn hop(stay: &Hop, declined: Option<&Decline>) -> HopView {
    HopView {
        to: stay.to.clone(),
        delivered_at: stay.delivered_at,
        accepted_at: stay.accepted_at,
        declined: declined.filter(|declined| declined.by == stay.to).map(decline),
    }
}

fn decline(decline: &Decline) -> DeclineView {
    DeclineView {
        by: decline.by.clone(),
        legal_basis: decline.legal_basis.clone(),
        proposed_owner: decline.proposed_owner.clone(),
        at: decline.at,
    }
}
