//! Waiting for what the services do among themselves.

use std::time::Duration;

use crate::failure::Failure;

/// Longer than any step takes, restarts included.
const LIMIT: Duration = Duration::from_secs(180);
const FIRST_PAUSE: Duration = Duration::from_millis(30);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Asks until there is an answer.
///
/// # Errors
/// What asking came to, or `what` after three minutes.
pub async fn until<T, F>(what: &str, mut ask: impl FnMut() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<Option<T>, Failure>>,
{
    let (mut waited, mut pause) = (Duration::ZERO, FIRST_PAUSE);
    loop {
        if let Some(found) = ask().await? {
            return Ok(found);
        }
        if waited >= LIMIT {
            return Err(Failure(format!("等待超过 {} 秒：{what}", LIMIT.as_secs())));
        }
        tokio::time::sleep(pause).await;
        waited += pause;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
