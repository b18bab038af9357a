use bus::StreamPosition;

use super::on_both;
use crate::backend::{Backend, Kind, ids, message, messages, read};

on_both!(
    a_new_stream_stands_at_zero,
    a_restart_keeps_the_position,
    a_new_stream_has_another_identity,
    a_stream_that_fell_back_shows_another_message,
);

async fn position(backend: &Backend) -> StreamPosition {
    backend.publisher().position().await.unwrap()
}

async fn a_new_stream_stands_at_zero(kind: Kind) {
    let backend = Backend::start(kind).await;
    let new = position(&backend).await;
    assert_eq!((new.last_sequence, new.last_message_id), (0, None));
    assert!(!new.identity.is_empty());
}

async fn a_restart_keeps_the_position(kind: Kind) {
    let mut backend = Backend::start(kind).await;
    backend.publisher().publish(&messages(3)).await.unwrap();
    let before = position(&backend).await;
    assert_eq!((before.last_sequence, before.last_message_id.as_deref()), (3, Some("m2")));
    backend.restart().await;
    backend.bus().prepare().await.unwrap();
    assert_eq!(position(&backend).await, before);
}

async fn a_new_stream_has_another_identity(kind: Kind) {
    let mut backend = Backend::start(kind).await;
    backend.publisher().publish(&messages(3)).await.unwrap();
    let before = position(&backend).await;
    backend.lose_everything().await;
    // Without the identity, the position would look like the old one once as many messages were stored.
    backend.publisher().publish(&messages(3)).await.unwrap();
    let after = position(&backend).await;
    assert_eq!((after.last_sequence, &after.last_message_id), (3, &before.last_message_id));
    assert_ne!(after.identity, before.identity);
    assert_eq!(ids(&read(&mut *backend.reader().await, 3).await), ["m0", "m1", "m2"]);
}

async fn a_stream_that_fell_back_shows_another_message(kind: Kind) {
    let mut backend = Backend::start(kind).await;
    backend.publisher().publish(&messages(3)).await.unwrap();
    let copy = backend.save().await;
    backend.publisher().publish(&[message("lost-1"), message("lost-2")]).await.unwrap();
    let before = position(&backend).await;
    backend.fall_back(&copy).await;
    assert_eq!(position(&backend).await.last_sequence, 3);
    backend.publisher().publish(&[message("other-1"), message("other-2")]).await.unwrap();
    let after = position(&backend).await;
    assert_eq!((after.identity, after.last_sequence), (before.identity, before.last_sequence));
    assert_eq!(before.last_message_id.as_deref(), Some("lost-2"));
    assert_eq!(after.last_message_id.as_deref(), Some("other-2"), "this is how the relay notices");
}
