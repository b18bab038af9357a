use store::{StoreError, idempotency};

use crate::shop::Shop;

#[tokio::test]
async fn a_key_gives_the_first_answer_again_until_its_time_is_over() {
    let shop = Shop::open().await;
    let work = shop.begin(Some("k")).await.unwrap();
    work.commit_answer(200, None, &"done").await.unwrap();
    assert!(matches!(shop.begin(Some("k")).await, Err(StoreError::Replayed(_))));
    assert_eq!(idempotency::prune(&shop.context, 30).await.unwrap(), 0);
    shop.clock.set("2026-04-02T01:00:00Z".parse().unwrap());
    assert_eq!(idempotency::prune(&shop.context, 30).await.unwrap(), 1);
    assert!(shop.begin(Some("k")).await.is_ok());
}
