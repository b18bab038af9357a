use ::store::Loaded;
use chrono::NaiveDate;
use contracts::{
    api::disclosure::{CorrectionAskedView, CorrectionRefusedView, CorrectionView, DutyObject, DutyView},
    events::disclosure::{CorrectionRefused, ResultCorrected},
};
use workdays::Calendar;

use crate::domain::{Asked, Duty, days_left};

pub fn view(loaded: &Loaded<Duty>, calendar: &Calendar, today: NaiveDate) -> DutyView {
    let duty = &loaded.state;
    DutyView {
        duty: duty.opened.duty,
        version: loaded.version,
        state: duty.word().to_owned(),
        visit: duty.opened.visit,
        task: duty.opened.task,
        task_title: duty.opened.task_title.clone(),
        object: duty.object().map(|(code, name)| DutyObject { code: code.clone(), name: name.to_owned() }),
        department: duty.opened.department.clone(),
        ended_on: duty.opened.ended_on,
        due_on: duty.due_on,
        provisional: duty.provisional,
        working_days_left: days_left(calendar, today, duty.due_on),
        items: duty.items(),
        disclosed_on: duty.disclosed.as_ref().map(|disclosed| disclosed.disclosed_on),
        on_time: duty.disclosed.as_ref().map(|disclosed| disclosed.on_time),
        corrections: duty.corrections.iter().map(correction).collect(),
        correction_waits: duty.asked.is_some(),
        correction_asked: duty.asked.as_ref().and_then(|asked| correction_asked(duty, asked)),
        corrections_refused: duty.refused.iter().map(correction_refused).collect(),
    }
}

fn correction_asked(duty: &Duty, asked: &Asked) -> Option<CorrectionAskedView> {
    let now = duty.items().into_iter().find(|item| item.item == asked.item)?;
    Some(CorrectionAskedView {
        item: now.item,
        item_name: now.name,
        from: now.result,
        to: asked.to,
        reason: asked.reason.clone(),
        asked_by: asked.by,
        asked_at: asked.at,
    })
}

fn correction_refused(refused: &CorrectionRefused) -> CorrectionRefusedView {
    CorrectionRefusedView {
        item: refused.item.clone(),
        to: refused.to,
        reason: refused.reason.clone(),
        refused_by: refused.by,
        refused_on: refused.refused_on,
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
