//! What of disclosure waits for a caller.

use ::store::{Aggregate, Loaded, StoreError, copy::calendar};
use chrono::NaiveDate;
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::Role;
use web::{Call, waiting::Waited};
use workdays::Calendar;

use crate::domain::{Duty, days_left};

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    match (call.actor().role, &call.actor().department) {
        (Role::Clerk, Some(own)) => {
            let calendar = calendar::of_region(call.context().database.read(), call.region()).await?;
            let duties = call.pick(&["waiting", "due"]).of(own).all::<Duty>(call.context()).await?;
            let today = call.context().clock.today();
            Ok(duties.iter().map(|duty| owed(duty, &calendar, today)).collect())
        }
        (Role::Principal, Some(own)) => {
            let asked = call.pick(&["disclosed"]).of(own).having(&[&["asked"]]);
            let duties = asked.all::<Duty>(call.context()).await?;
            let item = |duty: &Loaded<Duty>| {
                WaitingItem::new(WaitKind::CorrectionSignature, &duty.id, duty.state.index().title)
            };
            Ok(duties.iter().map(item).collect())
        }
        _ => Ok(Vec::new()),
    }
}

fn owed(loaded: &Loaded<Duty>, calendar: &Calendar, today: NaiveDate) -> WaitingItem {
    let duty = &loaded.state;
    let kind = if duty.result.is_some() { WaitKind::Disclosure } else { WaitKind::ResultAwaited };
    WaitingItem::new(kind, &loaded.id, duty.index().title)
        .due(duty.due_on)
        .in_working_days(days_left(calendar, today, duty.due_on), duty.provisional)
}
