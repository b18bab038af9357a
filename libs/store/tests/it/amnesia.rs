use store::relay::Relay;

use crate::shop::Shop;

const OUTBOX: &str = "SELECT count(*) AS number FROM outbox";
const LAST_POSITION: &str = "SELECT max(position) AS number FROM published";

#[tokio::test]
async fn what_a_new_stream_does_not_hold_is_laid_out_once_however_often_one_looks() {
    let shop = Shop::open().await;
    for name in ["a", "b", "c"] {
        shop.say(name).await;
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
