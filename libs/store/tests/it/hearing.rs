//! A consumer that writes down what it hears, and can be made deaf to an aggregate.

use std::{sync::Arc, time::Duration};

use bus::{Bus, Consumer, ConsumerSpec, Message};
use contracts::Fact;
use futures_util::future::BoxFuture;
use kernel::{Id, OsEntropy};
use sea_orm::FromQueryResult;
use store::{
    Unable, Work,
    consume::{self, Consumed},
    journal, sql,
};

use crate::{database::Kind, shop::Shop};

/// A service that speaks and one that listens.
pub struct Hearing {
    pub speaker: Shop,
    pub listener: Shop,
    pub bus: Arc<dyn Bus>,
    consumer: Box<dyn Consumer>,
}

impl Hearing {
    pub async fn open(kind: Kind) -> Self {
        let (speaker, listener) = (Shop::open(kind).await, Shop::named(kind, "pool").await);
        let bus = listener.bus("bus.sqlite", 1).await;
        let consumer = consumer(&*bus, "pool").await;
        Self { speaker, listener, bus, consumer }
    }

    /// A slip that has been written and handed on: two versions, three messages.
    pub async fn slip(&self, title: &str) -> Vec<Message> {
        let mut slip = self.speaker.write(title).await;
        self.speaker.hand_on(&mut slip, "wjw").await.unwrap();
        self.messages(title).await
    }

    /// All that was said about a slip, by version, one message for each department concerned.
    pub async fn messages(&self, title: &str) -> Vec<Message> {
        let entries = journal::timeline(&self.speaker.context, title).await.unwrap();
        entries.iter().flat_map(|entry| messages(&entry.event)).collect()
    }

    /// The same said by disclosure of an aggregate of its own.
    pub fn of_another_service(&self, message: &Message) -> Message {
        let mut fact: Fact = serde_json::from_slice(&message.body).unwrap();
        fact.id = Id::new(fact.recordedtime, &OsEntropy::new().unwrap());
        fact.source = fact.source.replace("planning", "disclosure");
        fact.event.kind = fact.event.kind.replace("planning", "disclosure");
        Message {
            id: format!("{}:_", fact.id),
            subject: message.subject.replace("planning", "disclosure"),
            traceparent: None,
            body: serde_json::to_vec(&fact).unwrap(),
        }
    }

    pub async fn publish(&self, messages: &[&Message]) {
        let messages: Vec<Message> = messages.iter().map(|message| (*message).clone()).collect();
        self.bus.publisher().publish(&messages).await.unwrap();
    }

    /// One step of the consumer; it never waits.
    pub async fn step(&mut self) -> Consumed {
        consume::step(&self.listener.context, &mut *self.consumer, hear, Duration::ZERO).await.unwrap()
    }

    /// Two processes of the listener are given the same deliveries and take a step at the same time.
    pub async fn step_twice_at_once(&mut self) {
        let mut other = consumer(&*self.bus, "replica").await;
        let context = self.listener.context.clone();
        let beside = tokio::spawn(async move {
            consume::step(&context, &mut *other, hear, Duration::ZERO).await.unwrap();
        });
        self.step().await;
        beside.await.unwrap();
    }

    /// What waits for another attempt falls due.
    pub fn wait(&self) {
        self.listener.timer.pass(Duration::from_secs(20));
    }

    /// From now on the listener cannot hear of this aggregate; `how` is `retry` or `reject`.
    pub async fn deafen(&self, aggregate: &str, how: &str) {
        let text = "INSERT INTO deaf (aggregate, how) VALUES (?, ?)";
        self.execute(text, vec![aggregate.into(), how.into()]).await;
    }

    pub async fn heal(&self, aggregate: &str) {
        self.execute("DELETE FROM deaf WHERE aggregate = ?", vec![aggregate.into()]).await;
    }

    async fn execute(&self, text: &str, values: Vec<sea_orm::Value>) {
        let transaction = self.listener.context.database.begin().await.unwrap();
        assert_eq!(sql::execute(&transaction, text, values).await.unwrap(), 1);
        transaction.commit().await.unwrap();
    }

    /// `aggregate version`, in the order in which they took effect.
    pub async fn heard(&self) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct Row {
            aggregate: String,
            version: i64,
        }
        let text = "SELECT aggregate, version FROM heard ORDER BY place";
        let rows = sql::all::<Row, _>(self.listener.context.database.read(), text, vec![]).await.unwrap();
        rows.into_iter().map(|row| format!("{} {}", row.aggregate, row.version)).collect()
    }
}

async fn consumer(bus: &dyn Bus, durable: &str) -> Box<dyn Consumer> {
    let filters = vec!["suiji.>".to_owned()];
    bus.consumer(ConsumerSpec { durable: durable.to_owned(), filters }).await.unwrap()
}

/// The messages of a fact, one for each audience.
fn messages(fact: &Fact) -> Vec<Message> {
    let audiences = match fact.data::<serde_json::Value>().unwrap() {
        data if data["to"].is_null() => vec!["_".to_owned()],
        data => ["from", "to"].map(|name| data[name].as_str().unwrap().to_owned()).to_vec(),
    };
    let message = |audience: String| Message {
        id: format!("{}:{audience}", fact.id),
        subject: bus::subject::from_type(fact.region.as_str(), fact.kind(), &audience).unwrap(),
        traceparent: None,
        body: serde_json::to_vec(fact).unwrap(),
    };
    audiences.into_iter().map(message).collect()
}

/// Writes down what it is told, unless it is deaf to it; what it wrote before it found out goes with the transaction.
pub fn hear<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        let text = "INSERT INTO heard (aggregate, version) VALUES (?, ?)";
        let values = vec![fact.subject.as_str().into(), fact.sequence.cast_signed().into()];
        sql::execute(work.tx(), text, values).await?;
        if is_deaf(work, fact, "retry").await? {
            return Err(Unable::Retry("not yet".to_owned()));
        }
        if is_deaf(work, fact, "reject").await? {
            return Err(Unable::Reject("never".to_owned()));
        }
        Ok(())
    })
}

async fn is_deaf(work: &Work, fact: &Fact, how: &str) -> Result<bool, Unable> {
    let text = "SELECT count(*) AS number FROM deaf WHERE aggregate = ? AND how = ?";
    Ok(sql::number(work.tx(), text, vec![fact.subject.as_str().into(), how.into()]).await? > 0)
}
