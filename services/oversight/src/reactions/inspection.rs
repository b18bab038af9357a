use ::store::{Unable, Work};
use contracts::{
    Fact,
    events::inspection::{VisitEnded, VisitEvent},
};
use kernel::ids::VisitId;

use crate::store::{
    finding,
    tally::{self, Done, What},
    unsealed,
};

pub async fn react(work: &mut Work, fact: &Fact) -> Result<(), Unable> {
    match fact.kind() {
        "suiji.inspection.finding-raised.v1" => {
            Ok(finding::raised(work, &fact.region, &fact.data()?, fact.recordedtime).await?)
        }
        "suiji.inspection.finding-closed.v1" => Ok(()),
        _ => visit(work, fact, fact.event_as()?).await,
    }
}

async fn visit(work: &mut Work, fact: &Fact, event: VisitEvent) -> Result<(), Unable> {
    match event {
        VisitEvent::ResultFormed(result) => {
            let (department, day) = (Some(&result.department), result.formed_on);
            let done = Done { what: What::ResultFormed, thing: &fact.subject, department, day, number: 1 };
            Ok(tally::keep(work, &fact.region, done).await?)
        }
        VisitEvent::Ended(ended) => visit_ended(work, fact, &ended).await,
        VisitEvent::EndPresumed { visit, .. } => presumed(work, fact, visit).await,
        _ => Ok(()),
    }
}

async fn visit_ended(work: &mut Work, fact: &Fact, ended: &VisitEnded) -> Result<(), Unable> {
    unsealed::keep(work, &fact.region, ended.visit, false).await?;
    for department in &ended.departments {
        let (department, day) = (Some(department), ended.ended_on);
        let done = Done { what: What::VisitEnded, thing: &fact.subject, department, day, number: 1 };
        tally::keep(work, &fact.region, done).await?;
    }
    Ok(())
}

/// The alarm beside the end itself, which says the rest.
async fn presumed(work: &mut Work, fact: &Fact, visit: VisitId) -> Result<(), Unable> {
    Ok(unsealed::keep(work, &fact.region, visit, true).await?)
}
