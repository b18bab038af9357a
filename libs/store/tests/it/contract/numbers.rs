//! Official numbers have no gap and no double, whoever takes them at once and whoever gives up.

use store::number;

use super::on_both;
use crate::{database::Kind, shop::Shop};

on_both!(
    a_number_whose_work_was_dropped_is_given_again,
    numbers_taken_at_once_are_gap_free,
    each_series_counts_for_itself,
);

async fn a_number_whose_work_was_dropped_is_given_again(kind: Kind) {
    let shop = Shop::open(kind).await;
    let first = shop.begin(None).await.unwrap();
    assert_eq!(number::next(&first, "文号").await.unwrap(), 1);
    // The second waits for the first, whether it may begin before that or not.
    let context = shop.context.clone();
    let second = tokio::spawn(async move { take(&context, true).await });
    drop(first);
    assert_eq!(second.await.unwrap(), 1);
    assert_eq!(take(&shop.context, true).await, 2);
}

async fn numbers_taken_at_once_are_gap_free(kind: Kind) {
    let shop = Shop::open(kind).await;
    let takers: Vec<_> = (0..24)
        .map(|taker| {
            let context = shop.context.clone();
            tokio::spawn(async move { (taker % 3 > 0).then_some(take(&context, taker % 3 > 0).await) })
        })
        .collect();
    let mut taken = Vec::new();
    for taker in takers {
        taken.extend(taker.await.unwrap());
    }
    taken.sort_unstable();
    assert_eq!(taken, (1..=16).collect::<Vec<u64>>());
}

async fn each_series_counts_for_itself(kind: Kind) {
    let shop = Shop::open(kind).await;
    let work = shop.begin(None).await.unwrap();
    let mut numbers = Vec::new();
    for series in ["a/2026", "a/2026", "a/2027", "b/2026", "a/2026"] {
        numbers.push(number::next(&work, series).await.unwrap());
    }
    assert_eq!(numbers, [1, 2, 1, 1, 3]);
}

/// Takes the next number, and uses it or gives it up.
async fn take(context: &store::Context, used: bool) -> u64 {
    let who = store::Who::system(&crate::shop::region());
    let work = store::Work::begin(context, who, None).await.unwrap();
    let number = number::next(&work, "文号").await.unwrap();
    if used {
        work.commit().await.unwrap();
    }
    number
}
