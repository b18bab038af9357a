//! What of referral waits for a caller.

use ::store::{Aggregate, Loaded, StoreError, copy::calendar};
use chrono::NaiveDate;
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::Role;
use web::{Call, waiting::Waited};
use workdays::Calendar;

use crate::domain::{Referral, Stage, clock};

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    let held = [Stage::Delivered.word(), Stage::Accepted.word()];
    let office = [Stage::WithOffice.word()];
    let pick = match (call.actor().role, &call.actor().department) {
        (Role::Clerk | Role::System, Some(own)) => call.pick(&held).of(own),
        (Role::Office, _) => call.pick(&office),
        _ => return Ok(Vec::new()),
    };
    let referrals = pick.all::<Referral>(call.context()).await?;
    let calendar = calendar::of_region(call.context().database.read(), call.region()).await?;
    let today = call.context().clock.today();
    Ok(referrals.iter().filter_map(|referral| item(referral, &calendar, today)).collect())
}

/// The clock runs up to the acceptance; a conclusion has no last day.
fn item(loaded: &Loaded<Referral>, calendar: &Calendar, today: NaiveDate) -> Option<WaitingItem> {
    let referral = &loaded.state;
    let kind = match referral.stage {
        Stage::Delivered => WaitKind::ReferralAcceptance,
        Stage::Accepted => WaitKind::ReferralConclusion,
        Stage::WithOffice => WaitKind::ReferralDesignation,
        Stage::Concluded => return None,
    };
    let item = WaitingItem::new(kind, &loaded.id, referral.index().title).from(&referral.finding.found_by);
    if kind == WaitKind::ReferralConclusion {
        return Some(item);
    }
    let left = clock::days_left(calendar, today, referral.due_on);
    Some(item.due(referral.due_on).in_working_days(left, referral.provisional))
}
