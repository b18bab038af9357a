//! Disclosure: every ended visit has its duties, and every disclosed result is what was signed (art. 20(4), 21, 22).

use std::collections::{BTreeMap, BTreeSet};

use contracts::events::{
    disclosure::{DisclosureEvent, ResultDisclosed},
    inspection::{ResultFormed, VisitEvent},
};
use kernel::{DepartmentId, Role, ids::VisitId};
use sha2::{Digest, Sha256};

use super::Found;
use crate::rehearse::record::{Record, Subject};

type ByResult<T> = BTreeMap<(VisitId, DepartmentId), T>;

fn formed(record: &Record) -> ByResult<ResultFormed> {
    let entries = record.journals.get("inspection").into_iter().flatten();
    let formed = entries.filter_map(|entry| match entry.event.event_as() {
        Ok(VisitEvent::ResultFormed(formed)) => Some(((formed.visit, formed.department.clone()), formed)),
        _ => None,
    });
    formed.collect()
}

/// Each department of each visit that ended owes one disclosure, and nobody another.
pub fn duties(record: &Record) -> Found {
    let mut found = Found::default();
    let mut owed: BTreeSet<(VisitId, DepartmentId)> = BTreeSet::new();
    for entry in record.journals.get("inspection").into_iter().flatten() {
        if let Ok(VisitEvent::Ended(ended)) = entry.event.event_as() {
            owed.extend(ended.departments.iter().map(|department| (ended.visit, department.clone())));
        }
    }
    let mut opened: ByResult<usize> = BTreeMap::new();
    for duty in &record.duties {
        *opened.entry((duty.visit, duty.department.clone())).or_default() += 1;
    }
    for key in &owed {
        let number = opened.get(key).copied().unwrap_or_default();
        found.hold(number == 1, || format!("检查 {} 的 {} 有 {number} 项公示责任", key.0, key.1));
    }
    for key in opened.keys() {
        found.hold(owed.contains(key), || format!("检查 {} 的 {} 不应有公示责任", key.0, key.1));
    }
    found
}

/// In time, by the department itself, with the content that its inspectors signed; a second disclosure refused; whatever
/// differs now was corrected with the principal's signature.
pub fn disclosed(record: &Record) -> Found {
    let (mut found, formed) = (Found::default(), formed(record));
    let mut public: ByResult<ResultDisclosed> = BTreeMap::new();
    let mut corrected: BTreeSet<(VisitId, DepartmentId)> = BTreeSet::new();
    for entry in record.journals.get("disclosure").into_iter().flatten() {
        match entry.event.event_as() {
            Ok(DisclosureEvent::Disclosed(result)) => {
                let key = (result.visit, result.department.clone());
                found.hold(result.on_time, || format!("公示责任 {} 逾期", result.duty));
                found.hold(public.insert(key, result).is_none(), || "同一结果公示两次".to_owned());
            }
            Ok(DisclosureEvent::Corrected(correction)) => {
                let signed = entry.event.actorrole == Role::Principal
                    && correction.signed_by == entry.event.actor
                    && !correction.reason.is_empty();
                found.hold(signed, || format!("公示责任 {} 的更正没有主要负责人签字", correction.duty));
                corrected.insert((correction.visit, correction.department));
            }
            _ => {}
        }
    }
    for (key, result) in &public {
        let signed = formed.get(key);
        let bytes = serde_json::to_vec(&(&result.object, &result.items)).unwrap_or_default();
        let whole = hex::encode(Sha256::digest(bytes)) == result.digest;
        let same = signed.is_some_and(|formed| {
            !formed.signed_by.is_empty() && formed.items == result.items && formed.object == result.object
        });
        found.hold(whole && same, || format!("公示责任 {} 的内容与签字的结果不同", result.duty));
    }
    for duty in &record.duties {
        let key = (duty.visit, duty.department.clone());
        let result = public.get(&key);
        let now = result.is_some_and(|result| result.items == duty.items);
        let holds = result.is_some() && (now || corrected.contains(&key));
        found.hold(holds, || format!("公示责任 {} 未公示或已被改动", duty.duty));
    }
    for attempt in record.attempts.iter().filter(|attempt| attempt.on == Subject::Disclosed) {
        found.hold(attempt.status == 409, || format!("未被拒绝：{}", attempt.what));
    }
    found
}
