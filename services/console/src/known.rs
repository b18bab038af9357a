//! What nearly every page needs and what seldom changes: names, the calendar, and what waits for whom. Asked for once and kept
//! for a short while, so that a page costs the services few questions.

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
    sync::{Arc, RwLock},
    time::Duration,
};

use contracts::api::{
    planning::{CalendarNotices, Departments, Regions},
    waiting::{WaitingItem, WaitingView},
};
use futures_util::future::join_all;
use kernel::{DepartmentId, RegionCode, Role};
use web::{Ground, Problem};
use workdays::Calendar;

/// Names and calendars are looked at again after this.
const FRESH: Duration = Duration::from_secs(60);
/// What waits is counted again after this, and after anything was done.
const COUNTED: Duration = Duration::from_secs(10);
/// Entries kept at most of each kind.
const KEPT: usize = 5_000;

/// A small store of answers.
#[derive(Debug)]
struct Kept<K, V>(RwLock<HashMap<K, (Arc<V>, Duration)>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq, V> Kept<K, V> {
    fn get(&self, key: &K, now: Duration) -> Option<Arc<V>> {
        let held = self.0.read().ok()?;
        held.get(key).filter(|(_, until)| now < *until).map(|(value, _)| value.clone())
    }

    fn put(&self, key: K, value: V, now: Duration, for_: Duration) -> Arc<V> {
        let value = Arc::new(value);
        if let Ok(mut held) = self.0.write() {
            if held.len() >= KEPT {
                held.retain(|_, (_, until)| now < *until);
            }
            if held.len() < KEPT {
                held.insert(key, (value.clone(), now + for_));
            }
        }
        value
    }

    fn drop(&self, key: &K) {
        if let Ok(mut held) = self.0.write() {
            held.remove(key);
        }
    }
}

/// Names by code.
#[derive(Debug, Default)]
pub struct Names {
    pub departments: BTreeMap<String, String>,
    pub regions: BTreeMap<String, String>,
}

impl Names {
    /// The department's name; its code where nobody registered it.
    pub fn department(&self, department: &DepartmentId) -> String {
        let code = department.as_str();
        self.departments.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    pub fn region(&self, region: &RegionCode) -> String {
        let code = region.as_str();
        self.regions.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }

    /// Several departments in a row: `甲、乙`.
    pub fn list<'a>(&self, departments: impl IntoIterator<Item = &'a DepartmentId>) -> String {
        departments.into_iter().map(|one| self.department(one)).collect::<Vec<_>>().join("、")
    }

    /// Departments to choose from, by name.
    pub fn choices(&self) -> Vec<(String, String)> {
        let mut all: Vec<_> =
            self.departments.iter().map(|(code, name)| (code.clone(), name.clone())).collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    }
}

/// All that waits for a person, by the service that says so.
#[derive(Debug, Default)]
pub struct Waiting {
    pub views: Vec<WaitingView>,
    /// Services that did not answer: the page says that something is missing.
    pub silent: Vec<&'static str>,
}

impl Waiting {
    /// Everything by its last day, those without one last.
    pub fn items(&self) -> Vec<&WaitingItem> {
        let mut items: Vec<_> = self.views.iter().flat_map(|view| &view.items).collect();
        items.sort_by_key(|item| (item.due_on.is_none(), item.due_on));
        items
    }
}

/// The stores.
#[derive(Debug, Default)]
pub struct Known {
    names: Kept<String, Names>,
    calendars: Kept<String, Calendar>,
    waiting: Kept<[u8; 32], Waiting>,
}

impl Known {
    pub async fn names(&self, ground: &Ground, token: &str, region: &str) -> Result<Arc<Names>, Problem> {
        let now = ground.timer.elapsed();
        if let Some(names) = self.names.get(&region.to_owned(), now) {
            return Ok(names);
        }
        let regions: Regions = ground.upstream.get(Some(token), "planning", "/v1/regions").await?;
        let departments: Departments =
            ground.upstream.get(Some(token), "planning", "/v1/departments").await?;
        let names = Names {
            departments: departments.items.into_iter().map(|d| (d.department.to_string(), d.name)).collect(),
            regions: regions.items.into_iter().map(|r| (r.region.to_string(), r.name)).collect(),
        };
        Ok(self.names.put(region.to_owned(), names, now, FRESH))
    }

    pub async fn calendar(
        &self,
        ground: &Ground,
        token: &str,
        region: &str,
    ) -> Result<Arc<Calendar>, Problem> {
        let now = ground.timer.elapsed();
        if let Some(calendar) = self.calendars.get(&region.to_owned(), now) {
            return Ok(calendar);
        }
        let path = format!("/v1/calendar/notices?region={region}");
        let notices: CalendarNotices = ground.upstream.get(Some(token), "planning", &path).await?;
        let rebuilt = notices.rebuild().map_err(|error| Problem::fault(&format!("calendar: {error}")))?;
        Ok(self.calendars.put(region.to_owned(), rebuilt, now, FRESH))
    }

    /// Asks the services that a role has work in, all at once.
    pub async fn waiting(&self, ground: &Ground, token: &str, role: Role, key: [u8; 32]) -> Arc<Waiting> {
        let now = ground.timer.elapsed();
        if let Some(waiting) = self.waiting.get(&key, now) {
            return waiting;
        }
        let asked = services(role).iter().map(|service| async {
            let answer = ground.upstream.get::<WaitingView>(Some(token), service, "/v1/waiting").await;
            (*service, answer)
        });
        let mut waiting = Waiting::default();
        for (service, answer) in join_all(asked).await {
            match answer {
                Ok(view) => waiting.views.push(view),
                Err(_) => waiting.silent.push(service),
            }
        }
        self.waiting.put(key, waiting, now, COUNTED)
    }

    /// Names are asked for anew.
    pub fn renamed(&self, region: &str) {
        self.names.drop(&region.to_owned());
    }

    /// Something was done: what waits is counted anew.
    pub fn done(&self, key: &[u8; 32]) {
        self.waiting.drop(key);
    }
}

/// Where a role may have something to do.
fn services(role: Role) -> &'static [&'static str] {
    match role {
        Role::Clerk => &["planning", "pool", "draw", "inspection", "disclosure", "referral"],
        Role::Leader | Role::Inspector => &["inspection"],
        Role::Principal => &["planning", "draw", "disclosure"],
        Role::Office => &["planning", "draw", "referral", "oversight", "identity"],
        Role::DrawParty => &["draw"],
        Role::Administrator | Role::DepartmentIt => {
            &["identity", "planning", "pool", "draw", "inspection", "disclosure", "referral", "oversight"]
        }
        Role::Observer | Role::Auditor => &["oversight"],
        _ => &[],
    }
}
