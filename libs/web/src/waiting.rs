//! What waits for whoever asks (待办). Each service says what of its own things waits for the caller, by role, department
//! and state; the answer is counted and ordered here.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contracts::api::waiting::{KindCount, WaitKind, WaitingItem, WaitingView};
use futures_util::future::BoxFuture;
use kernel::Role;
use store::{Pick, StoreError, dead_letter};

use crate::{Answer, Call, answer::shown, problem::from_store};

/// A service's own answer, in a number of queries that does not grow with what waits.
pub type Waits = for<'a> fn(&'a Call) -> Waited<'a>;
pub type Waited<'a> = BoxFuture<'a, Result<Vec<WaitingItem>, StoreError>>;

/// Things named in an answer; the counts are of all.
const SHOWN: usize = 100;

impl Call {
    /// Aggregates of the caller's region in these states that concern the caller.
    pub fn pick<'a>(&'a self, states: &'a [&'a str]) -> Pick<'a> {
        Pick::new(self.region(), self.held(), states)
    }
}

/// What waits for the caller at this service.
pub(crate) async fn read_waiting(call: Call) -> Answer {
    let mut items = (call.service.waits)(&call).await.map_err(from_store)?;
    if matches!(call.actor().role, Role::Administrator | Role::DepartmentIt) {
        let letters = dead_letter::list(call.context(), call.region().as_str()).await.map_err(from_store)?;
        // What lies behind a failed one goes with it.
        let failed = letters.iter().filter(|letter| letter.state == "failed");
        items.extend(
            failed.map(|letter| WaitingItem::new(WaitKind::DeadLetter, &letter.event, letter.kind.as_str())),
        );
    }
    shown(None, &gather(items, call.context().clock.today()))
}

fn gather(mut items: Vec<WaitingItem>, today: NaiveDate) -> WaitingView {
    let mut kinds = BTreeMap::<WaitKind, KindCount>::new();
    for item in &items {
        let kind = item.kind;
        let count = kinds.entry(kind).or_insert(KindCount { kind, count: 0, overdue: 0, due_today: 0 });
        count.count += 1;
        count.overdue += u64::from(item.due_on.is_some_and(|due| due < today));
        count.due_today += u64::from(item.due_on == Some(today));
    }
    let due = |item: &WaitingItem| item.due_on.unwrap_or(NaiveDate::MAX);
    items.sort_by(|a, b| (due(a), &a.id, a.kind).cmp(&(due(b), &b.id, b.kind)));
    items.truncate(SHOWN);
    WaitingView { kinds: kinds.into_values().collect(), items }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_first_comes_first_and_what_is_not_shown_is_counted() {
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        let mut items: Vec<_> =
            (0..120).map(|n| WaitingItem::new(WaitKind::Disclosure, format!("{n:03}"), "甲")).collect();
        items[5] = items[5].clone().due(today.pred_opt());
        items[7] = items[7].clone().due(today);
        let view = gather(items, today);
        assert_eq!(
            view.kinds,
            [KindCount { kind: WaitKind::Disclosure, count: 120, overdue: 1, due_today: 1 }]
        );
        let first: Vec<_> = view.items.iter().take(3).map(|item| item.id.as_str()).collect();
        assert_eq!((view.items.len(), first), (100, vec!["005", "007", "000"]));
    }
}
