//! The portal's frame and a form for paper, as examples.

use super::{HEX, HOSTILE, LONG};
use askama::Template;

use crate::{
    Card, Cell, Checks, Column, Digest, FacetOption, Facets, Hit, Hits, Html, KeyValues, Link, Meaning,
    PageHead, Pager, PrintShell, PublicShell, Row, StatusTag, Table, html::component,
};

/// A result in the portal.
///
/// # Errors
/// What writing fails with.
pub fn styleguide_public() -> askama::Result<String> {
    let columns =
        [Column::text("部门"), Column::head("抽查事项"), Column::text("结果"), Column::number("公示")];
    let row = |office: &str, item: &str, note: &str, result, date: &str| {
        Row::new([Cell::of(office), Cell::of(item).second(note), Cell::of(result), Cell::of(date)])
    };
    let corrected =
        "更正 1 次：原结果“发现问题待后续处理”，10月22日更正。理由：改正材料当日已核实。部门主要负责人签字";
    let table = Table::new("各项检查结果", columns)
        .row(row(
            "市市场监管局",
            "住宿业价格行为、明码标价",
            "",
            StatusTag::result("未发现问题", false),
            "10月19日",
        ))
        .row(row(
            "市公安局",
            "旅客住宿实名登记制度落实",
            corrected,
            StatusTag::result("发现问题已责令改正", true),
            "10月20日",
        ))
        .row(row(LONG, HOSTILE, "", StatusTag::result("合格", false), "10月21日"))
        .pager(Pager::new(3, 7, "项").more("更正记录", "/corrections"));
    let head = PageHead::new("舞钢市石漫栖梧宾馆有限公司")
        .lead("旅馆住宿业联合抽查（第二批）")
        .lead("2026年10月8日 实地检查")
        .lead(Link::new("抽取第 0014 号", "/draws/14"));
    PublicShell::new("舞钢市石漫栖梧宾馆有限公司", "舞钢市部门联合“双随机、一公开”公示")
        .nav("检查结果", "/", true)
        .nav("抽查计划", "/plan", false)
        .nav("抽取公开", "/draws", false)
        .nav("通报", "/reports", false)
        .nav("事项与标准", "/items", false)
        .nav("企业入口", "/enterprise", false)
        .search("/", "石漫")
        .remark("2026 年已公示 3,842 项结果")
        .remark(Html::all([
            Html::from("开放数据："),
            Link::new("CSV", "/data.csv").into(),
            " ".into(),
            Link::new("JSON", "/data.json").into(),
        ]))
        .foot("主办：舞钢市市场监管领域部门联席会议办公室")
        .wrap(
            &found(Html::all([
                head.into(),
                Html::from(Card::bare(table)),
                Card::new("在浏览器中核验本次抽取", proof()).into(),
            ]))
            .into(),
        )
}

/// Facets, hits and the one that is shown.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="search"><div>{{ facets }}</div><div>{{ hits }}</div><div class="stack">{{ shown }}</div></div>"#
)]
struct Found {
    facets: Facets,
    hits: Hits,
    shown: Html,
}

component!(Found);

fn found(shown: Html) -> Found {
    let facets = Facets::new("/").keep("q", "石漫").group(
        "检查结果",
        "result",
        [
            FacetOption::new("1", "未发现问题", 3, false),
            FacetOption::new("5", "通过登记的住所（经营场所）无法联系", 1, false),
        ],
    );
    let facets = facets.group(
        "年份",
        "year",
        [FacetOption::new("2026", "2026", 5, true), FacetOption::new("2025", HOSTILE, 4, false)],
    );
    let hit = |name: &str, code: &str, tag, chosen| {
        Hit::new(name, "/objects/1").code(code).tag(tag).remark("10月21日公示 · 4 个部门").chosen(chosen)
    };
    let hits = Hits::new([
        hit(
            "舞钢市石漫栖梧宾馆有限公司",
            "91410481MAWRG7UDPY",
            StatusTag::result("未发现问题 6", false),
            true,
        ),
        hit(LONG, "92410481MA7N5DCYTX", StatusTag::result("发现问题待后续处理 1", true), false),
        hit(HOSTILE, "92410481MAWXAMTQ0B", StatusTag::result("合格 5", false), false),
    ]);
    Found { facets, hits, shown }
}

fn proof() -> Checks {
    Checks::new()
        .step(Meaning::Done, "承诺", "公共日志 #3,208，早于信标 4 分 57 秒")
        .step(Meaning::Done, "份额", "3 方份额与承诺一致")
        .step(Meaning::Late, "名录", "名录根与承诺不一致")
        .step(Meaning::Plain, "本户", HOSTILE)
}

/// A form for paper.
///
/// # Errors
/// What writing fails with.
pub fn styleguide_print() -> askama::Result<String> {
    let facts = KeyValues::new()
        .row("检查对象", LONG)
        .row("信用代码", "91410481MAW9CE7H41")
        .row("移送单位", "舞钢市市场监督管理局")
        .row("受移送单位", "平顶山市生态环境局舞钢分局")
        .row("状态", StatusTag::active("已签收，待接收"))
        .row("期限", "2026年10月12日 24:00")
        .row("证据摘要", Digest::whole(HEX))
        .row("说明", HOSTILE)
        .two_columns();
    PrintShell::new("疑似违法线索移送函", "舞移〔2026〕0087号")
        .signer("移送单位经办人（签字）")
        .signer("受移送单位签收人（签字）")
        .seal("舞钢市市场监督管理局", "2026年9月29日")
        .made("部门经办人 2026年9月29日 09:06 打印")
        .back("返回移送", "/referrals/87")
        .wrap(&facts.into())
}
