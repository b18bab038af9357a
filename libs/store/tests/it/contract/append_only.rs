//! Whoever asks, what is on record neither changes nor goes.

use sea_orm::{ConnectionTrait, DbBackend};
use store::artefact;

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, region},
};

on_both!(the_journal_cannot_be_rewritten, nor_what_stands_beside_it, an_artefact_cannot_be_exchanged,);

async fn the_journal_cannot_be_rewritten(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    refuses(&shop, "UPDATE journal SET actor = 'somebody else'").await;
    refuses(&shop, "DELETE FROM journal WHERE aggregate = 'a'").await;
    refuses_to_be_emptied(&shop, "journal").await;
    let untouched = "SELECT count(*) AS number FROM journal WHERE actor <> 'somebody else'";
    assert_eq!(shop.count(untouched).await, 1);
}

async fn nor_what_stands_beside_it(kind: Kind) {
    let shop = Shop::open(kind).await;
    shop.write("a").await;
    refuses(&shop, "UPDATE untold SET fields = '{}'").await;
    refuses(&shop, "DELETE FROM untold").await;
    refuses_to_be_emptied(&shop, "untold").await;
}

async fn an_artefact_cannot_be_exchanged(kind: Kind) {
    let shop = Shop::open(kind).await;
    let work = shop.begin(None).await.unwrap();
    let digest = artefact::keep(&work, &region(), "text/plain", b"drawn".to_vec()).await.unwrap();
    work.commit().await.unwrap();
    refuses(&shop, "UPDATE artefact SET region = '410400'").await;
    refuses(&shop, "DELETE FROM artefact").await;
    refuses_to_be_emptied(&shop, "artefact").await;
    let kept = artefact::find(shop.context.database.read(), &digest).await.unwrap().unwrap();
    assert_eq!((kept.region.as_str(), kept.content.as_slice()), ("410481", b"drawn".as_slice()));
}

/// SQLite has no other way to empty a table than DELETE.
async fn refuses_to_be_emptied(shop: &Shop, table: &str) {
    if shop.context.database.backend() == DbBackend::Postgres {
        refuses(shop, &format!("TRUNCATE {table}")).await;
    }
}

async fn refuses(shop: &Shop, text: &str) {
    let transaction = shop.context.database.begin().await.unwrap();
    let refused = transaction.execute_unprepared(text).await.expect_err(text);
    assert!(refused.to_string().contains("is append-only"), "{text}: {refused}");
}
