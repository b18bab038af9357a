//! The inbox: which facts have taken effect here, each once.

use contracts::envelope::Fact;
use kernel::{Moment, RegionCode, ids::EventId};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Context, StoreError, Work, sql};

/// Enters a fact; false where it stands there already.
pub(crate) async fn take_in(work: &Work, fact: &Fact) -> Result<bool, StoreError> {
    let text = "INSERT INTO inbox (event, region, kind, handled_us) VALUES (?, ?, ?, ?) ON CONFLICT (event) DO NOTHING";
    let values = vec![
        fact.id.to_string().into(),
        fact.region.as_str().into(),
        fact.kind().into(),
        work.now().timestamp_micros().into(),
    ];
    Ok(sql::execute(work.tx(), text, values).await? == 1)
}

pub(crate) async fn knows(work: &Work, event: &str) -> Result<bool, StoreError> {
    let text = "SELECT count(*) AS number FROM inbox WHERE event = ?";
    Ok(sql::number(work.tx(), text, vec![event.into()]).await? > 0)
}

/// A fact of another service that took effect here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Received {
    /// The event's id, in its publisher's journal too.
    pub event: EventId,
    pub kind: String,
    #[schema(value_type = String, format = DateTime)]
    pub handled: Moment,
}

#[derive(FromQueryResult)]
struct Row {
    event: String,
    kind: String,
    handled_us: i64,
}

/// A region's facts whose ids follow `event`, in the order of their ids. Ids rise with time, but a fact that was held up
/// comes in below what has been read: read from the beginning to compare with the journals.
pub async fn after(
    context: &Context,
    region: &RegionCode,
    event: Option<EventId>,
    limit: u64,
) -> Result<Vec<Received>, StoreError> {
    let text =
        "SELECT event, kind, handled_us FROM inbox WHERE region = ? AND event > ? ORDER BY event LIMIT ?";
    let from = event.map(|event| event.to_string()).unwrap_or_default();
    let values = vec![region.as_str().into(), from.into(), limit.cast_signed().into()];
    let rows = sql::all::<Row, _>(context.database.read(), text, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Received {
                event: row.event.parse().map_err(|_| StoreError::NotFound)?,
                kind: row.kind,
                handled: Moment::from_timestamp_micros(row.handled_us).unwrap_or_default(),
            })
        })
        .collect()
}
