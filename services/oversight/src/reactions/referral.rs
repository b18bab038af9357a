use ::store::{Unable, Work};
use chrono::NaiveDate;
use contracts::{Fact, events::referral::ReferralEvent};
use kernel::DepartmentId;

use crate::store::{
    finding,
    tally::{self, Done, What},
};

pub async fn react(work: &mut Work, fact: &Fact) -> Result<(), Unable> {
    match fact.event_as()? {
        ReferralEvent::Issued(issued) => {
            finding::issued(work, &fact.region, &issued).await?;
            count(work, fact, What::ReferralIssued, Some(&issued.from), fact.date()).await
        }
        ReferralEvent::Delivered(delivered) => {
            count(work, fact, What::ReferralDelivered, Some(&delivered.to), fact.date()).await
        }
        ReferralEvent::Concluded { finding, by, .. } => {
            finding::concluded(work, &fact.region, finding).await?;
            count(work, fact, What::ReferralConcluded, Some(&by), fact.date()).await
        }
        // Whose it is, the finding tells.
        ReferralEvent::Overdue { due_on, .. } => count(work, fact, What::ReferralOverdue, None, due_on).await,
        _ => Ok(()),
    }
}

async fn count(
    work: &mut Work,
    fact: &Fact,
    what: What,
    department: Option<&DepartmentId>,
    day: NaiveDate,
) -> Result<(), Unable> {
    let done = Done { what, thing: &fact.subject, department, day, number: 1 };
    Ok(tally::keep(work, &fact.region, done).await?)
}
