//! The five steps in their order (art. 14): what must have happened before what, by the journals' own times.

use std::collections::BTreeMap;

use kernel::Moment;
use serde_json::Value;

use super::Found;
use crate::rehearse::record::{Entry, Record};

/// By task: a step must not come before the one above it.
const OF_A_TASK: [(&str, &str); 10] = [
    ("planning", "suiji.planning.scheme-drafted.v1"),
    ("planning", "suiji.planning.scheme-agreed.v1"),
    ("pool", "suiji.pool.library-confirmed.v1"),
    ("planning", "suiji.planning.task-approved.v1"),
    ("planning", "suiji.planning.task-released.v1"),
    ("draw", "suiji.draw.opened.v1"),
    ("draw", "suiji.draw.committed.v1"),
    ("draw", "suiji.draw.objects-drawn.v1"),
    ("draw", "suiji.draw.teams-drawn.v1"),
    ("inspection", "suiji.inspection.visit-assigned.v1"),
];

/// By visit.
const OF_A_VISIT: [(&str, &str); 6] = [
    ("inspection", "suiji.inspection.visit-assigned.v1"),
    ("inspection", "suiji.inspection.visit-started.v1"),
    ("inspection", "suiji.inspection.item-recorded.v1"),
    ("inspection", "suiji.inspection.result-formed.v1"),
    ("inspection", "suiji.inspection.visit-ended.v1"),
    ("disclosure", "suiji.disclosure.result-disclosed.v1"),
];

/// When each event type came first, by the id that its events name.
type Times<'a> = BTreeMap<(&'a str, String), Moment>;

pub fn order(record: &Record) -> Found {
    let mut found = Found::default();
    let times = times(record);
    for draw in &record.draws {
        chain(&mut found, &times, &OF_A_TASK, &draw.view.task.to_string());
    }
    for visit in &record.visits {
        chain(&mut found, &times, &OF_A_VISIT, &visit.visit.to_string());
    }
    found
}

/// Each step is there, and begins no earlier than the one before it began.
fn chain(found: &mut Found, times: &Times<'_>, steps: &[(&str, &str)], id: &str) {
    let mut before: Option<(&str, Moment)> = None;
    for (_, kind) in steps {
        let Some(first) = times.get(&(*kind, id.to_owned())) else {
            found.hold(false, || format!("{id} 没有 {kind}"));
            continue;
        };
        if let Some((earlier, moment)) = before {
            found.hold(moment <= *first, || format!("{id}：{kind} 早于 {earlier}"));
        }
        before = Some((kind, *first));
    }
}

fn times(record: &Record) -> Times<'_> {
    let mut times = Times::new();
    let all = OF_A_TASK.iter().chain(&OF_A_VISIT);
    for (service, kind) in all {
        for entry in record.journals.get(*service).into_iter().flatten().filter(|e| e.event.kind() == *kind) {
            for id in named(entry) {
                let at = entry.event.recordedtime;
                let known = times.entry((*kind, id)).or_insert(at);
                *known = at.min(*known);
            }
        }
    }
    times
}

/// Its own id, and the task or visit that its content names.
fn named(entry: &Entry) -> Vec<String> {
    let data = &entry.event.event.data;
    let mut ids = vec![entry.event.subject.clone()];
    ids.extend(
        ["task", "visit"].iter().filter_map(|key| data.get(*key).and_then(Value::as_str)).map(str::to_owned),
    );
    ids.dedup();
    ids
}
