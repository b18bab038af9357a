//! Results formed directly (直接形成检查结果, art. 21): only where no substantive check was possible, so that none stands
//! beside a substantive one.

use kernel::{DepartmentId, ItemCode, codes::ResultKind};

use super::{Refusal, Visit};

impl Visit {
    /// Whether what this department has recorded agrees with itself and with what the others have. It is asked when the
    /// department signs: up to then records may still be put right, one after another.
    ///
    /// Nobody was reached, or somebody was: the whole visit says one thing. To refuse one department and let another work
    /// is possible: there each department answers for its own check (art. 4).
    pub(super) fn agrees(&self, department: &DepartmentId) -> Result<(), Refusal> {
        let own = self.recorded().filter(|(of, ..)| *of == department);
        for (_, item, kind) in own {
            let against = self.recorded().any(|(of, _, other)| contradict(kind, other, of == department));
            if against {
                return Err(Refusal::DirectBesideSubstantive { item: item.clone() });
            }
        }
        Ok(())
    }

    fn recorded(&self) -> impl Iterator<Item = (&DepartmentId, &ItemCode, ResultKind)> {
        self.parts.iter().flat_map(|(department, part)| {
            part.records.iter().map(move |(item, record)| (department, item, record.result))
        })
    }
}

fn contradict(one: ResultKind, other: ResultKind, same_department: bool) -> bool {
    let either = |kind| one == kind || other == kind;
    one != other
        && (either(ResultKind::Unreachable) || (same_department && either(ResultKind::Uncooperative)))
}
