use ::store::{Unable, Work};
use contracts::{
    Fact,
    events::disclosure::{DisclosureEvent, ResultDisclosed},
};

use crate::store::{
    disclosed, duty,
    tally::{self, Done, What},
};

pub async fn react(work: &mut Work, fact: &Fact) -> Result<(), Unable> {
    let region = &fact.region;
    match fact.event_as()? {
        DisclosureEvent::DutyOpened(opened) => Ok(duty::open(work, region, &opened).await?),
        DisclosureEvent::Disclosed(disclosed) => result_disclosed(work, fact, &disclosed).await,
        DisclosureEvent::Overdue { duty, due_on, .. } => {
            Ok(duty::due(work, region, duty, due_on, true).await?)
        }
        DisclosureEvent::DueRecomputed { duty, due_on, .. } => {
            Ok(duty::due(work, region, duty, due_on, false).await?)
        }
        DisclosureEvent::Corrected(corrected) => {
            Ok(disclosed::correct(work, region, &corrected, fact.sequence).await?)
        }
        _ => Ok(()),
    }
}

async fn result_disclosed(work: &mut Work, fact: &Fact, result: &ResultDisclosed) -> Result<(), Unable> {
    duty::disclosed(work, &fact.region, result).await?;
    disclosed::keep(work, &fact.region, result).await?;
    let what = if result.on_time { What::DisclosedOnTime } else { What::DisclosedLate };
    let (department, day) = (Some(&result.department), result.disclosed_on);
    let done = Done { what, thing: &fact.subject, department, day, number: 1 };
    Ok(tally::keep(work, &fact.region, done).await?)
}
