//! What goes back: a view with the aggregate's version as its ETag.

use actix_web::{HttpResponse, http::StatusCode};
use serde::Serialize;
use store::{Work, idempotency::Saved};

use crate::{Problem, problem::from_store};

/// What every handler returns.
pub type Answer = Result<HttpResponse, Problem>;

/// Commits and answers 200 with the view.
pub async fn ok<T: Serialize>(work: Work, version: u64, view: &T) -> Answer {
    commit(work, 200, version, view).await
}

/// Commits and answers 201 with the view of what was made.
pub async fn created<T: Serialize>(work: Work, version: u64, view: &T) -> Answer {
    commit(work, 201, version, view).await
}

/// Answers a read: 200 with the view, and its version as ETag where it has one.
pub fn shown<T: Serialize>(version: Option<u64>, view: &T) -> Answer {
    let mut response = HttpResponse::Ok();
    if let Some(version) = version {
        response.insert_header(("ETag", etag(version)));
    }
    Ok(response.json(view))
}

async fn commit<T: Serialize>(work: Work, status: u16, version: u64, view: &T) -> Answer {
    let saved = work.commit_answer(status, Some(etag(version)), view).await.map_err(from_store)?;
    Ok(replay(&saved))
}

/// The saved answer as a response.
pub(crate) fn replay(saved: &Saved) -> HttpResponse {
    let status = u16::try_from(saved.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
    let mut response = HttpResponse::build(status.unwrap_or(StatusCode::OK));
    if let Some(etag) = &saved.etag {
        response.insert_header(("ETag", etag.as_str()));
    }
    response.content_type("application/json").body(saved.body.clone())
}

fn etag(version: u64) -> String {
    format!("\"{version}\"")
}
