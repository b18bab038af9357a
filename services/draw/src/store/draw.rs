use ::store::{Aggregate, Index, StoreError, Work, sql};
use access::Reader;
use chrono::{DateTime, NaiveDate};
use contracts::events::draw::DrawEvent;
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::domain::{Draw, Stage};

/// The last day of the seal of a list; before there is one, the day on which shares count no more.
fn due(draw: &Draw) -> Option<NaiveDate> {
    if draw.stage == Stage::Drawn {
        return draw.open_by;
    }
    let last = DateTime::from_timestamp(draw.reveal_by?.cast_signed(), 0)?;
    Some(kernel::time::beijing_date(last))
}

impl Aggregate for Draw {
    const TABLE: &'static str = "draw";
    type Event = DrawEvent;
    fn evolve(&mut self, event: &DrawEvent) {
        Draw::evolve(self, event);
    }
    fn index(&self) -> Index {
        Index {
            region: self.task.region.clone(),
            department: Some(self.task.scheme.initiating.clone()),
            parent: Some(self.task.task.to_string()),
            // Published draws are no longer looked at by any job.
            state: if self.published.is_some() { "published" } else { self.stage.word() },
            due: due(self),
            title: self.task.scheme.title.clone(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        let participants = self.task.scheme.participants.iter();
        let mut readers: Vec<_> = participants.map(|p| Reader::Department(p.department.clone())).collect();
        readers.push(Reader::Region(self.task.region.clone()));
        readers.push(Reader::DrawParty(self.task.region.clone()));
        readers
    }
}

/// The draw of this number, where it gave a list.
pub async fn drawn<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    seq: u64,
) -> Result<Option<Draw>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        body: String,
    }
    let text = "SELECT draw.body AS body FROM draw JOIN drawn_seq ON drawn_seq.draw = draw.id
                WHERE drawn_seq.region = ? AND drawn_seq.seq = ?";
    let values = vec![region.as_str().into(), i64::try_from(seq).unwrap_or(-1).into()];
    let row = sql::one::<Row, _>(on, text, values).await?;
    Ok(row.map(|row| serde_json::from_str(&row.body)).transpose()?)
}

/// Notes that the draw of this number has its list, whose entry stands at this place of the log.
pub async fn note_drawn(work: &Work, draw: &Draw, place: u64) -> Result<(), StoreError> {
    let text = "INSERT INTO drawn_seq (region, seq, draw, result_place) VALUES (?, ?, ?, ?)";
    let values = vec![
        draw.task.region.as_str().into(),
        draw.seq.unwrap_or(0).cast_signed().into(),
        draw.draw.to_string().into(),
        place.cast_signed().into(),
    ];
    sql::execute(work.tx(), text, values).await.map_err(StoreError::on_conflict)?;
    Ok(())
}
