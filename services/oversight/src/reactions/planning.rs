use ::store::{Unable, Work};
use contracts::{Fact, events::planning::TaskEvent};

use crate::store::{
    tally::{self, Done, What},
    task,
};

pub async fn react(work: &mut Work, fact: &Fact) -> Result<(), Unable> {
    match fact.event_as()? {
        TaskEvent::SchemeDrafted(content) | TaskEvent::SchemeAgreed(content) => {
            Ok(task::keep(work, &fact.region, &content, None).await?)
        }
        TaskEvent::Released(content) => {
            let day = fact.date();
            task::keep(work, &fact.region, &content, Some(day)).await?;
            let done =
                Done { what: What::TaskReleased, thing: &fact.subject, department: None, day, number: 1 };
            Ok(tally::keep(work, &fact.region, done).await?)
        }
        _ => Ok(()),
    }
}
