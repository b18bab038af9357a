//! One holder at a time, and another when his time is over.

use std::time::Duration;

use store::lease;

use super::on_both;
use crate::{database::Kind, shop::Shop};

on_both!(
    a_lease_is_held_by_one_and_taken_over_when_its_time_is_over,
    of_many_who_reach_for_a_lease_one_holds_it,
);

const MINUTE: Duration = Duration::from_secs(60);

async fn a_lease_is_held_by_one_and_taken_over_when_its_time_is_over(kind: Kind) {
    let shop = Shop::open(kind).await;
    let take = async |holder: &str| lease::take(&shop.context, "relay", holder, MINUTE).await.unwrap();
    assert!(take("one").await && !take("two").await);
    shop.clock.set("2026-03-02T01:00:59Z".parse().unwrap());
    assert!(!take("two").await && take("one").await, "renewed");
    shop.clock.set("2026-03-02T01:01:58Z".parse().unwrap());
    assert!(!take("two").await);
    shop.clock.set("2026-03-02T01:02:00Z".parse().unwrap());
    assert!(take("two").await && !take("one").await);
    assert!(lease::take(&shop.context, "another", "one", MINUTE).await.unwrap(), "by name");
}

async fn of_many_who_reach_for_a_lease_one_holds_it(kind: Kind) {
    let shop = Shop::open(kind).await;
    for minute in 0..5 {
        shop.clock.set(format!("2026-03-02T01:{:02}:00Z", 2 * minute).parse().unwrap());
        let reaching: Vec<_> = (0..8)
            .map(|number| {
                let context = shop.context.clone();
                tokio::spawn(async move { lease::take(&context, "relay", &number.to_string(), MINUTE).await })
            })
            .collect();
        let mut holders = 0;
        for reached in reaching {
            holders += u32::from(reached.await.unwrap().unwrap());
        }
        assert_eq!(holders, 1);
    }
}
