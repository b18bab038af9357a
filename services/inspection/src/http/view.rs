//! A visit as those who may read it see it.

use ::store::Loaded;
use contracts::{
    api::inspection::{
        CancellationAskView, CorrectionView, EvidenceFileView, ItemFindingView, ItemView, MeasureView,
        NoticeView, ObjectSignatureView, PartView, PreCheckView, ScheduleVisit, SubstitutionAskView,
        SubstitutionView, TeamView, VisitView,
    },
    events::{
        inspection::{FoundProblem, ItemRecorded},
        planning::CatalogueItem,
    },
};
use kernel::DepartmentId;

use crate::domain::{
    Correction, MeasureTaken, Member, NoticeGiven, Part, Substitution, SubstitutionAsk, Visit,
};

pub fn view(loaded: &Loaded<Visit>) -> VisitView {
    let visit = &loaded.state;
    let schedule = visit.before.schedule.as_ref();
    let signature = visit.object_signature.as_ref();
    let cancellation = visit.changes.cancellation_asked.as_ref();
    VisitView {
        visit: visit.visit,
        version: loaded.version,
        state: visit.word().to_owned(),
        task: visit.task,
        task_title: visit.title.clone(),
        initiating: visit.initiating.clone(),
        object: visit.object.clone(),
        address: visit.address.clone(),
        from: visit.from,
        until: visit.until,
        notice_policy: visit.notice.clone(),
        pre_checks: pre_checks(visit),
        schedule: schedule.map(|planned| ScheduleVisit { on: planned.on, mode: planned.mode.clone() }),
        notices: visit.before.notices.iter().map(notice).collect(),
        team: visit.team.iter().map(member).collect(),
        present: visit.present.iter().copied().collect(),
        unstaffed: visit.unstaffed().cloned().collect(),
        substitution_asked: visit.changes.substitution_asked.as_ref().map(substitution_asked),
        substitutions: visit.changes.substitutions.iter().map(substitution).collect(),
        record_number: visit.record_number.clone(),
        parts: visit.parts.iter().map(part).collect(),
        evidence: visit.evidence.keys().cloned().collect(),
        evidence_files: files(visit),
        measures: visit.measures.iter().map(measure).collect(),
        object_signature: signature.map(|signature| ObjectSignatureView {
            refused: signature.refused,
            evidence: signature.evidence.clone(),
        }),
        refusal_noted: visit.refusal_noted.iter().copied().collect(),
        cancellation_asked: cancellation
            .map(|asked| CancellationAskView { reason: asked.reason.clone(), asked_by: asked.asked_by }),
        ended_on: visit.ended_on,
        end_presumed: visit.presumed,
        dossier: visit.dossiers.last().cloned(),
        corrections: visit.corrections.iter().map(correction).collect(),
    }
}

fn pre_checks(visit: &Visit) -> Vec<PreCheckView> {
    let found = visit.before.pre_checks.iter();
    found
        .map(|(department, found)| PreCheckView {
            department: department.clone(),
            known: found.known.clone(),
            sources: found.sources.clone(),
            by: found.by,
        })
        .collect()
}

fn notice(given: &NoticeGiven) -> NoticeView {
    NoticeView {
        number: given.number.clone(),
        means: given.means,
        for_day: given.for_day,
        given_on: given.given_on,
        prepare: given.prepare.clone(),
        by: given.by,
    }
}

fn member(member: &Member) -> TeamView {
    TeamView {
        inspector: member.inspector,
        department: member.department.clone(),
        leader: member.leader,
        valid_until: member.valid_until,
    }
}

fn substitution_asked(asked: &SubstitutionAsk) -> SubstitutionAskView {
    SubstitutionAskView {
        department: asked.replacement.department.clone(),
        drawn: asked.drawn,
        replacement: asked.replacement.inspector,
        reason: asked.reason,
        text: asked.detail.clone(),
        asked_by: asked.asked_by,
    }
}

fn substitution(made: &Substitution) -> SubstitutionView {
    SubstitutionView {
        department: made.department.clone(),
        drawn: made.drawn,
        replacement: made.replacement,
        reason: made.reason,
        approved_by: made.approved_by,
    }
}

fn part((department, part): (&DepartmentId, &Part)) -> PartView {
    PartView {
        department: department.clone(),
        items: part.items.iter().map(|known| item(known, part.records.get(&known.item))).collect(),
        signed: part.signed.iter().copied().collect(),
        formed_on: part.formed_on,
    }
}

fn item(item: &CatalogueItem, record: Option<&ItemRecorded>) -> ItemView {
    let problem = |problem: &FoundProblem| ItemFindingView {
        finding: problem.finding,
        description: problem.description.clone(),
        evidence: problem.evidence.clone(),
    };
    ItemView {
        item: item.item.clone(),
        name: item.name.clone(),
        legal_basis: item.legal_basis.clone(),
        methods: item.methods.clone(),
        guide: item.guide.clone(),
        guide_version: item.guide_version.clone(),
        result: record.map(|record| record.result),
        object_status: record.map(|record| record.object_status),
        note: record.map(|record| record.note.clone()),
        deviation: record.map(|record| record.deviation.clone()),
        findings: record.map(|record| record.findings.iter().map(problem).collect()).unwrap_or_default(),
        recorded_by: record.and_then(|record| record.by),
        recorded_at: record.and_then(|record| record.at),
    }
}

fn correction(noted: &Correction) -> CorrectionView {
    CorrectionView { department: noted.department.clone(), item: noted.item.clone(), to: noted.to }
}

fn files(visit: &Visit) -> Vec<EvidenceFileView> {
    let files = visit.evidence.iter();
    files
        .map(|(digest, file)| EvidenceFileView {
            digest: digest.clone(),
            bytes: file.bytes,
            media_type: file.media_type.clone(),
            kind: file.kind(),
            item: file.item.clone(),
            caption: file.caption.clone(),
            file_name: file.file_name.clone(),
            by: file.by,
            at: file.at,
        })
        .collect()
}

fn measure(taken: &MeasureTaken) -> MeasureView {
    MeasureView {
        department: taken.department.clone(),
        measure: taken.measure,
        means: taken.means,
        detail: taken.detail.clone(),
        evidence: taken.evidence.clone(),
        by: taken.by,
        on: taken.on,
    }
}
