//! Nobody writes over what another has written meanwhile.

use store::StoreError;

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, handed_on},
    slip::Slip,
};

on_both!(
    who_holds_an_older_version_is_told_the_current_one,
    who_saves_an_older_version_is_refused,
    of_two_at_once_one_is_done,
    who_holds_no_version_goes_on_from_what_the_other_left,
);

async fn who_holds_an_older_version_is_told_the_current_one(kind: Kind) {
    let shop = Shop::open(kind).await;
    let mut slip = shop.write("a").await;
    shop.hand_on(&mut slip, "wjw").await.unwrap();
    let work = shop.begin_as("wjw").await;
    assert_eq!(work.load::<Slip>("a", Some(2)).await.unwrap(), slip);
    assert_eq!(work.load::<Slip>("a", None).await.unwrap(), slip);
    let older = work.load::<Slip>("a", Some(1)).await;
    assert!(matches!(older, Err(StoreError::ChangedMeanwhile { current: 2 })), "{older:?}");
}

async fn who_saves_an_older_version_is_refused(kind: Kind) {
    let shop = Shop::open(kind).await;
    let slip = shop.write("a").await;
    let (mut one, mut other) = (slip.clone(), slip);
    shop.hand_on(&mut one, "wjw").await.unwrap();
    let refused = shop.hand_on(&mut other, "yjgl").await;
    assert!(matches!(refused, Err(StoreError::SameTime)), "{refused:?}");
    let now = store::list::find::<Slip>(&shop.context, "a").await.unwrap();
    assert_eq!((now.version, now.state), (2, one.state));
    assert_eq!(shop.rows().await, [2, 3, 1, 1]);
}

async fn of_two_at_once_one_is_done(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    let command = async |to: &'static str| {
        let mut work = shop.begin_as("scjg").await;
        let mut slip = work.load::<Slip>("a", Some(1)).await?;
        let event = handed_on(&slip, to);
        work.apply(&mut slip, &[event]).await?;
        work.commit().await
    };
    let (one, other) = tokio::join!(command("wjw"), command("yjgl"));
    assert_eq!(u32::from(one.is_ok()) + u32::from(other.is_ok()), 1, "{one:?} {other:?}");
    // The second looks when the first is done, and by then the slip is no longer his to see.
    assert!(matches!(one.and(other).unwrap_err(), StoreError::NotFound));
    assert_eq!(shop.rows().await, [2, 3, 1, 1]);
}

async fn who_holds_no_version_goes_on_from_what_the_other_left(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    let reaction = async |to: &'static str| {
        let mut work = shop.begin_as("scjg").await;
        let mut slip = work.find::<Slip>("a").await?.unwrap();
        let event = handed_on(&slip, to);
        work.apply(&mut slip, &[event]).await?;
        work.commit().await
    };
    let (one, other) = tokio::join!(reaction("wjw"), reaction("yjgl"));
    assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
    assert_eq!(store::list::find::<Slip>(&shop.context, "a").await.unwrap().version, 3);
}
