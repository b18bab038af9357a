//! The same command with the same key is done once and answered alike.

use store::{
    StoreError,
    idempotency::{self, Key, Saved},
};

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, write_in},
};

on_both!(
    a_key_gives_the_first_answer_again_until_its_time_is_over,
    a_key_with_another_request_is_refused,
    a_key_whose_work_was_dropped_is_free,
    of_two_at_once_with_one_key_one_is_done,
);

fn key(request: &str) -> Option<Key> {
    Some(Key { key: "k".to_owned(), request: request.to_owned() })
}

async fn a_key_gives_the_first_answer_again_until_its_time_is_over(kind: Kind) {
    let shop = Shop::open(kind).await;
    let work = shop.begin(key("POST /x")).await.unwrap();
    let first = work.commit_answer(201, Some("\"1\"".to_owned()), &"完成").await.unwrap();
    let expected =
        Saved {
            request: "POST /x".into(), status: 201, etag: Some("\"1\"".into()), body: "\"完成\"".into()
        };
    assert_eq!(first, expected);
    let Err(StoreError::Replayed(again)) = shop.begin(key("POST /x")).await else { panic!("begins again") };
    assert_eq!(*again, expected);

    assert_eq!(idempotency::prune(&shop.context, 30).await.unwrap(), 0);
    shop.clock.set("2026-04-02T01:00:00Z".parse().unwrap());
    assert_eq!(idempotency::prune(&shop.context, 30).await.unwrap(), 1);
    assert!(shop.begin(key("POST /x")).await.is_ok());
}

async fn a_key_with_another_request_is_refused(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.begin(key("POST /x")).await.unwrap().commit_answer(200, None, &1).await.unwrap();
    assert!(matches!(shop.begin(key("POST /y")).await, Err(StoreError::KeyReused)));
}

async fn a_key_whose_work_was_dropped_is_free(kind: Kind) {
    let shop = Shop::open(kind).await;
    drop(shop.begin(key("POST /x")).await.unwrap());
    shop.begin(key("POST /y")).await.unwrap().commit_answer(200, None, &1).await.unwrap();
}

async fn of_two_at_once_with_one_key_one_is_done(kind: Kind) {
    let shop = Shop::open(kind).await;
    let command = async |title: &'static str| {
        let mut work = shop.begin(key("POST /x")).await?;
        write_in(&mut work, title).await?;
        work.commit_answer(200, None, &title).await
    };
    let (one, other) = tokio::join!(command("a"), command("b"));
    let (done, refused) = if one.is_ok() { (one, other) } else { (other, one) };
    assert!(done.is_ok(), "{done:?}");
    assert!(matches!(refused, Err(StoreError::Replayed(_) | StoreError::SameTime)), "{refused:?}");
    assert_eq!(shop.rows().await, [1, 1, 1, 1]);
}
