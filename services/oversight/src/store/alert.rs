use ::store::{Aggregate, Index, StoreError, sql};
use access::Reader;
use contracts::events::oversight::OversightEvent;
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::domain::{Alert, text};

impl Aggregate for Alert {
    const TABLE: &'static str = "alert";
    type Event = OversightEvent;
    /// An alert is raised and never changes.
    fn evolve(&mut self, _: &OversightEvent) {}
    fn index(&self) -> Index {
        Index {
            region: self.region.clone(),
            department: self.department.clone(),
            parent: Some(self.about.clone()),
            state: Alert::word(self.kind),
            due: None,
            title: text(self.kind).to_owned(),
        }
    }
    fn readers(&self) -> Vec<Reader> {
        vec![Reader::Region(self.region.clone())]
    }
}

/// An alert whose cause still stands.
#[derive(Debug, Clone, FromQueryResult)]
pub struct OpenAlert {
    pub id: String,
    pub title: String,
    pub department: Option<String>,
}

/// Alerts of a region whose cause still stands: no referral yet, not accepted, not disclosed, not tried again. A presumed
/// end stands until every department of the visit has disclosed.
pub async fn open<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<Vec<OpenAlert>, StoreError> {
    let text = "SELECT a.id, a.title, a.department FROM alert a WHERE a.region = ? AND (
         (a.state = 'finding_without_referral' AND EXISTS
          (SELECT 1 FROM finding f WHERE f.id = a.parent AND f.referral IS NULL))
         OR (a.state = 'referral_overdue' AND NOT EXISTS
          (SELECT 1 FROM line l WHERE l.aggregate = a.parent AND l.kind = 'suiji.referral.accepted.v1'))
         OR (a.state = 'disclosure_overdue' AND EXISTS
          (SELECT 1 FROM duty d WHERE d.id = a.parent AND d.on_time IS NULL))
         OR (a.state = 'end_presumed' AND EXISTS
          (SELECT 1 FROM link k JOIN duty d ON d.id = k.aggregate WHERE k.visit = a.parent AND d.on_time IS NULL))
         OR (a.state = 'dead_letter' AND EXISTS
          (SELECT 1 FROM dead_letter l WHERE l.event = a.parent AND l.state <> 'resolved')))
         ORDER BY a.id";
    Ok(sql::all(on, text, vec![region.as_str().into()]).await?)
}
