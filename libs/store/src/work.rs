//! The unit of work: one transaction with everything a command or reaction changes and says.

use access::Reader;
use contracts::{Event, envelope::AnyEvent};
use kernel::{AccountId, Actor, Id, Moment, RegionCode, ids::EventId};
use sea_orm::DatabaseTransaction;
use serde::Serialize;

use crate::{
    Aggregate, Context, Loaded, StoreError,
    idempotency::{self, Key, Saved},
    journal, killpoint, replay, row,
};

/// Who acts, and all that the trail keeps about it (art. 5).
#[derive(Debug, Clone)]
pub struct Who {
    pub actor: Actor,
    /// What the actor may see.
    pub held: Vec<Reader>,
    pub on_behalf_of: Option<AccountId>,
    pub reason: Option<String>,
    pub cause: Option<EventId>,
    pub traceparent: Option<String>,
    /// Where the call came from (address).
    pub origin: Option<String>,
    /// Device time of field data; else the moment of recording.
    pub occurred: Option<Moment>,
}

impl Who {
    pub fn new(actor: Actor) -> Self {
        let held = access::held_by(&actor);
        Self {
            actor,
            held,
            on_behalf_of: None,
            reason: None,
            cause: None,
            traceparent: None,
            origin: None,
            occurred: None,
        }
    }
    /// The system itself, acting on a region's data.
    pub fn system(region: &RegionCode) -> Self {
        Self::new(Actor::system(region.clone()))
    }
}

/// An open transaction. Dropped without `commit`, nothing of it remains.
#[derive(Debug)]
pub struct Work {
    transaction: DatabaseTransaction,
    context: Context,
    pub who: Who,
    now: Moment,
    key: Option<Key>,
    /// Types of the events recorded so far.
    said: Vec<String>,
}

impl Work {
    /// Begins. With an idempotency key that was used before, the earlier answer comes back as `StoreError::Replayed`.
    pub async fn begin(context: &Context, who: Who, key: Option<Key>) -> Result<Self, StoreError> {
        let transaction = context.database.begin().await?;
        if let Some(key) = &key {
            idempotency::look_up(&transaction, &who.actor.account.to_string(), key).await?;
        }
        Ok(Self {
            transaction,
            context: context.clone(),
            who,
            now: context.clock.now(),
            key,
            said: Vec::new(),
        })
    }

    pub fn tx(&self) -> &DatabaseTransaction {
        &self.transaction
    }
    pub fn context(&self) -> &Context {
        &self.context
    }
    /// The moment of this work: one for all it writes.
    pub fn now(&self) -> Moment {
        self.now
    }
    /// The date of the law (Beijing).
    pub fn today(&self) -> chrono::NaiveDate {
        kernel::time::beijing_date(self.now)
    }
    pub fn new_id<K>(&self) -> Id<K> {
        Id::new(self.now, &*self.context.entropy)
    }

    /// Loads an aggregate that the actor may see, for a command; `if_match` is the version the caller holds.
    pub async fn load<A: Aggregate>(
        &self,
        id: impl ToString,
        if_match: Option<u64>,
    ) -> Result<Loaded<A>, StoreError> {
        let id = id.to_string();
        row::lock::<A>(&self.transaction, &id).await?;
        let loaded = row::find_visible::<A, _>(&self.transaction, &id, &self.who.held).await?;
        match if_match {
            Some(version) if version != loaded.version => {
                Err(StoreError::ChangedMeanwhile { current: loaded.version })
            }
            _ => Ok(loaded),
        }
    }

    /// Loads an aggregate for a reaction or job, which act for the system and see everything of their service.
    pub async fn find<A: Aggregate>(&self, id: impl ToString) -> Result<Option<Loaded<A>>, StoreError> {
        let id = id.to_string();
        row::lock::<A>(&self.transaction, &id).await?;
        row::find(&self.transaction, &id).await
    }

