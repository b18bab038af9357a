//! Reading what the services wrote down: journals and inboxes, until nothing moves any more.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Duration,
};

use contracts::api::referral::{Feed, FeedEntry};
use kernel::{Role, ids::EventId};
use serde::Deserialize;

use super::{
    cast::Cast,
    people::Person,
    record::{Entry, Received},
};
use crate::{failure::Failure, targets};

/// Rows asked for at once: a page stands in memory as rows, as text and as values at the same time.
const PAGE: usize = 400;
const PAUSE: Duration = Duration::from_millis(200);
/// Turns without anything new until all is taken to be quiet.
const QUIET: usize = 3;
/// Turns until it is given up: five minutes.
const LONGEST: usize = 1500;

/// Journals and inboxes as far as they have been read, by service.
#[derive(Debug, Default)]
pub struct Collector {
    pub journals: BTreeMap<String, Vec<Entry>>,
    pub inboxes: BTreeMap<String, Vec<Received>>,
}

#[derive(Deserialize)]
struct Entries<T> {
    entries: Vec<T>,
}

/// By service, what it hears.
pub fn subscriptions() -> BTreeMap<String, Vec<String>> {
    let owned = |kinds: &[&str]| kinds.iter().map(|kind| (*kind).to_owned()).collect();
    targets::all().iter().map(|module| (module.name.to_owned(), owned(module.subscriptions))).collect()
}

impl Collector {
    /// Reads on until every fact has taken effect at whoever hears it, and nothing new comes.
    pub async fn settle(&mut self, cast: &Cast) -> Result<(), Failure> {
        let office = cast.city(Role::Office).await?;
        let (mut still, mut missing) = (0, Vec::new());
        for _ in 0..LONGEST {
            let moved = self.read_journals(cast, &office).await?;
            if moved || !missing.is_empty() {
                self.read_inboxes(cast, &office).await?;
            }
            missing = self.missing();
            missing.extend(self.unwritten(cast));
            still = if moved || !missing.is_empty() { 0 } else { still + 1 };
            if still == QUIET {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
        }
        let first = missing.first().cloned().unwrap_or_default();
        Err(Failure(format!("事件未全部送达，尚缺 {} 条，例如 {first}", missing.len())))
    }

    /// Commands whose rows have not gone out yet.
    fn unwritten(&self, cast: &Cast) -> Vec<String> {
        let entries = self.journals.values().flatten();
        let traces: HashSet<&str> =
            entries.filter_map(|entry| entry.event.traceparent.as_deref()?.split('-').nth(1)).collect();
        let taken = cast.http.taken();
        let unwritten = taken.iter().filter(|command| !traces.contains(command.trace.as_str()));
        unwritten.map(|command| format!("{} 的留痕", command.path)).collect()
    }

    /// Facts that somebody hears and has not taken in yet.
    fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for module in targets::all() {
            let has: BTreeSet<EventId> =
                self.inboxes.get(module.name).into_iter().flatten().map(|row| row.event).collect();
            for entry in self.journals.values().flatten() {
                let hears = module.subscriptions.contains(&entry.event.kind());
                if hears && !has.contains(&entry.event.id) {
                    missing.push(format!("{} 的 {}", module.name, entry.event.kind()));
                }
            }
        }
        missing
    }

    async fn read_journals(&mut self, cast: &Cast, office: &Person) -> Result<bool, Failure> {
        let mut moved = false;
        for module in targets::all() {
            let rows = self.journals.entry(module.name.to_owned()).or_default();
            loop {
                let after = rows.last().and_then(|row| row.position).unwrap_or_default();
                let path = format!("/api/{}/v1/journal?after={after}&limit={PAGE}", module.name);
                let read: Entries<Entry> = cast.http.read(&office.token, &path).await?;
                moved |= !read.entries.is_empty();
                let full = read.entries.len() == PAGE;
                rows.extend(read.entries);
                if !full {
                    break;
                }
            }
        }
        Ok(moved)
    }

    /// From the beginning each time: what was held up comes in below what has been read.
    async fn read_inboxes(&mut self, cast: &Cast, office: &Person) -> Result<(), Failure> {
        for module in targets::all() {
            let mut rows: Vec<Received> = Vec::new();
            loop {
                let after = rows.last().map(|row| format!("&after={}", row.event)).unwrap_or_default();
                let path = format!("/api/{}/v1/inbox?limit={PAGE}{after}", module.name);
                let read: Entries<Received> = cast.http.read(&office.token, &path).await?;
                let full = read.entries.len() == PAGE;
                rows.extend(read.entries);
                if !full {
                    break;
                }
            }
            self.inboxes.insert(module.name.to_owned(), rows);
        }
        Ok(())
    }
}

/// A department's deliveries, as its own system reads them.
pub async fn feed(cast: &Cast, department: &str) -> Result<Vec<FeedEntry>, Failure> {
    let machine = cast.of(Role::DepartmentIt, department).await?;
    let mut all: Vec<FeedEntry> = Vec::new();
    loop {
        let after = all.last().map_or(0, |entry| entry.delivery.delivery);
        let read: Feed =
            cast.http.read(&machine.token, &format!("/api/referral/v1/feed?after={after}")).await?;
        if read.deliveries.is_empty() {
            return Ok(all);
        }
        all.extend(read.deliveries);
    }
}
