//! A referral as its parties see it.

use ::store::Loaded;
use chrono::NaiveDate;
use contracts::api::referral::{DeclineView, ReferralView};
use workdays::Calendar;

use crate::domain::{Holder, Referral, clock};

pub fn view(loaded: &Loaded<Referral>, calendar: &Calendar, today: NaiveDate) -> ReferralView {
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
        object: finding.object.clone(),
        matter: finding.matter.clone(),
        item_name: finding.item_name.clone(),
        description: finding.description.clone(),
        evidence: finding.evidence.clone(),
        because: referral.because.clone(),
        formed_on: finding.formed_on,
        due_on: referral.due_on,
        provisional: referral.provisional,
        working_days_left: clock::days_left(calendar, today, referral.due_on),
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

fn decline(decline: &crate::domain::Decline) -> DeclineView {
    DeclineView {
        by: decline.by.clone(),
        legal_basis: decline.legal_basis.clone(),
        proposed_owner: decline.proposed_owner.clone(),
    }
}