    /// Makes an aggregate from its first event; `state` is what that event has brought about.
    pub async fn create<A: Aggregate>(
        &mut self,
        id: impl ToString,
        state: A,
        events: &[A::Event],
    ) -> Result<Loaded<A>, StoreError> {
        let saved = serde_json::to_string(&state)?;
        let loaded = Loaded { id: id.to_string(), version: events.len() as u64, state, saved };
        self.record(&loaded.state.index().region, &loaded.id, 0, events).await?;
        let whole = replay::beside(&serde_json::Value::Null, &serde_json::to_value(&loaded.state)?);
        replay::keep(&self.transaction, A::TABLE, &loaded.id, loaded.version, whole).await?;
        row::insert(&self.transaction, &loaded, self.now.timestamp_micros()).await?;
        Ok(loaded)
    }

    /// Applies decided events: evolves the state, saves it, journals and lays out each event.
    pub async fn apply<A: Aggregate>(
        &mut self,
        loaded: &mut Loaded<A>,
        events: &[A::Event],
    ) -> Result<(), StoreError> {
        if events.is_empty() {
            return Ok(());
        }
        let mut told: A = serde_json::from_str(&loaded.saved)?;
        let (before, from) = (row::subjects(&told), loaded.version);
        self.record(&loaded.state.index().region, &loaded.id, from, events).await?;
        for event in events {
            told.evolve(event);
            loaded.state.evolve(event);
        }
        loaded.version += events.len() as u64;
        let beside = replay::beside(&serde_json::to_value(&told)?, &serde_json::to_value(&loaded.state)?);
        replay::keep(&self.transaction, A::TABLE, &loaded.id, loaded.version, beside).await?;
        loaded.saved = serde_json::to_string(&loaded.state)?;
        row::update(&self.transaction, loaded, from, &before, self.now.timestamp_micros()).await
    }

    /// Journals and lays out events of an aggregate whose state the service keeps in tables of its own. `from` is the
    /// version before them.
    pub async fn record<E: Event>(
        &mut self,
        region: &RegionCode,
        aggregate: &str,
        from: u64,
        events: &[E],
    ) -> Result<(), StoreError> {
        for (version, event) in (from + 1..).zip(events) {
            let tagged: AnyEvent = serde_json::from_value(serde_json::to_value(event)?)?;
            self.said.push(tagged.kind.clone());
            journal::write(self, region, aggregate, version, tagged, &event.concerns()).await?;
        }
        Ok(())
    }

    /// Writes an act on the trail that changes nothing, such as a look at personal data with its purpose (art. 25).
    pub async fn note(
        &mut self,
        region: &RegionCode,
        about: &str,
        kind: &str,
        data: serde_json::Value,
    ) -> Result<(), StoreError> {
        let kind = format!("suiji.{}.{kind}.v1", self.context.service);
        let aggregate = format!("{about}/looks");
        let version = journal::last_version(&self.transaction, &aggregate).await? + 1;
        journal::write_unpublished(self, region, &aggregate, version, AnyEvent { kind, data }).await
    }

    /// Turns to the next fact of a batch.
    pub(crate) fn caused_by(&mut self, who: Who) {
        self.who = who;
    }

    pub async fn commit(self) -> Result<(), StoreError> {
        killpoint::reach(self.context.service, "before-commit");
        self.transaction.commit().await.map_err(StoreError::on_conflict)?;
        killpoint::reach(self.context.service, "after-commit");
        self.context.clocks.count(self.said.iter().map(String::as_str));
        self.context.committed.notify_one();
        self.context.work_waits.notify_one();
        Ok(())
    }

    /// Commits together with the answer, so that the same idempotency key gives the same answer for ever after.
    pub async fn commit_answer<T: Serialize>(
        self,
        status: u16,
        etag: Option<String>,
        view: &T,
    ) -> Result<Saved, StoreError> {
        let body = serde_json::to_string(view)?;
        let request = self.key.as_ref().map(|key| key.request.clone()).unwrap_or_default();
        let saved = Saved { request, status: status.into(), etag, body };
        if let Some(key) = &self.key {
            let account = self.who.actor.account.to_string();
            idempotency::save(&self.transaction, &account, key, &saved, self.now.timestamp_micros()).await?;
        }
        self.commit().await?;
        Ok(saved)
    }
}
