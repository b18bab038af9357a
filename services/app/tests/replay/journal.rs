//! Each service's aggregates from its journal.

use std::collections::{BTreeMap, BTreeSet};

use runtime::Module;

use crate::{
    campaign,
    city::{CONTEXTS, City},
    rows::{of_aggregates, rows},
};

/// Events after which something stands in a state that they do not tell, with the fields: what is sealed, counts that
/// would name the classes behind a receipt's strata, and the moment that their envelope has.
const UNTOLD: [(&str, &[&str]); 4] = [
    ("suiji.draw.frozen.v1", &["strata"]),
    ("suiji.draw.teams-drawn.v1", &["strata"]),
    ("suiji.inspection.visit-started.v1", &["record_number"]),
    ("suiji.planning.step-reached.v1", &["released_at"]),
];

/// Rebuilds a service's aggregates into a database of their own and compares; what its events did not tell.
async fn rebuild(city: &City, module: Module) -> BTreeMap<String, BTreeSet<String>> {
    let kept = &city.app.context(module.name).database;
    let beside = city.app.beside(module).await;
    let rebuilt = &beside.service.database;
    let transaction = rebuilt.begin().await.unwrap();
    let mut untold = BTreeMap::new();
    for replay in module.aggregates {
        let replayed = replay.run(kept, &transaction).await.unwrap();
        assert!(replayed.aggregates > 0, "the campaign has no {}", replay.table);
        untold.extend(replayed.untold);
    }
    transaction.commit().await.unwrap();
    for table in module.aggregates.iter().map(|replay| replay.table).chain(["reader"]) {
        assert_eq!(rows(kept, table).await, rows(rebuilt, table).await, "{} {table}", module.name);
    }
    untold
}

#[tokio::test]
async fn every_aggregate_of_every_service_is_what_its_journal_makes_of_it() {
    let city = campaign::held().await;
    let mut untold = BTreeMap::new();
    for module in CONTEXTS {
        untold.extend(rebuild(&city, module()).await);
    }
    let known =
        UNTOLD.map(|(kind, fields)| (kind.to_owned(), fields.iter().map(|f| (*f).to_owned()).collect()));
    assert_eq!(untold, BTreeMap::from(known));
}

#[tokio::test]
async fn every_kind_of_aggregate_is_listed_by_its_module() {
    let city = City::of(&CONTEXTS.map(|module| module())).await;
    for module in CONTEXTS.map(|module| module()) {
        let mut listed: Vec<_> = module.aggregates.iter().map(|replay| replay.table).collect();
        listed.sort_unstable();
        assert_eq!(of_aggregates(&city.app.context(module.name).database).await, listed, "{}", module.name);
    }
}
