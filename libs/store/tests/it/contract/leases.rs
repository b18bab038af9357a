//! One holder at a time, and another when it has been silent for long enough.

use std::{sync::Arc, time::Duration};

use store::{Context, lease::Lease};

use super::on_both;
use crate::{database::Kind, shop::Shop};

on_both!(
    a_lease_is_held_by_one_and_taken_over_when_it_is_silent,
    a_clock_that_is_set_frees_no_lease,
    a_lease_given_back_is_free_at_once,
    of_many_who_reach_for_a_lease_one_holds_it,
);

const MINUTE: Duration = Duration::from_secs(60);
const SECOND: Duration = Duration::from_secs(1);

/// A replica: a process of the same service with a name of its own.
struct Replica {
    context: Context,
    lease: Lease,
}

impl Replica {
    fn new(shop: &Shop, name: &str) -> Self {
        let mut context = shop.context.clone();
        context.instance = Arc::from(name);
        Self { context, lease: Lease::new("relay") }
    }

    async fn take(&mut self) -> bool {
        self.lease.take(&self.context, MINUTE).await.unwrap()
    }
}

async fn a_lease_is_held_by_one_and_taken_over_when_it_is_silent(kind: Kind) {
    let shop = Shop::open(kind).await;
    let (mut one, mut two) = (Replica::new(&shop, "one"), Replica::new(&shop, "two"));
    assert!(one.take().await && !two.take().await);
    shop.timer.pass(MINUTE - SECOND);
    assert!(!two.take().await && one.take().await, "renewed");
    shop.timer.pass(SECOND);
    assert!(!two.take().await, "another beat was seen");
    shop.timer.pass(MINUTE - SECOND);
    assert!(!two.take().await);
    shop.timer.pass(SECOND);
    assert!(two.take().await && !one.take().await);
    assert!(Lease::new("another").take(&one.context, MINUTE).await.unwrap(), "by name");
}

async fn a_clock_that_is_set_frees_no_lease(kind: Kind) {
    let shop = Shop::open(kind).await;
    let (mut one, mut two) = (Replica::new(&shop, "one"), Replica::new(&shop, "two"));
    assert!(one.take().await && !two.take().await);
    shop.clock.set("2027-03-02T01:00:00Z".parse().unwrap());
    assert!(!two.take().await && one.take().await);
}

async fn a_lease_given_back_is_free_at_once(kind: Kind) {
    let shop = Shop::open(kind).await;
    let (mut one, mut two) = (Replica::new(&shop, "one"), Replica::new(&shop, "two"));
    assert!(one.take().await && !two.take().await);
    two.lease.give_back(&two.context).await.unwrap();
    assert!(!two.take().await, "what another holds is not given back");
    one.lease.give_back(&one.context).await.unwrap();
    assert!(two.take().await && !one.take().await);
}

async fn of_many_who_reach_for_a_lease_one_holds_it(kind: Kind) {
    let shop = Shop::open(kind).await;
    let mut replicas: Vec<_> = (0..8).map(|number| Replica::new(&shop, &number.to_string())).collect();
    for _ in 0..5 {
        let reaching: Vec<_> = replicas
            .into_iter()
            .map(|mut replica| tokio::spawn(async move { (replica.take().await, replica) }))
            .collect();
        let mut reached = Vec::new();
        for task in reaching {
            reached.push(task.await.unwrap());
        }
        // Whoever holds it falls silent for good: another process takes its place.
        assert_eq!(reached.iter().filter(|(holds, _)| *holds).count(), 1);
        replicas = reached.into_iter().filter(|(holds, _)| !holds).map(|(_, replica)| replica).collect();
        for replica in &mut replicas {
            assert!(!replica.take().await);
        }
        shop.timer.pass(MINUTE);
    }
}
