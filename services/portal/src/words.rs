//! Chinese words for what the services say in codes.

use contracts::api::disclosure::{CorrectionView, PublicItem, PublicResult};
use kernel::codes::{ResultKind, SubstitutionReason};
use pages::StatusTag;

/// A draw's state as the public log has it.
pub fn draw_state(state: &str) -> StatusTag {
    match state {
        "opened" => StatusTag::active("已开启，待承诺"),
        "committed" => StatusTag::active("已承诺，待公开份额"),
        "withheld" => StatusTag::soon("份额未按时公开"),
        "drawn" => StatusTag::done("已抽取"),
        "void" => StatusTag::late("作废"),
        "expired" => StatusTag::plain("过期未抽取"),
        _ => StatusTag::plain("状态不明"),
    }
}

pub fn number_of_draw(seq: u64) -> String {
    format!("第 {seq:04} 号")
}

pub fn source(source: &str) -> &'static str {
    match source {
        "parties" => "各参与方分别提出份额",
        "operator" => "由系统运行方产生",
        _ => "其他来源",
    }
}

pub fn reason(reason: SubstitutionReason) -> &'static str {
    match reason {
        SubstitutionReason::PostChange => "岗位调整",
        SubstitutionReason::WorkConflict => "工作冲突",
        SubstitutionReason::Health => "健康状况",
        SubstitutionReason::Recusal => "执法回避",
        SubstitutionReason::Other => "其他",
    }
}

pub fn result(kind: ResultKind) -> StatusTag {
    StatusTag::result(kind.name(), kind.is_problem())
}

/// The corrections of an item, in the order in which they were signed.
pub fn corrections<'a>(
    result: &'a PublicResult,
    item: &'a PublicItem,
) -> impl Iterator<Item = &'a CorrectionView> {
    result.corrections.iter().filter(|correction| correction.item == item.item)
}

/// What holds of an item today.
pub fn standing(result: &PublicResult, item: &PublicItem) -> ResultKind {
    corrections(result, item).last().map_or(item.result, |correction| correction.to)
}

/// How many items stand with which result, in the policy's order.
pub fn summary(result: &PublicResult) -> Vec<(ResultKind, usize)> {
    let count = |kind: ResultKind| result.items.iter().filter(|item| standing(result, item) == kind).count();
    ResultKind::ALL.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
}

/// Tags of a result's summary.
pub fn tags(result: &PublicResult) -> Vec<StatusTag> {
    let tag = |(kind, count): (ResultKind, usize)| {
        StatusTag::result(format!("{} {count}", kind.name()), kind.is_problem())
    };
    summary(result).into_iter().map(tag).collect()
}

/// The months of a line of a plan.
pub fn months((first, last): (u32, u32)) -> String {
    if first == last { format!("{first}月") } else { format!("{first}月—{last}月") }
}
