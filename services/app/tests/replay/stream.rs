//! What the stream holds, told again: to an empty oversight, to every service once more, and to empty ones in two orders.

use bus::Message;
use contracts::Fact;
use kernel::{Clock, Entropy, Id, SeededEntropy, ids::EventId};
use testkit::App;

use crate::{
    campaign,
    city::CONTEXTS,
    rows::{difference, of_aggregates, own, rows},
};

/// The same facts as new ones, which no inbox knows.
fn as_new(app: &App, messages: &[Message]) -> Vec<Message> {
    // Other ids each time.
    let entropy =
        SeededEntropy::new(messages.iter().map(|message| u64::from(message.id.as_bytes()[14])).sum());
    let renew = |message: &Message| {
        let mut fact: Fact = serde_json::from_slice(&message.body).unwrap();
        let id: EventId = Id::new(app.clock.now(), &entropy);
        fact.id = id;
        Message { id: format!("{id}:_"), body: serde_json::to_vec(&fact).unwrap(), ..message.clone() }
    };
    messages.iter().map(renew).collect()
}

/// The same messages under another message id, as a stream gives them out that has forgotten what it gave.
fn once_more(messages: &[Message]) -> Vec<Message> {
    let again = |message: &Message| Message { id: format!("{}:again", message.id), ..message.clone() };
    messages.iter().map(again).collect()
}

fn shuffled(messages: &[Message], seed: u64) -> Vec<Message> {
    let (entropy, mut messages) = (SeededEntropy::new(seed), messages.to_vec());
    messages.sort_by_cached_key(|_| entropy.bytes32());
    messages
}

fn backwards(messages: &[Message]) -> Vec<Message> {
    messages.iter().rev().cloned().collect()
}

/// What came later of others comes first, and each aggregate's own facts stay in their order, as a stream keeps them.
fn by_aggregate(messages: &[Message]) -> Vec<Message> {
    let of = |message: &Message| serde_json::from_slice::<Fact>(&message.body).unwrap().subject;
    let mut last_first: Vec<String> = Vec::new();
    for subject in messages.iter().map(of) {
        if !last_first.contains(&subject) {
            last_first.insert(0, subject);
        }
    }
    let mut messages = messages.to_vec();
    messages.sort_by_cached_key(|message| last_first.iter().position(|subject| *subject == of(message)));
    messages
}

/// An oversight that has heard these messages holds what the running one does.
async fn oversight_is_the_same(app: &App, messages: &[Message], how: &str) {
    let mut beside = app.beside(oversight::module()).await;
    assert!(own(&beside.service.database).await.values().all(Vec::is_empty));
    beside.hears(messages).await;
    beside.works().await;
    let mut kept = own(&app.context("oversight").database).await;
    let mut rebuilt = own(&beside.service.database).await;
    // An alert's id and moment are its own; that it is raised once for each thing is not.
    let (alerts, again) = (kept.remove("alert").unwrap(), rebuilt.remove("alert").unwrap());
    assert_eq!((alerts.len(), again.len()), (1, 1), "{how}");
    assert!(kept.values().filter(|rows| !rows.is_empty()).count() > 7);
    assert_eq!(difference(&kept, &rebuilt), [""; 0], "{how}");
    assert_eq!(rows(&beside.service.database, "dead_letter").await, [""; 0], "{how}");
}

#[tokio::test]
async fn oversight_is_rebuilt_from_the_stream_in_whatever_order_and_however_often() {
    let city = campaign::held().await;
    let said = city.app.said().await;
    assert!(said.len() > 60, "{}", said.len());
    oversight_is_the_same(&city.app, &said, "in order").await;
    let twice = [said.clone(), once_more(&said)].concat();
    oversight_is_the_same(&city.app, &twice, "twice").await;
    oversight_is_the_same(&city.app, &backwards(&twice), "backwards").await;
    for seed in [1, 2] {
        oversight_is_the_same(&city.app, &shuffled(&twice, seed), "shuffled").await;
    }
}

#[tokio::test]
async fn to_be_told_everything_again_changes_nothing() {
    let city = campaign::held().await;
    let said = city.app.said().await;
    for module in CONTEXTS.map(|module| module()) {
        let database = &city.app.context(module.name).database;
        let before = (own(database).await, rows(database, "journal").await.len());
        let mut service = city.app.once_more(module).await;
        service.hears(&shuffled(&once_more(&said), 3)).await;
        // A line of oversight is its fact, and a new fact is another line.
        if module.name != "oversight" {
            let renewed = as_new(&city.app, &said);
            service.hears(&backwards(&renewed)).await;
            service.hears(&shuffled(&as_new(&city.app, &renewed), 4)).await;
        }
        service.works().await;
        assert_eq!(difference(&before.0, &own(database).await), [""; 0], "{}", module.name);
        assert_eq!(rows(database, "journal").await.len(), before.1, "{}", module.name);
        assert_eq!(rows(database, "dead_letter").await, [""; 0], "{}", module.name);
    }
}

/// What an empty service keeps of others, apart from its own aggregates, whose ids are new each time. Planning's reactions
/// need its own tasks, which came of commands.
#[tokio::test]
async fn what_a_service_copies_of_others_is_the_same_in_whatever_order_it_comes() {
    let city = campaign::held().await;
    let said = city.app.said().await;
    let twice = [said.clone(), once_more(&said)].concat();
    for module in CONTEXTS.map(|module| module()).into_iter().filter(|module| module.name != "planning") {
        let copied = async |messages: &[Message]| {
            let mut beside = city.app.beside(module).await;
            beside.hears(messages).await;
            let mut copied = own(&beside.service.database).await;
            for table in of_aggregates(&beside.service.database).await {
                copied.insert(table.clone(), vec![copied[&table].len().to_string()]);
            }
            copied
        };
        let in_order = copied(&said).await;
        assert!(in_order.values().any(|rows| !rows.is_empty()), "{}", module.name);
        assert_eq!(difference(&in_order, &copied(&by_aggregate(&twice)).await), [""; 0], "{}", module.name);
    }
}
