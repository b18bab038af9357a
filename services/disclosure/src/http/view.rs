use ::store::Loaded;
use chrono::NaiveDate;
use contracts::{
    api::disclosure::{CorrectionView, DutyView},
    events::disclosure::ResultCorrected,
};
use workdays::Calendar;

use crate::domain::{Duty, days_left};

pub fn view(loaded: &Loaded<Duty>, calendar: &Calendar, today: NaiveDate) -> DutyView {
    let duty = &loaded.state;
    DutyView {
        duty: duty.opened.duty,
        version: loaded.version,
        state: duty.word().to_owned(),
        visit: duty.opened.visit,
        task: duty.opened.task,
        department: duty.opened.department.clone(),
        ended_on: duty.opened.ended_on,
        due_on: duty.due_on,
        provisional: duty.provisional,
        working_days_left: days_left(calendar, today, duty.due_on),
        items: duty.items(),
        disclosed_on: duty.disclosed.as_ref().map(|disclosed| disclosed.disclosed_on),
        corrections: duty.corrections.iter().map(correction).collect(),
        correction_waits: duty.asked.is_some(),
    }
}

pub fn correction(corrected: &ResultCorrected) -> CorrectionView {
    CorrectionView {
        item: corrected.item.clone(),
        from: corrected.from,
        to: corrected.to,
        reason: corrected.reason.clone(),
        signed_by: corrected.signed_by,
        corrected_on: corrected.corrected_on,
    }
}
