//! Journals, stream and inboxes: nothing done without a row, nothing written that did not go out, nothing that came twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kernel::ids::EventId;

use super::Found;
use crate::rehearse::record::{Entry, Record};

/// Commands that ask for a reason, and must carry it in what they wrote.
const REASONED: [&str; 3] = ["/decline", "/designation", "/correction-requests"];

/// Every command has its rows, found by its trace, by its own account in its own role.
pub fn journal(record: &Record) -> Found {
    let mut found = Found::default();
    let mut by_trace: HashMap<(&str, &str), Vec<&Entry>> = HashMap::new();
    for (service, entries) in &record.journals {
        for entry in entries {
            let parent = entry.event.traceparent.as_deref().unwrap_or_default();
            if let Some(trace) = parent.split('-').nth(1) {
                by_trace.entry((service, trace)).or_default().push(entry);
            }
        }
    }
    for command in &record.commands {
        let rows = by_trace.get(&(command.service.as_str(), command.trace.as_str()));
        let own =
            |entry: &&&Entry| entry.event.actor == command.account && entry.event.actorrole == command.role;
        let rows: Vec<_> = rows.into_iter().flatten().filter(own).collect();
        found.hold(!rows.is_empty(), || format!("{} {} 没有留痕", command.role.name(), command.path));
        if REASONED.iter().any(|verb| command.path.ends_with(verb)) {
            let reasoned = rows.iter().any(|entry| {
                let data = &entry.event.event.data;
                entry.event.reason.is_some()
                    || data.get("reason").is_some()
                    || data.get("legal_basis").is_some()
            });
            found.hold(reasoned, || format!("{} {} 没有理由", command.role.name(), command.path));
        }
    }
    found
}

/// Every row has a position in its service's stream that no other has, and an aggregate's rows went out in their order,
/// with no version missing. An event that concerns two departments went out to each.
pub fn stream(record: &Record) -> Found {
    let mut found = Found::default();
    for (service, entries) in &record.journals {
        let mut positions = BTreeSet::new();
        let mut versions: BTreeMap<&str, Vec<(u64, u64)>> = BTreeMap::new();
        for entry in entries {
            let position = entry.position.unwrap_or_default();
            found.hold(position > 0 && positions.insert(position), || {
                format!("{service}：{} 没有自己的位置", entry.event.kind())
            });
            versions.entry(&entry.event.subject).or_default().push((entry.event.sequence, position));
        }
        for (aggregate, mut rows) in versions {
            rows.sort_unstable();
            let rising = rows.windows(2).all(|pair| pair[0].1 < pair[1].1);
            rows.dedup_by_key(|row| row.0);
            let whole = rows.iter().enumerate().all(|(place, row)| row.0 == place as u64 + 1);
            found.hold(rising && whole, || format!("{service}：{aggregate} 的事件不连续或次序不对"));
        }
    }
    found
}

/// Every fact stands once in the inbox of each service that hears it, and nothing else stands there.
pub fn inbox(record: &Record) -> Found {
    let mut found = Found::default();
    let mut kinds: BTreeMap<&str, BTreeSet<EventId>> = BTreeMap::new();
    for entry in record.journals.values().flatten() {
        kinds.entry(entry.event.kind()).or_default().insert(entry.event.id);
    }
    for (service, hears) in &record.subscriptions {
        let rows = record.inboxes.get(service).map(Vec::as_slice).unwrap_or_default();
        let mut has = BTreeSet::new();
        for row in rows {
            found.hold(has.insert(row.event), || format!("{service} 收到 {} 两次", row.kind));
            let said = kinds.get(row.kind.as_str()).is_some_and(|ids| ids.contains(&row.event));
            found.hold(said, || format!("{service} 收到无人发出的 {}", row.kind));
        }
        for event in hears.iter().filter_map(|kind| kinds.get(kind.as_str())).flatten() {
            found.hold(has.contains(event), || format!("{service} 没有收到 {event}"));
        }
    }
    found
}
