//! A finding needs a referral: routed at once, delivered in the same commit, or with the office.

use ::store::{
    Unable, Work,
    copy::{calendar, department},
    number,
};
use contracts::events::{
    inspection::FindingRaised,
    referral::{Issued, ReferralEvent},
};
use kernel::DepartmentId;

use crate::{
    deliver::deliver,
    domain::{
        Referral, clock,
        routing::{self, Route},
    },
    store::{referral, rules},
};

pub async fn react(work: &mut Work, finding: FindingRaised) -> Result<(), Unable> {
    if referral::exists_for(work, &finding.finding.to_string()).await? {
        return Ok(());
    }
    let region = finding.found_by.region();
    let departments = department::of_region(work.tx(), &region).await?;
    let Some(from) = departments.iter().find(|row| row.id == finding.found_by.as_str()) else {
        return Err(Unable::Retry(format!("department {} is not registered yet", finding.found_by)));
    };
    let calendar = calendar::of_region(work.tx(), &region).await?;
    let due = clock::due(&calendar, finding.formed_on);
    let (owner, because) = match routing::route(&rules::in_force(work.tx(), &region).await?, &finding) {
        Route::To { department, because } if department::is_known(&departments, &department) => {
            (Some(department), because)
        }
        Route::To { department, because } => (None, format!("{because}，但 {department} 未登记")),
        Route::Office { because } => (None, because),
    };
    let issued = Issued {
        referral: work.new_id(),
        number: document_number(work, &finding.found_by, &from.number_prefix, finding.formed_on).await?,
        finding: finding.finding,
        visit: finding.visit,
        from: finding.found_by.clone(),
        owner: owner.clone(),
        because,
        formed_on: finding.formed_on,
        due_on: due.on,
        provisional: due.provisional,
        rehearsal: finding.rehearsal,
    };
    let state = Referral::issue(finding, &issued, region, work.now());
    create(work, state, issued, owner).await
}

async fn create(
    work: &mut Work,
    state: Referral,
    issued: Issued,
    owner: Option<DepartmentId>,
) -> Result<(), Unable> {
    let id = issued.referral;
    let next = match &owner {
        Some(owner) => deliver(work, &state, owner).await?,
        None => ReferralEvent::WithOffice { referral: id, reason: issued.because.clone() },
    };
    let mut created = work.create(id, state, &[ReferralEvent::Issued(issued)]).await?;
    Ok(work.apply(&mut created, &[next]).await?)
}

/// 移送文号, gap-free per department and year: `舞市监移〔2026〕0001号`.
async fn document_number(
    work: &Work,
    department: &DepartmentId,
    prefix: &str,
    formed_on: chrono::NaiveDate,
) -> Result<String, Unable> {
    let year = chrono::Datelike::year(&formed_on);
    let number = number::next(work, &format!("referral:{department}:{year}")).await?;
    Ok(format!("{prefix}移〔{year}〕{number:04}号"))
}
