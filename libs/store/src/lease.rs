//! Leases: one holder at a time for work that must not run twice side by side. Claimed by a conditional UPDATE, the same
//! SQL on both databases, since row locks vanish silently on SQLite.
//!
//! No clock stands in the row. The holder beats, and who waits takes over when it has seen the same beat for as long as the
//! lease lasts by its own monotonic timer: clocks that differ or are set free nothing.

use std::time::Duration;

use sea_orm::FromQueryResult;

use crate::{Context, StoreError, sql};

/// The holder of a lease that was given back.
const NOBODY: &str = "";

/// A lease as one process sees it.
#[derive(Debug, Clone)]
pub struct Lease {
    name: &'static str,
    /// Another's beat, and since when by our timer.
    seen: Option<(Beat, Duration)>,
}

#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
struct Beat {
    holder: String,
    beat: i64,
}

impl Lease {
    pub fn new(name: &'static str) -> Self {
        Self { name, seen: None }
    }

    /// Takes or renews it for this process. False where another holds it, or may still.
    pub async fn take(&mut self, context: &Context, for_how_long: Duration) -> Result<bool, StoreError> {
        let now = context.timer.elapsed();
        let text = "SELECT holder, beat FROM lease WHERE name = ?";
        let Some(row) = sql::one::<Beat, _>(context.database.read(), text, vec![self.name.into()]).await?
        else {
            return self.first(context).await;
        };
        if row.holder != *context.instance && row.holder != NOBODY {
            match &self.seen {
                Some((seen, since)) if *seen == row => {
                    if now.saturating_sub(*since) < for_how_long {
                        return Ok(false);
                    }
                }
                _ => {
                    self.seen = Some((row, now));
                    return Ok(false);
                }
            }
        }
        self.beat(context, &row).await
    }

    /// Gives it back, where this process holds it: the next need not wait for a silence.
    pub async fn give_back(&mut self, context: &Context) -> Result<(), StoreError> {
        let text = "UPDATE lease SET holder = ? WHERE name = ? AND holder = ?";
        let values = vec![NOBODY.into(), self.name.into(), (*context.instance).into()];
        self.claim(context, text, values).await.map(|_| ())
    }

    async fn first(&self, context: &Context) -> Result<bool, StoreError> {
        let text = "INSERT INTO lease (name, holder, until_us, beat) VALUES (?, ?, 0, 0)
                    ON CONFLICT (name) DO NOTHING";
        self.claim(context, text, vec![self.name.into(), (*context.instance).into()]).await
    }

    /// Only one of those who saw the same beat makes the next.
    async fn beat(&self, context: &Context, seen: &Beat) -> Result<bool, StoreError> {
        let text = "UPDATE lease SET holder = ?, beat = beat + 1 WHERE name = ? AND holder = ? AND beat = ?";
        let values =
            vec![(*context.instance).into(), self.name.into(), seen.holder.as_str().into(), seen.beat.into()];
        self.claim(context, text, values).await
    }

    async fn claim(
        &self,
        context: &Context,
        text: &str,
        values: Vec<sea_orm::Value>,
    ) -> Result<bool, StoreError> {
        let transaction = context.database.begin().await?;
        let claimed = sql::execute(&transaction, text, values).await?;
        transaction.commit().await?;
        Ok(claimed == 1)
    }
}
