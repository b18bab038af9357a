//! What cannot take effect lies among the dead letters, holds up its own aggregate and no other, and can be tried again.

use store::{
    StoreError, Unable,
    consume::Consumed,
    dead_letter::{self, LetterQuery},
};

use super::on_both;
use crate::{
    database::Kind,
    hearing::{Hearing, hear},
};

on_both!(
    a_dead_letter_holds_up_its_aggregate_alone,
    a_redrive_takes_effect_in_order_and_lets_the_next_through,
    a_redrive_that_fails_again_changes_nothing,
    what_cannot_be_read_or_believed_is_laid_down,
    letters_are_read_page_by_page_and_by_state,
);

const ONE_DONE: Consumed = Consumed { done: 1, duplicates: 0, retried: 0, dead: 0 };

/// Slip `a` with its first version refused and its second behind it; `b` was heard.
async fn refused(kind: Kind) -> Hearing {
    let mut hearing = Hearing::open(kind).await;
    let (a, b) = (hearing.slip("a").await, hearing.slip("b").await);
    hearing.deafen("a", "reject").await;
    hearing.publish(&[&a[0], &a[1], &b[0]]).await;
    assert_eq!(hearing.step().await, Consumed { dead: 2, ..ONE_DONE });
    hearing
}

async fn a_dead_letter_holds_up_its_aggregate_alone(kind: Kind) {
    let hearing = refused(kind).await;
    assert_eq!(hearing.heard().await, ["b 1"]);
    assert_eq!(letters(&hearing).await, ["a 1 failed never", "a 2 behind "]);
    assert_eq!(dead_letter::count(&hearing.listener.context).await.unwrap(), 2);
    assert_eq!(dead_letter::list(&hearing.listener.context, "410400").await.unwrap(), []);
}

async fn a_redrive_takes_effect_in_order_and_lets_the_next_through(kind: Kind) {
    let mut hearing = refused(kind).await;
    hearing.heal("a").await;
    assert_eq!(redrive(&hearing).await.unwrap(), 2);
    assert_eq!(hearing.heard().await, ["b 1", "a 1", "a 2"]);
    assert_eq!(dead_letter::count(&hearing.listener.context).await.unwrap(), 0);
    assert!(matches!(redrive(&hearing).await, Err(Unable::Store(StoreError::NotFound))), "once");
    let first = hearing.messages("a").await.remove(0).id;
    let looks = format!("{}/looks", first.split(':').next().unwrap());
    let trail = store::journal::timeline(&hearing.listener.context, &looks).await.unwrap();
    assert_eq!(trail.len(), 1, "who had it tried stands on the trail");

    let mut slip = store::list::find(&hearing.speaker.context, "a").await.unwrap();
    hearing.speaker.hand_on(&mut slip, "yjgl").await.unwrap();
    let third = hearing.messages("a").await.pop().unwrap();
    hearing.publish(&[&third]).await;
    assert_eq!(hearing.step().await, ONE_DONE);
    assert_eq!(hearing.heard().await, ["b 1", "a 1", "a 2", "a 3"]);
}

async fn a_redrive_that_fails_again_changes_nothing(kind: Kind) {
    let hearing = refused(kind).await;
    assert!(matches!(redrive(&hearing).await, Err(Unable::Reject(_))));
    assert_eq!((hearing.heard().await.len(), letters(&hearing).await.len()), (1, 2));
}

async fn what_cannot_be_read_or_believed_is_laid_down(kind: Kind) {
    let mut hearing = Hearing::open(kind).await;
    let mut unreadable = hearing.slip("a").await.remove(0);
    unreadable.body = b"{}".to_vec();
    // A service may publish under its own name only.
    let mut foreign = hearing.slip("b").await.remove(0);
    foreign.subject = foreign.subject.replace("planning", "draw");
    hearing.publish(&[&unreadable, &foreign]).await;
    assert_eq!(hearing.step().await.dead, 2);
    assert_eq!(hearing.heard().await, [""; 0]);
    assert_eq!(dead_letter::list(&hearing.listener.context, "410481").await.unwrap().len(), 2);
    assert_eq!(hearing.step().await, Consumed::default(), "and is acknowledged");
}

async fn letters_are_read_page_by_page_and_by_state(kind: Kind) {
    let hearing = refused(kind).await;
    let page = async |state: Option<&str>, after: Option<String>| {
        let query =
            LetterQuery { state: state.map(str::to_owned), after, limit: 1, ..LetterQuery::default() };
        dead_letter::page(&hearing.listener.context, "410481", &query).await.unwrap()
    };
    let first = page(None, None).await;
    assert_eq!((first.total, first.items.len()), (2, 1));
    assert!(first.next.is_some() && first.items[0].recorded_us > 0);
    let second = page(None, first.next).await;
    assert_eq!((second.items.len(), second.next), (1, None));
    assert_ne!(first.items[0].event, second.items[0].event);
    let behind = page(Some("behind"), None).await;
    assert_eq!((behind.total, behind.items[0].version), (1, 2));
}

async fn letters(hearing: &Hearing) -> Vec<String> {
    let mut letters = dead_letter::list(&hearing.listener.context, "410481").await.unwrap();
    letters.sort_by_key(|letter| letter.version);
    let shown =
        |l: &dead_letter::DeadLetter| format!("{} {} {} {}", l.aggregate, l.version, l.state, l.reason);
    letters.iter().map(shown).collect()
}

async fn redrive(hearing: &Hearing) -> Result<u64, Unable> {
    let first = hearing.messages("a").await.remove(0);
    let event = first.id.split(':').next().unwrap();
    let by = store::Who::system(&"410481".parse().unwrap());
    dead_letter::redrive(&hearing.listener.context, event, by, hear).await
}
