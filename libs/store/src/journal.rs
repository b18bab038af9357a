//! The journal: the record of every act, and the outbox beside it.

use access::Reader;
use contracts::envelope::{AnyEvent, Envelope, Fact};
use kernel::{DepartmentId, Moment, RegionCode, ids::EventId};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Context, Database, StoreError, Work, artefact, sql, visible};

/// Journals an event and lays it out for every department concerned, or for everybody (`_`).
pub(crate) async fn write(
    work: &Work,
    region: &RegionCode,
    aggregate: &str,
    version: u64,
    event: AnyEvent,
    concerns: &[DepartmentId],
) -> Result<(), StoreError> {
    let kind = event.kind.clone();
    let id = insert(work, region, aggregate, version, event).await?;
    let mut audiences: Vec<&str> = concerns.iter().map(DepartmentId::as_str).collect();
    if audiences.is_empty() {
        audiences.push("_");
    }
    for audience in audiences {
        let subject = bus::subject::from_type(region.as_str(), &kind, audience)
            .map_err(|bad| StoreError::Subject(bad.to_string()))?;
        sql::execute(
            work.tx(),
            "INSERT INTO outbox (journal_id, audience, subject) VALUES (?, ?, ?)",
            vec![id.to_string().into(), audience.into(), subject.into()],
        )
        .await?;
    }
    Ok(())
}

/// Journals without laying out: looks at personal data and the like concern nobody else.
pub(crate) async fn write_unpublished(
    work: &Work,
    region: &RegionCode,
    aggregate: &str,
    version: u64,
    event: AnyEvent,
) -> Result<(), StoreError> {
    insert(work, region, aggregate, version, event).await.map(|_| ())
}

async fn insert(
    work: &Work,
    region: &RegionCode,
    aggregate: &str,
    version: u64,
    event: AnyEvent,
) -> Result<EventId, StoreError> {
    let (who, context) = (&work.who, work.context());
    let id: EventId = work.new_id();
    let kind = event.kind.clone();
    let time = who.occurred.unwrap_or(work.now());
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id,
        source: format!("/suiji/{region}/{}", context.service),
        subject: aggregate.to_owned(),
        time,
        datacontenttype: "application/json".to_owned(),
        sequence: version,
        traceparent: who.traceparent.clone(),
        region: region.clone(),
        recordedtime: work.now(),
        actor: who.actor.account,
        actorrole: who.actor.role,
        actordepartment: who.actor.department.clone(),
        onbehalfof: who.on_behalf_of,
        reason: who.reason.clone(),
        cause: who.cause,
        policyversion: kernel::policy::in_force(kernel::time::beijing_date(time)).to_owned(),
        catalogueversion: None,
        calendarversion: None,
        event,
    };
    let role = serde_json::to_value(who.actor.role)?;
    sql::execute(
        work.tx(),
        "INSERT INTO journal (id, region, aggregate, version, kind, actor, role, department, origin, cause, recorded_us, envelope)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        vec![
            id.to_string().into(),
            region.as_str().into(),
            aggregate.into(),
            version.cast_signed().into(),
            kind.into(),
            who.actor.account.to_string().into(),
            role.as_str().unwrap_or_default().into(),
            who.actor.department.clone().map(String::from).into(),
            who.origin.clone().into(),
            who.cause.map(|cause| cause.to_string()).into(),
            work.now().timestamp_micros().into(),
            serde_json::to_string(&envelope)?.into(),
        ],
    )
    .await
    .map_err(StoreError::on_conflict)?;
    Ok(id)
}

