//! Receipts, seal, sequence, and that a drawn list cannot be changed.

use std::collections::{BTreeMap, BTreeSet};

use contracts::events::draw::DrawEvent;
use sortition::{trust::Trust, verify};

use super::Found;
use crate::rehearse::record::{Record, Subject};

/// Every receipt verifies, and says that it is a rehearsal's.
pub fn receipt(record: &Record) -> Found {
    let mut found = Found::default();
    for draw in &record.draws {
        let seq = draw.view.seq.unwrap_or_default();
        let bundle: BTreeMap<String, Vec<u8>> =
            draw.receipt.iter().map(|(file, text)| (file.clone(), text.clone().into_bytes())).collect();
        let verdict = verify::verify(&bundle, &Trust::default(), &record.held_on.to_string());
        found.hold(verdict.exit_code() == 0, || format!("第 {seq} 号凭证：{verdict}"));
        let says = draw.receipt.get("receipt.json").is_some_and(|text| text.contains("\"rehearsal\":true"));
        found.hold(says, || format!("第 {seq} 号凭证没有标明演练"));
    }
    found
}

/// No sealed object was seen outside its circle.
pub fn seal(record: &Record) -> Found {
    let seal = &record.seal;
    let mut faults: Vec<_> = seal.leaks.iter().map(|place| format!("密封对象出现在：{place}")).collect();
    if record.embedded && seal.log_lines == 0 {
        faults.push("没有查到系统日志".to_owned());
    }
    Found { checked: if seal.objects == 0 { 0 } else { seal.answers + seal.log_lines }, faults }
}

/// The region's numbers run from 1 without a gap, in the journal and in the views alike.
pub fn sequence(record: &Record) -> Found {
    let mut found = Found::default();
    let mut numbers = BTreeSet::new();
    for entry in record.journals.get("draw").into_iter().flatten() {
        if let Ok(DrawEvent::Opened(opened)) = entry.event.event_as() {
            found.hold(numbers.insert(opened.seq), || format!("序号 {} 用了两次", opened.seq));
        }
    }
    let last = numbers.last().copied().unwrap_or_default();
    found.hold(numbers.len() as u64 == last, || format!("最后的序号是 {last}，只有 {} 个", numbers.len()));
    for draw in &record.draws {
        let seq = draw.view.seq.unwrap_or_default();
        found.hold(numbers.contains(&seq), || format!("第 {seq} 号抽取不在操作留痕中"));
    }
    found
}

/// Every attempt was refused, and the receipt reads the same at the end.
pub fn unchangeable(record: &Record) -> Found {
    let mut found = Found::default();
    for attempt in record.attempts.iter().filter(|attempt| attempt.on != Subject::Disclosed) {
        found.hold((400..500).contains(&attempt.status), || format!("未被拒绝：{}", attempt.what));
    }
    for draw in &record.draws {
        let seq = draw.view.seq.unwrap_or_default();
        found.hold(draw.receipt == draw.receipt_at_end, || format!("第 {seq} 号凭证前后不同"));
    }
    found
}
