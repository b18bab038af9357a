use ::store::{Unable, Work};
use contracts::{Fact, events::draw::DrawEvent};

use crate::store::tally::{self, Done, What};

pub async fn react(work: &mut Work, fact: &Fact) -> Result<(), Unable> {
    match fact.event_as()? {
        DrawEvent::ObjectsDrawn(list) => {
            for (what, number) in [(What::DrawDrawn, 1), (What::ObjectsDrawn, list.count)] {
                let done = Done { what, thing: &fact.subject, department: None, day: fact.date(), number };
                tally::keep(work, &fact.region, done).await?;
            }
            Ok(())
        }
        DrawEvent::Voided { .. } => Ok(tally::forget(work, &fact.region, &fact.subject).await?),
        _ => Ok(()),
    }
}
