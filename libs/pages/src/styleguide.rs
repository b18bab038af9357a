//! The living page: every component in every state, with long names, nothing at all, and hostile text. Served in demo mode.

mod clocks;
mod frames;
mod input;
mod work;

use chrono::NaiveDate;

use crate::{
    Breadcrumb, Button, Card, Html, Icon, KeyValues, Meaning, Nav, NavEntry, PageHead, Shell, StatusTag, Who,
    html::component,
};
use askama::Template;

pub use frames::{styleguide_print, styleguide_public};

/// A name as long as they come, and one that would do harm.
const LONG: &str =
    "舞钢市石漫滩国家森林公园风景名胜区管理委员会下属栖梧山庄生态旅游度假酒店管理有限责任公司第二分公司";
const HOSTILE: &str = "<script>alert(\"1\")</script>'&<b>";
const HEX: &str = "9505cacb7c710ed17125fcc6cb3669e8ddca6c8cd8af6a31f6b3cd64604c3098";

/// The day of the examples, before the holidays.
fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
}

fn today() -> NaiveDate {
    day(9, 29)
}

/// Parts in order, and two columns of them.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="cols{% if even %} even{% endif %}"><div>{{ left }}</div><div>{{ right }}</div></div>"#
)]
struct Columns {
    left: Html,
    right: Html,
    even: bool,
}

/// A row of small things that wraps.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"<div class="row">{{ parts }}</div>"#)]
struct Wrap {
    parts: Html,
}

component!(Columns, Wrap);

fn wrap<T: Into<Html>>(parts: impl IntoIterator<Item = T>) -> Html {
    Wrap { parts: Html::each(parts) }.into()
}

/// The page, in the console's frame.
///
/// # Errors
/// What writing fails with.
pub fn styleguide() -> askama::Result<String> {
    let body = Html::all([
        PageHead::new("样式总览")
            .subtitle("组件与状态")
            .crumbs(Breadcrumb::to("样式总览").above("运行", "/operation").above("演示", "/demo"))
            .action(Button::link("打印样式", "/styleguide/print").plain().icon(Icon::Print))
            .action(Button::link("门户样式", "/styleguide/portal").icon(Icon::Arrow))
            .lead("2026年9月29日 星期二")
            .lead("工作日历：2026 年版")
            .into(),
        input::errors(),
        clocks::section(),
        work::section(),
        input::section(),
        basics(),
    ]);
    Shell::new("样式总览")
        .place("舞钢市部门联合“双随机、一公开”监管")
        .nav(nav())
        .who(
            Who::new("舞钢市市场监督管理局", "部门经办人")
                .link("账号", Icon::Key, "/account")
                .logout("/logout", []),
        )
        .search("/search", "")
        .alerts("/alerts", 3)
        .wrap(&body)
}

fn nav() -> Nav {
    let entry = |words: &str, icon| NavEntry::new(words, "/styleguide", icon);
    Nav::new()
        .group(
            "办理",
            [
                entry("工作台", Icon::Home).count(14, true).here(true),
                entry("任务与抽取", Icon::Draw).count(2, false),
                entry("检查", Icon::Clipboard).count(5, false),
                entry("公示", Icon::Megaphone).count(4, false),
                entry("移送", Icon::Transfer).count(3, false),
                entry("目录与计划", Icon::Calendar),
            ],
        )
        .group("名录", [entry("检查对象", Icon::Building), entry("执法检查人员", Icon::People)])
        .group(
            "监督",
            [
                entry("统计与义务", Icon::Chart),
                entry("检查档案", Icon::Book),
                entry("问题与建议", Icon::Comment).count(1, false),
            ],
        )
}

fn basics() -> Html {
    let tags = [
        StatusTag::plain("未开始"),
        StatusTag::active("已签收，待接收"),
        StatusTag::done("已公示"),
        StatusTag::soon("今日截止"),
        StatusTag::late("核验不符"),
        StatusTag::office("待指定管辖"),
        StatusTag::sealed("密封"),
        StatusTag::result("未发现问题", false),
        StatusTag::result("发现问题已责令改正", true),
        StatusTag::result("通过登记的住所（经营场所）无法联系", true),
        StatusTag::plain(HOSTILE),
    ];
    let icons = Icon::ALL.iter().copied();
    let facts = KeyValues::new()
        .row("检查对象", LONG)
        .row("信用代码", "91410481MAW9CE7H41")
        .row("检查日期", "2026年9月24日")
        .row("所在地", "")
        .row("备注", HOSTILE)
        .row("状态", StatusTag::active("检查中"))
        .two_columns();
    let meanings = Meaning::ALL.map(tag_of);
    Html::all([
        Card::new("状态标签", Html::all([wrap(tags), wrap(meanings)])).remark("一色一义").into(),
        Card::new("事实", facts).into(),
        Html::from(Card::new("图标", wrap(icons))),
    ])
}

fn tag_of(meaning: Meaning) -> StatusTag {
    let words = match meaning {
        Meaning::Plain => "草稿",
        Meaning::Active => "检查中",
        Meaning::Done => "合格",
        Meaning::Soon => "有风险",
        Meaning::Late => "未履行",
        Meaning::Office => "临时任务",
        Meaning::Sealed => "不通知",
    };
    StatusTag::new(meaning, words)
}
