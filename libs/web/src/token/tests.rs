use std::{
    convert::Infallible,
    sync::atomic::{AtomicUsize, Ordering},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use kernel::MonotonicTimer;
use serde_json::json;

use super::*;

/// A token that no key here has signed, under the key id `kid`.
fn forged(kid: &str) -> String {
    let part = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.{}", part(json!({"alg": "EdDSA", "kid": kid})), part(json!({})), "c2ln")
}

fn keys() -> Keys {
    Keys::new(Arc::new(MonotonicTimer::start()))
}

#[tokio::test]
async fn the_list_is_fetched_once_for_all_who_wait_and_not_for_every_forgery() {
    let (keys, asked) = (keys(), AtomicUsize::new(0));
    let fetch = async || {
        asked.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        Ok::<_, Infallible>(KeySet::default())
    };
    let (one, other, third) = (forged("a"), forged("b"), forged("a"));
    let now = Moment::UNIX_EPOCH;
    let (one, other) = tokio::join!(keys.believe(&one, now, fetch), keys.believe(&other, now, fetch));
    let unknown = Err(BadToken::UnknownKey);
    assert!(one == unknown && other == unknown);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let begun = keys.timer.elapsed();
    assert!(keys.believe(&third, now, fetch).await == unknown);
    assert!(
        asked.load(Ordering::SeqCst) == 2 && keys.timer.elapsed() - begun > FRESH / 2,
        "not at once again"
    );
}

#[tokio::test]
async fn where_the_list_cannot_be_fetched_nobody_says_that_a_token_is_bad_and_nobody_asks_alone() {
    let (keys, asked) = (keys(), AtomicUsize::new(0));
    let fetch = async || {
        asked.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        Err::<KeySet, _>("down")
    };
    let (one, other) = (forged("a"), forged("b"));
    let now = Moment::UNIX_EPOCH;
    let (one, other) = tokio::join!(keys.believe(&one, now, fetch), keys.believe(&other, now, fetch));
    assert!(one == Err(BadToken::NoKeys) && other == one);
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}
