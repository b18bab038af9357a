//! Artefacts by digest.

use store::artefact;

use super::on_both;
use crate::{
    database::Kind,
    shop::{Shop, region},
};

on_both!(the_same_bytes_are_one_artefact_and_come_back_as_they_were);

async fn the_same_bytes_are_one_artefact_and_come_back_as_they_were(kind: Kind) {
    let shop = Shop::open(kind).await;
    let content: Vec<u8> = (0..=255).collect();
    let work = shop.begin(None).await.unwrap();
    let digest = artefact::keep(&work, &region(), "image/png", content.clone()).await.unwrap();
    assert_eq!(artefact::keep(&work, &region(), "image/png", content.clone()).await.unwrap(), digest);
    work.commit().await.unwrap();
    assert_eq!(shop.count("SELECT count(*) AS number FROM artefact").await, 1);
    let kept = artefact::find(shop.context.database.read(), &digest).await.unwrap().unwrap();
    assert_eq!((kept.content, kept.media_type.as_str()), (content, "image/png"));
    let other = artefact::digest(b"something else");
    assert_eq!(artefact::find(shop.context.database.read(), &other).await.unwrap(), None);
}
