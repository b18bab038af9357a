//! Dead letters (未处理消息), for those who run the installation: which lie there, since when and why, and trying one again.

use actix_web::web::{Path, Query};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{
    consume::Unable,
    dead_letter::{self, DeadLetter, LetterQuery},
};

use crate::{Answer, Body, Call, Empty, Page, Problem, answer::shown, problem::from_store};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// `failed` or `behind`.
    state: Option<String>,
    /// Event type.
    kind: Option<String>,
    /// The letter after which the page begins (`next` of the page before).
    after: Option<String>,
    /// 1 to 500; 500 where absent.
    limit: Option<u64>,
}

/// A letter with the moment when it was laid down.
#[derive(Debug, Serialize)]
struct Laid {
    #[serde(flatten)]
    letter: DeadLetter,
    laid_at: Option<DateTime<Utc>>,
}

/// Letters of the caller's region and those that could not be read, the first one laid down first.
pub(super) async fn list_dead_letters(call: Call, query: Query<Asked>) -> Answer {
    let Asked { state, kind, after, limit } = query.into_inner();
    let limit = limit.unwrap_or(500);
    if !(1..=500).contains(&limit) {
        return Err(Problem::field("limit", "应为 1 至 500"));
    }
    let query = LetterQuery { state, kind, after, limit };
    let page = dead_letter::page(call.context(), call.region().as_str(), &query).await.map_err(from_store)?;
    let laid =
        |letter: DeadLetter| Laid { laid_at: DateTime::from_timestamp_micros(letter.recorded_us), letter };
    let items = page.items.into_iter().map(laid).collect();
    shown(None, &Page { items, total: page.total, next: page.next })
}

/// Tries a dead letter again, with everything that waits behind it. The act stands on the trail.
pub(super) async fn redrive(call: Call, path: Path<(String,)>, _body: Body<Empty>) -> Answer {
    let react = call.service.react;
    match dead_letter::redrive(call.context(), &path.0, call.who.clone(), react).await {
        Ok(count) => shown(None, &json!({"redriven": count})),
        Err(Unable::Store(error)) => Err(from_store(error)),
        Err(Unable::Retry(reason) | Unable::Reject(reason)) => {
            Err(Problem::new("redrive_failed", json!({"reason": reason})))
        }
    }
}
