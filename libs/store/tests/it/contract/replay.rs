//! What the journal and what stands beside it make of an aggregate is what its table holds.

use sea_orm::FromQueryResult;
use store::{Replay, StoreError, replay::Replayed, sql};

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, handed_on},
    slip::Slip,
};

on_both!(
    a_table_is_rebuilt_row_for_row,
    what_an_event_does_not_tell_is_kept_and_named,
    what_is_rebuilt_is_not_what_somebody_wrote_into_the_table,
    a_table_that_holds_something_is_not_rebuilt_over,
);

const SLIPS: Replay = Replay::of::<Slip>();

#[derive(Debug, PartialEq, FromQueryResult)]
struct Row {
    id: String,
    department: Option<String>,
    title: String,
    version: i64,
    body: String,
    updated_us: i64,
    subject: String,
}

/// Slips with their readers.
async fn rows(shop: &Shop) -> Vec<Row> {
    let text = "SELECT s.id, s.department, s.title, s.version, s.body, s.updated_us, r.subject
                FROM slip s JOIN reader r ON r.aggregate = s.id ORDER BY s.id, r.subject";
    sql::all(shop.context.database.read(), text, vec![]).await.unwrap()
}

async fn replay(from: &Shop, into: &Shop) -> Result<Replayed, StoreError> {
    let transaction = into.context.database.begin().await?;
    let replayed = SLIPS.run(&from.context.database, &transaction).await?;
    transaction.commit().await?;
    Ok(replayed)
}

async fn a_table_is_rebuilt_row_for_row(kind: Kind) {
    let (shop, fresh) = (Shop::open(kind).await, Shop::open(kind).await);
    let mut slip = shop.write("a").await;
    shop.write("b").await;
    shop.clock.set("2026-03-03T01:00:00Z".parse().unwrap());
    shop.hand_on(&mut slip, "wjw").await.unwrap();
    let replayed = replay(&shop, &fresh).await.unwrap();
    assert_eq!((replayed.aggregates, replayed.events, replayed.untold.len()), (2, 3, 0));
    let kept = rows(&shop).await;
    assert_eq!((kept.len(), rows(&fresh).await), (2, kept));
}

async fn what_an_event_does_not_tell_is_kept_and_named(kind: Kind) {
    let (shop, fresh) = (Shop::open(kind).await, Shop::open(kind).await);
    let mut slip = shop.write("a").await;
    let mut work = shop.begin(None).await.unwrap();
    slip.state.secret = Some("sealed".to_owned());
    let event = handed_on(&slip, "wjw");
    work.apply(&mut slip, &[event]).await.unwrap();
    work.commit().await.unwrap();
    shop.hand_on(&mut slip, "scjg").await.unwrap();
    let replayed = replay(&shop, &fresh).await.unwrap();
    let named = [("suiji.planning.slip-handed-on.v1".to_owned(), ["secret".to_owned()].into())];
    assert_eq!(replayed.untold, named.into());
    let kept = rows(&shop).await;
    assert!(kept[0].body.contains("sealed"), "{kept:#?}");
    assert_eq!(rows(&fresh).await, kept);
    let journalled = "SELECT count(*) AS number FROM journal WHERE envelope LIKE '%sealed%'";
    assert_eq!(shop.count(journalled).await, 0);
}

async fn what_is_rebuilt_is_not_what_somebody_wrote_into_the_table(kind: Kind) {
    let (shop, fresh) = (Shop::open(kind).await, Shop::open(kind).await);
    shop.write("a").await;
    let kept = rows(&shop).await;
    let transaction = shop.context.database.begin().await.unwrap();
    sql::execute(&transaction, "UPDATE slip SET body = replace(body, 'scjg', 'else')", vec![]).await.unwrap();
    transaction.commit().await.unwrap();
    replay(&shop, &fresh).await.unwrap();
    assert_ne!(rows(&shop).await, kept);
    assert_eq!(rows(&fresh).await, kept);
}

async fn a_table_that_holds_something_is_not_rebuilt_over(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    assert!(matches!(replay(&shop, &shop).await, Err(StoreError::SameTime)));
}
