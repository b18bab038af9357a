//! Laying a referral into a department's inbox.

use ::store::{StoreError, Work, number};
use contracts::events::referral::{Delivered, ReferralEvent};
use kernel::DepartmentId;

use crate::{domain::Referral, store::delivery};

/// The delivery of `referral` to `to`, kept in that department's own sequence. The caller applies the event.
pub async fn deliver(
    work: &Work,
    referral: &Referral,
    to: &DepartmentId,
) -> Result<ReferralEvent, StoreError> {
    let finding = &referral.finding;
    let delivered = Delivered {
        referral: referral.referral,
        number: referral.number.clone(),
        to: to.clone(),
        // The number's row is locked until the commit, so that the digest chain has one writer.
        delivery: number::next(work, &format!("delivery:{to}")).await?,
        previous: delivery::last_digest(work, to).await?,
        delivered_at: work.now(),
        from: finding.found_by.clone(),
        finding: finding.finding,
        object: finding.object.clone(),
        matter: finding.matter.clone(),
        item_name: finding.item_name.clone(),
        description: finding.description.clone(),
        evidence: finding.evidence.clone(),
        because: referral.because.clone(),
        due_on: referral.due_on,
    };
    delivery::keep(work, &delivered).await?;
    Ok(ReferralEvent::Delivered(delivered))
}
