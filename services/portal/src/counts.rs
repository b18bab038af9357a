//! How many results a filter leaves, kept for a while: a page of facets asks for some twenty figures, and the public asks
//! for the same ones again and again.

use std::{collections::HashMap, sync::RwLock, time::Duration};

use futures_util::{StreamExt, stream};
use serde_json::Value;

use crate::{
    place::{Asked, Listed},
    trouble::Trouble,
};

const FRESH: Duration = Duration::from_secs(60);
/// Figures kept at most; when there are more, what is stale goes, and what is new is not kept.
const KEPT: usize = 5_000;
/// Figures asked for at once.
const AT_ONCE: usize = 8;

/// Figures by the address they were read at, and until when they are fresh.
#[derive(Debug, Default)]
pub struct Counts(RwLock<HashMap<String, (u64, Duration)>>);

impl Counts {
    /// The totals of these queries of results, in their order.
    pub async fn of(&self, asked: &Asked, queries: Vec<String>) -> Result<Vec<u64>, Trouble> {
        let one = |query: String| async move { self.one(asked, query).await };
        let figures: Vec<_> = stream::iter(queries.into_iter().map(one)).buffered(AT_ONCE).collect().await;
        figures.into_iter().collect()
    }

    async fn one(&self, asked: &Asked, query: String) -> Result<u64, Trouble> {
        let now = asked.ground().timer.elapsed();
        if let Ok(kept) = self.0.read()
            && let Some((total, until)) = kept.get(&query)
            && now < *until
        {
            return Ok(*total);
        }
        let page: Listed<Value> = asked.get("disclosure", &format!("/v1/results?{query}&limit=1")).await?;
        if let Ok(mut kept) = self.0.write() {
            if kept.len() >= KEPT {
                kept.retain(|_, (_, until)| now < *until);
            }
            if kept.len() < KEPT {
                kept.insert(query, (page.total, now + FRESH));
            }
        }
        Ok(page.total)
    }
}
