//! What a stream forgets is published again, once.

use store::{journal, relay::Relay};

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, region},
};

const OUTBOX: &str = "SELECT count(*) AS number FROM outbox";
const LAST_POSITION: &str = "SELECT max(position) AS number FROM published";

on_both!(
    what_a_new_stream_does_not_hold_is_laid_out_once_however_often_one_looks,
    what_is_published_has_gap_free_positions_to_read_on_from,
);

async fn what_a_new_stream_does_not_hold_is_laid_out_once_however_often_one_looks(kind: Kind) {
    let shop = Shop::open(kind).await;
    for title in ["a", "b", "c"] {
        shop.write(title).await;
    }
    let mut relay = Relay::new(shop.context.clone(), shop.bus("first.sqlite", 1).await.publisher());
    assert_eq!(relay.step().await.unwrap(), 3);

    let bus = shop.bus("second.sqlite", 2).await;
    let mut relay = Relay::new(shop.context.clone(), bus.publisher());
    assert_eq!(relay.reconcile().await.unwrap(), 3);
    // A publish that fails makes the relay look again while the rows still wait.
    assert_eq!(relay.reconcile().await.unwrap(), 0);
    assert_eq!(shop.count(OUTBOX).await, 3);
    assert_eq!(relay.step().await.unwrap(), 3);
    assert_eq!(
        (shop.count(OUTBOX).await, shop.count(LAST_POSITION).await),
        (0, 3),
        "each keeps its position"
    );
    assert_eq!(bus.publisher().position().await.unwrap().last_sequence, 3);
    assert_eq!(relay.reconcile().await.unwrap(), 0);
}

async fn what_is_published_has_gap_free_positions_to_read_on_from(kind: Kind) {
    let shop = Shop::open(kind).await;
    let mut slip = shop.write("a").await;
    shop.hand_on(&mut slip, "wjw").await.unwrap();
    let bus = shop.bus("bus.sqlite", 1).await;
    assert_eq!(Relay::new(shop.context.clone(), bus.publisher()).step().await.unwrap(), 3);

    let after = async |position| {
        let entries = journal::after(&shop.context, &region(), position, 10).await.unwrap();
        entries.iter().map(|entry| (entry.position.unwrap(), entry.event.sequence)).collect::<Vec<_>>()
    };
    assert_eq!(after(0).await, [(1, 1), (2, 2), (3, 2)], "once for each department concerned");
    assert_eq!(after(2).await, [(3, 2)]);
    let trail = journal::timeline(&shop.context, "a").await.unwrap();
    assert_eq!(trail.iter().map(|entry| entry.position).collect::<Vec<_>>(), [Some(1), Some(2)]);
}
