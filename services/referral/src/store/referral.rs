//! A referral as a row, and who may read it.

use std::collections::BTreeSet;

use access::Reader;
use contracts::events::referral::ReferralEvent;
use kernel::DepartmentId;
use store::{Aggregate, Index, StoreError, Work, sql};

use crate::domain::{Holder, Referral};

impl Aggregate for Referral {
    const TABLE: &'static str = "referral";
    type Event = ReferralEvent;

    fn evolve(&mut self, event: &ReferralEvent) {
        Referral::evolve(self, event);
    }

    fn index(&self) -> Index {
        Index {
            region: self.region.clone(),
            department: match &self.holder {
                Holder::Department(department) => Some(department.clone()),
                Holder::Office => None,
            },
            parent: Some(self.finding.finding.to_string()),
            state: self.stage.word(),
            due: Some(self.due_on),
            title: format!("{} {}", self.number, self.finding.object.name),
        }
    }

    /// The office, the department that found it, and every department that has had it.
    fn readers(&self) -> Vec<Reader> {
        let mut departments: BTreeSet<DepartmentId> = self.hops.iter().map(|hop| hop.to.clone()).collect();
        if let Holder::Department(holder) = &self.holder {
            departments.insert(holder.clone());
        }
        let mut readers: Vec<Reader> = departments.iter().cloned().map(Reader::System).collect();
        departments.insert(self.finding.found_by.clone());
        readers.extend(departments.into_iter().map(Reader::Department));
        readers.push(Reader::Region(self.region.clone()));
        readers
    }
}

/// Whether this finding has its referral already.
pub async fn exists_for(work: &Work, finding: &str) -> Result<bool, StoreError> {
    let text = "SELECT count(*) AS number FROM referral WHERE parent = ?";
    Ok(sql::number(work.tx(), text, vec![finding.into()]).await? > 0)
}
