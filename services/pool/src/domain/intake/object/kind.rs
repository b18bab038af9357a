//! What kind of thing is inspected (检查对象类型).

use kernel::codes::ObjectKind;

use super::{Fault, Field, Row};

/// Words of the kind column, the more telling first.
const WORDS: [(&str, ObjectKind); 8] = [
    ("个体", ObjectKind::IndividualBusiness),
    ("合作社", ObjectKind::Cooperative),
    ("其他", ObjectKind::OtherBody),
    ("产品", ObjectKind::Product),
    ("项目", ObjectKind::Project),
    ("行为", ObjectKind::Conduct),
    ("企业", ObjectKind::Enterprise),
    ("公司", ObjectKind::Enterprise),
];
/// Legal forms (企业类型) that are no enterprise.
const FORMS: [(&str, ObjectKind); 6] = [
    ("个体", ObjectKind::IndividualBusiness),
    ("合作社", ObjectKind::Cooperative),
    ("民办非企业", ObjectKind::OtherBody),
    ("事业单位", ObjectKind::OtherBody),
    ("社会团体", ObjectKind::OtherBody),
    ("机关", ObjectKind::OtherBody),
];

/// The kind that the kind column names; where there is none, what the code begins with, then the legal form.
pub(super) fn kind(row: &Row<'_>, code: &str) -> Result<ObjectKind, Fault> {
    let written = row.cell(Field::Kind);
    if !written.is_empty() {
        return named(written, &WORDS)
            .ok_or_else(|| Fault::new("unknown_kind", "检查对象类型", "不在检查对象类型之内"));
    }
    Ok(match code.get(..2) {
        _ if code.is_empty() && !row.cell(Field::Number).is_empty() => ObjectKind::Project,
        _ if code.len() == 15 => ObjectKind::IndividualBusiness,
        Some("91") => ObjectKind::Enterprise,
        Some("92") => ObjectKind::IndividualBusiness,
        Some("93") => ObjectKind::Cooperative,
        _ => named(row.cell(Field::Form), &FORMS).unwrap_or(ObjectKind::OtherBody),
    })
}

fn named(text: &str, words: &[(&str, ObjectKind)]) -> Option<ObjectKind> {
    words.iter().find(|(word, _)| text.contains(word)).map(|(_, kind)| *kind)
}