/// The version that an aggregate has reached; 0 where it has none yet.
pub async fn last_version<C: ConnectionTrait>(on: &C, aggregate: &str) -> Result<u64, StoreError> {
    let text = "SELECT max(version) AS number FROM journal WHERE aggregate = ?";
    Ok(sql::number(on, text, vec![aggregate.into()]).await?.unsigned_abs())
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Entry {
    /// Position given by the relay, gap-free; absent while the event waits for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<u64>,
    /// Where the call came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[schema(value_type = Object)]
    pub event: Fact,
}

#[derive(FromQueryResult)]
struct Row {
    position: Option<i64>,
    origin: Option<String>,
    envelope: String,
}

impl TryFrom<Row> for Entry {
    type Error = StoreError;
    fn try_from(row: Row) -> Result<Self, StoreError> {
        let event = serde_json::from_str(&row.envelope)?;
        Ok(Self { position: row.position.map(i64::unsigned_abs), origin: row.origin, event })
    }
}

/// A line of a trail by its digest: what a file that is sealed names it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct EntryDigest {
    pub version: i64,
    pub kind: String,
    /// SHA-256 of the envelope as it was journalled, hex.
    pub digest: String,
}

/// The trail of one aggregate as it stands in this work, what is not committed yet included.
pub async fn digests(work: &Work, aggregate: &str) -> Result<Vec<EntryDigest>, StoreError> {
    let text = "SELECT version, kind, envelope AS digest FROM journal WHERE aggregate = ? ORDER BY version";
    let mut entries = sql::all::<EntryDigest, _>(work.tx(), text, vec![aggregate.into()]).await?;
    for entry in &mut entries {
        entry.digest = artefact::digest(entry.digest.as_bytes());
    }
    Ok(entries)
}

/// The trail of one aggregate, oldest first.
pub async fn timeline(context: &Context, aggregate: &str) -> Result<Vec<Entry>, StoreError> {
    let text =
        // An event that concerns two departments is published twice and stands here once.
        "SELECT (SELECT min(p.position) FROM published p WHERE p.journal_id = j.id) AS position, j.origin, j.envelope
                FROM journal j WHERE j.aggregate = ? ORDER BY j.version";
    rows(context, text, vec![aggregate.into()]).await
}

/// The moment of the last entry, whatever its region: the clock of the law never goes back behind it.
pub async fn last_recorded(database: &Database) -> Result<Option<Moment>, StoreError> {
    let text = "SELECT max(recorded_us) AS number FROM journal";
    let micros = sql::number(database.read(), text, vec![]).await?;
    Ok(if micros > 0 { Moment::from_timestamp_micros(micros) } else { None })
}

/// Published entries of a region after a position, in the relay's order: any reader can be rebuilt from here.
pub async fn after(
    context: &Context,
    region: &RegionCode,
    position: u64,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let text =
        "SELECT p.position, j.origin, j.envelope FROM published p JOIN journal j ON j.id = p.journal_id
                WHERE p.position > ? AND j.region = ? ORDER BY p.position LIMIT ?";
    let values = vec![position.cast_signed().into(), region.as_str().into(), limit.cast_signed().into()];
    rows(context, text, values).await
}

/// Looks at what is not everybody's, newest first, before the entry `before`: who saw what, as which role, for which
/// purpose (art. 25). A look at something that the reader may not see, such as a sealed visit, is not shown.
pub async fn looks(
    context: &Context,
    region: &RegionCode,
    held: &[Reader],
    before: Option<EventId>,
    limit: u64,
) -> Result<Vec<Entry>, StoreError> {
    let about = "substr(j.aggregate, 1, length(j.aggregate) - 6)";
    let (visible, readers) = visible::predicate(about, held);
    let text = format!(
        "SELECT CAST(NULL AS BIGINT) AS position, j.origin, j.envelope FROM journal j
         WHERE j.region = ? AND j.id < ? AND j.aggregate LIKE '%/looks'
         AND ({visible} OR NOT EXISTS (SELECT 1 FROM reader r WHERE r.aggregate = {about}))
         ORDER BY j.id DESC LIMIT ?"
    );
    // Above every id.
    let before = before.map_or_else(|| "g".to_owned(), |before| before.to_string());
    let mut values = vec![region.as_str().into(), before.into()];
    values.extend(readers);
    values.push(limit.cast_signed().into());
    rows(context, &text, values).await
}

async fn rows(context: &Context, text: &str, values: Vec<Value>) -> Result<Vec<Entry>, StoreError> {
    let rows = sql::all::<Row, _>(context.database.read(), text, values).await?;
    rows.into_iter().map(Entry::try_from).collect()
}
