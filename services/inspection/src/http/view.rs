use ::store::Loaded;
use contracts::api::inspection::{ItemView, PartView, TeamView, VisitView};

use crate::domain::Visit;

pub fn view(loaded: &Loaded<Visit>) -> VisitView {
    let visit = &loaded.state;
    let part = |(department, part): (&kernel::DepartmentId, &crate::domain::Part)| PartView {
        department: department.clone(),
        items: part
            .items
            .iter()
            .map(|item| ItemView {
                item: item.item.clone(),
                name: item.name.clone(),
                guide: item.guide.clone(),
                guide_version: item.guide_version.clone(),
                result: part.records.get(&item.item).map(|record| record.result),
            })
            .collect(),
        signed: part.signed.iter().copied().collect(),
        formed_on: part.formed_on,
    };
    let member = |member: &crate::domain::Member| TeamView {
        inspector: member.inspector,
        department: member.department.clone(),
        leader: member.leader,
    };
    VisitView {
        visit: visit.visit,
        version: loaded.version,
        state: visit.word().to_owned(),
        task: visit.task,
        object: visit.object.clone(),
        address: visit.address.clone(),
        from: visit.from,
        until: visit.until,
        team: visit.team.iter().map(member).collect(),
        parts: visit.parts.iter().map(part).collect(),
        evidence: visit.evidence.iter().cloned().collect(),
        ended_on: visit.ended_on,
    }
}
