//! Forms, the field's record, evidence.

use super::{Columns, HOSTILE, wrap};
use crate::{
    Button, Card, Dock, ErrorSummary, Evidence, EvidenceKind, EvidenceTile, Field, Html, Icon, RadioCards,
    ResultButtons, Sent, SignaturePad, StatusTag, VisitCard,
};

/// With the focus, so they stand first.
pub(super) fn errors() -> Html {
    let refusal = "该对象今年已联合检查 2 次，不能再抽取。如确需检查，请报联席办说明理由。";
    Html::each([summary(), ErrorSummary::refusal(refusal)])
}

fn summary() -> ErrorSummary {
    ErrorSummary::new().error("reason", "请写明退回的法律依据").error("decision", "请选择接收或退回")
}

pub(super) fn section() -> Html {
    let summary = summary();
    let left =
        Html::all([Html::from(Card::new("本局意见", opinion(&summary))), Card::new("字段", fields()).into()]);
    let right = Html::all([
        visit(),
        Card::new("检查结果", results()).into(),
        Card::bare(
            SignaturePad::new("party", "当事人签字", "现场负责人")
                .note("09:58 签于本机，离线保存；签字后不可修改")
                .other("当事人拒绝签字，由执法人员注明", "/refused"),
        )
        .into(),
        Card::new("证据", evidence()).count(4).remark("已固定摘要，原件不可更改").into(),
        Html::from(
            Dock::new(Button::new("结束检查"))
                .back(Button::link("上一项", "/item/7"))
                .lacking("还差 2 人签字：卫生健康委、文广旅局"),
        ),
    ]);
    Html::all([Card::new("按钮", buttons()).into(), Columns { left, right, even: true }.into()])
}

fn visit() -> Html {
    VisitCard::new("09:00", "舞钢市泊云驿宾馆有限公司")
        .tag(StatusTag::active("检查中 5/8"))
        .line("垭口街道 · 距此 1.2 公里")
        .line("公安、卫健、文旅同行 · 8 项")
        .action(Button::link("继续记录", "/visit"))
        .action(Button::link("导航", "geo:33.3,113.5").plain())
        .action(Button::link("出示码", "/code").plain())
        .current()
        .into()
}

fn buttons() -> Html {
    wrap([
        Button::new("公示 3 项结果"),
        Button::new("打印移送函").plain().icon(Icon::Print),
        Button::new("作废").danger(),
        Button::link("查看全部", "/all").quiet(),
        Button::new("催收").plain().small(),
        Button::new("下载回执").icon(Icon::Download).small(),
        Button::new(HOSTILE).plain().value("a", HOSTILE).busy(HOSTILE),
    ])
}

fn opinion(summary: &ErrorSummary) -> Html {
    Html::all([
        Html::from(
            RadioCards::new("decision", "接收或退回")
                .choice("accept", "接收", "属于本局职责，由本局办理并回填结果")
                .choice("return", "退回", "不属于本局职责。须写明法律依据和建议部门，不得自行转送")
                .chosen("return")
                .error(summary.at("decision")),
        ),
        Field::select("office", "承办科室", [("air", "大气环境科"), ("law", HOSTILE)]).into(),
        Field::area("reason", "退回理由")
            .hint("写明法律条款和建议部门")
            .error(summary.at("reason"))
            .value(HOSTILE)
            .into(),
        Field::checkbox("checked", "我已核对，退回后不可撤回").into(),
        wrap([Button::new("退回移送"), Button::new("暂存").plain()]),
    ])
}

fn fields() -> Html {
    Html::each([
        Field::text("title", "文号").value("舞移〔2026〕0087号").attribute("maxlength", "40"),
        Field::date("on", "检查日期").value("2026-09-24"),
        Field::number("count", "抽取数量").unit("户").value("19"),
        Field::file("paper", "签名纸质件").hint("照片或 PDF，每个不超过 10 MB").multiple().optional(),
        Field::password("password", "密码"),
    ])
}

fn results() -> ResultButtons {
    let names = [
        ("1", "未发现问题"),
        ("2", "合格"),
        ("3", "发现问题已责令改正"),
        ("4", "发现问题待后续处理"),
        ("5", "通过登记的住所（经营场所）无法联系"),
        ("6", "不配合检查情节严重"),
    ];
    ResultButtons::new("result", "本项结果", names).chosen("3")
}

fn evidence() -> Evidence {
    Evidence::new([
        EvidenceTile::new(EvidenceKind::Photo, "喷漆工序全景", "09-24 10:21").link("/evidence/1"),
        EvidenceTile::new(EvidenceKind::Video, "生产线运行", "01:12 · 09-24 10:26").sent(Sent::Waiting),
        EvidenceTile::new(EvidenceKind::Audio, "询问录音", "03:40 · 09-24 10:31").sent(Sent::Failed),
        EvidenceTile::new(EvidenceKind::Paper, HOSTILE, "3 页").link("javascript:alert(1)"),
    ])
}
