use bus::{BusError, ConsumerSpec, MAX_BODY_BYTES, Message};

use super::on_both;
use crate::backend::{Backend, Kind, message, message_on, read};

on_both!(
    subjects_of_other_roots_are_refused,
    bodies_above_one_megabyte_are_refused,
    malformed_ids_and_traces_are_refused,
    consumers_without_name_or_filter_are_refused,
);

/// Refused for good, and with it the whole batch.
async fn refused(backend: &Backend, bad: Message) -> BusError {
    let before = backend.publisher().position().await.unwrap();
    let refusal = backend.publisher().publish(&[message("good"), bad]).await.unwrap_err();
    assert!(refusal.is_permanent(), "{refusal}");
    assert_eq!(backend.publisher().position().await.unwrap(), before, "nothing is stored");
    refusal
}

async fn subjects_of_other_roots_are_refused(kind: Kind) {
    let backend = Backend::start(kind).await;
    for subject in [
        "",
        "referral",
        "suiji.410400.portal.issued.v1._",
        "suiji.410400.referral.issued.v1",
        "suiji.410400.referral.issued.v1._.more",
        "suiji.*.referral.issued.v1._",
        "suiji.410400.referral.issued.v1.>",
        "suiji.410400.referral.Issued.v1._",
        "suiji.410400.referral.is sued.v1._",
        "suiji-dead.410400.referral.issued.v1._",
        "suiji-test.410400.referral.issued.v1._",
    ] {
        let refusal = refused(&backend, message_on(subject, "bad")).await;
        assert!(matches!(refusal, BusError::BadSubject(_)), "{subject:?}: {refusal}");
    }
}

async fn bodies_above_one_megabyte_are_refused(kind: Kind) {
    let backend = Backend::start(kind).await;
    let body = |bytes| Message { body: vec![b'x'; bytes], ..message("large") };
    let refusal = refused(&backend, body(MAX_BODY_BYTES + 1)).await;
    assert!(matches!(refusal, BusError::TooLarge { bytes, .. } if bytes == MAX_BODY_BYTES + 1), "{refusal}");
    backend.publisher().publish(&[message("small"), body(MAX_BODY_BYTES)]).await.unwrap();
    let received = read(&mut *backend.reader().await, 2).await;
    assert_eq!(received[1].message.body.len(), MAX_BODY_BYTES);
}

async fn malformed_ids_and_traces_are_refused(kind: Kind) {
    let backend = Backend::start(kind).await;
    for id in ["", "a b", "a\r\nNats-Rollup: all", "单号", &"x".repeat(201)] {
        assert!(matches!(refused(&backend, message(id)).await, BusError::BadId(_)), "{id:?}");
    }
    let traced = Message { traceparent: Some("00\r\nNats-Rollup: all".into()), ..message("traced") };
    assert!(matches!(refused(&backend, traced).await, BusError::BadTrace { .. }));
}

async fn consumers_without_name_or_filter_are_refused(kind: Kind) {
    let backend = Backend::start(kind).await;
    let open = async |durable: &str, filters: &[&str]| {
        let filters = filters.iter().map(ToString::to_string).collect();
        backend.bus().consumer(ConsumerSpec { durable: durable.into(), filters }).await.err()
    };
    for durable in ["", "a.b", "a*", "A"] {
        assert!(matches!(open(durable, &["suiji.>"]).await, Some(BusError::BadDurable(_))), "{durable:?}");
    }
    for filters in [&[][..], &[""], &[">"], &["suiji-dead.>"], &["suiji.>.draw"]] {
        assert!(matches!(open("reader", filters).await, Some(BusError::BadFilter(_))), "{filters:?}");
    }
}
