//! State, journal, outbox and readers are written together or not at all.

use store::StoreError;

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, handed_on, write_in},
};

on_both!(
    what_is_committed_is_there_whole,
    what_is_dropped_was_never_there,
    what_fails_half_way_was_never_there,
    nobody_sees_what_is_not_committed,
    an_event_is_laid_out_for_every_department_concerned,
);

async fn what_is_committed_is_there_whole(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    assert_eq!(shop.rows().await, [1, 1, 1, 1]);
}

async fn what_is_dropped_was_never_there(kind: Kind) {
    let shop = Shop::open(kind).await;
    let mut slip = shop.write("a").await;
    let mut work = shop.begin(None).await.unwrap();
    write_in(&mut work, "b").await.unwrap();
    let event = handed_on(&slip, "wjw");
    work.apply(&mut slip, &[event]).await.unwrap();
    drop(work);
    assert_eq!(shop.rows().await, [1, 1, 1, 1]);
    assert_eq!(store::list::find::<crate::slip::Slip>(&shop.context, "a").await.unwrap().version, 1);
}

async fn what_fails_half_way_was_never_there(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    let mut work = shop.begin(None).await.unwrap();
    write_in(&mut work, "b").await.unwrap();
    assert!(matches!(write_in(&mut work, "a").await, Err(StoreError::SameTime)));
    drop(work);
    assert_eq!(shop.rows().await, [1, 1, 1, 1]);
    shop.write("b").await;
    assert_eq!(shop.rows().await, [2, 2, 2, 2]);
}

async fn nobody_sees_what_is_not_committed(kind: Kind) {
    let shop = Shop::open(kind).await;
    let mut work = shop.begin(None).await.unwrap();
    write_in(&mut work, "a").await.unwrap();
    assert_eq!(shop.rows().await, [0; 4]);
    work.commit().await.unwrap();
    assert_eq!(shop.rows().await, [1; 4]);
}

async fn an_event_is_laid_out_for_every_department_concerned(kind: Kind) {
    let shop = Shop::open(kind).await;
    let mut slip = shop.write("a").await;
    shop.hand_on(&mut slip, "wjw").await.unwrap();
    assert_eq!(shop.rows().await, [2, 3, 1, 1]);
    for audience in ["_", "410481-scjg", "410481-wjw"] {
        let text = format!("SELECT count(*) AS number FROM outbox WHERE audience = '{audience}'");
        assert_eq!(shop.count(&text).await, 1, "{audience}");
    }
}
