//! Lists, boards and charts.

use askama::Template;
use workdays::Calendar;

use super::{Columns, HOSTILE, LONG, today};
use crate::{
    BulkBar, Button, Card, Cell, Clock, Column, CountStrip, Deadline, EmptyState, Figure, FilterChips,
    HeatCell, HeatGrid, Html, Meaning, Pager, Plan, PlanRow, PlanState, PlanTask, Row, StatusTag, Table,
    Tabs,
    chart::{Bars, Dots, Lines, Share, ShareFill},
    html::component,
};

pub(super) fn section() -> Html {
    let filters = FilterChips::new("/styleguide")
        .select("period", "期间", [("q3", "第三季度"), ("q4", "第四季度")], Some("q3"))
        .select("department", "部门", [("ga", "公安局")], None)
        .keep("sort", "due")
        .chip("期间：第三季度", "/styleguide")
        .chip(HOSTILE, "/styleguide");
    let empty = Table::new("移送", [Column::text("事项")]).empty(
        EmptyState::new("没有待接收的移送。", "新的移送到达时会出现在这里。")
            .action(Button::link("查看全部移送", "/referrals")),
    );
    let tabs = Tabs::new("抽取名单")
        .tab("抽中对象", "?a", Some(19), true)
        .tab("检查组", "?b", Some(6), false)
        .tab("人员更换", "?c", Some(0), false);
    Html::all([
        Card::bare(counts()).into(),
        Card::bare(filters).into(),
        Card::bare(work()).into(),
        Columns {
            left: Card::bare(Html::all([Html::from(tabs), strata().into()])).into(),
            right: Card::new("待接收", empty).into(),
            even: true,
        }
        .into(),
        Card::bare(bulk()).into(),
        Card::new("2026 年度部门联合抽查计划", plan()).remark("2月26日公布").into(),
        Columns { left: left(), right: right(), even: true }.into(),
    ])
}

fn counts() -> CountStrip {
    CountStrip::new([
        Figure::new("待我办理", 14).remark("全部事项").link("?", true),
        Figure::new("已逾期", 1).remark("公示 1").link("?late", false).meaning(Meaning::Late),
        Figure::new("今日截止", 2).remark("移送 1 · 公示 1").link("?today", false).meaning(Meaning::Soon),
        Figure::new("待联席办指定", 1)
            .unit("件")
            .remark("管辖冲突")
            .link("?office", false)
            .meaning(Meaning::Office),
        Figure::worded("公示按期率", "95.8%").remark("407 件中未按期 17 件"),
    ])
}

fn work() -> Table {
    let columns = [
        Column::text("剩余与期限").sorts("?sort=due", Some(true)),
        Column::head("事项"),
        Column::text("类别"),
        Column::number("结果项数"),
        Column::text("来自"),
        Column::action("办理"),
    ];
    let calendar = Calendar::built_in();
    let row = |clock, days: u32, event: u32, what: &str, about: &str, kind: &str, act: Button| {
        let event = super::day(9, event);
        let due = calendar.add_working_days(event, days);
        let deadline = due.map(|due| match clock {
            Clock::Agreed => Deadline::new(clock, &calendar, today(), due),
            _ => Deadline::statutory(clock, &calendar, today(), due, days),
        });
        Row::new([
            Cell::of(deadline.map(Html::from).unwrap_or_default()),
            Cell::of(what).second(about),
            Cell::of(StatusTag::plain(kind)),
            Cell::number(i64::from(days) * 1_203),
            Cell::of("本局检查组").second("检查二组"),
            Cell::action(act.about(about)),
        ])
    };
    let plain = |words: &str| Button::link(words, "/case").plain();
    Table::new("待办事项", columns)
        .rows([
            row(
                Clock::Disclosure,
                16,
                4,
                "公示检查结果",
                "舞钢市禾田居旅馆",
                "公示",
                Button::link("去公示", "/case"),
            ),
            row(Clock::Referral, 7, 17, "移送疑似违法线索", "舞移〔2026〕0084号", "移送", plain("催收")),
            row(
                Clock::Agreed,
                1,
                29,
                "确认检查对象名录",
                "旅馆住宿业联合抽查（第二批）",
                "名录",
                plain("核对"),
            ),
            row(Clock::Referral, 7, 24, "移送疑似违法线索", LONG, "移送", plain("查看")).chosen(),
            row(Clock::Disclosure, 20, 17, HOSTILE, HOSTILE, "公示", plain("录入")),
        ])
        .total(Row::new([
            Cell::of("合计"),
            Cell::none(),
            Cell::none(),
            Cell::number(44_000),
            Cell::none(),
            Cell::none(),
        ]))
        .pager(Pager::new(5, 14, "件").more("查看全部 14 件", "/work"))
}

fn strata() -> Table {
    let columns = [
        Column::head("分层"),
        Column::number("在库可抽"),
        Column::number("比例"),
        Column::number("抽中"),
        Column::number("末位键"),
    ];
    let row = |name: &str, pool, rate: &str, drawn, key: &str| {
        Row::new([
            Cell::of(name),
            Cell::number(pool),
            Cell::of(rate),
            Cell::number(drawn),
            Cell::of(crate::Digest::short(key)),
        ])
    };
    Table::new("分层抽取数量", columns)
        .row(row("A 类", 62, "3%", 2, "36a96d469f0000000000000000c7d2"))
        .row(row("D 类", 12, "50%", 6, "f132bbaa0b0000000000000000c8df"))
        .frozen()
}

/// A form around a bar and a table, as a page's template writes it.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"<form method="post" action="/styleguide">{{ bar }}{{ table }}</form>"#)]
struct Bulk {
    bar: BulkBar,
    table: Table,
}

component!(Bulk);

fn bulk() -> Bulk {
    let row = |no: &str, name: &str| {
        Row::new([
            Cell::tick("case", no, name),
            Cell::of(name).second(no),
            Cell::of(StatusTag::soon("今日截止")),
        ])
    };
    let columns = [Column::text("选择"), Column::head("检查对象"), Column::text("状态")];
    let table =
        Table::new("待公示结果", columns).row(row("0084", "舞钢市禾田居旅馆")).row(row("0085", HOSTILE));
    Bulk { bar: BulkBar::new("件", Button::new("公示")), table }
}

fn plan() -> Plan {
    use PlanState::{AdHoc, Joins, Lead, Open, Past};
    let task = |name: &str, state, first, last| PlanTask::new(name, state, first, last);
    Plan::new("2026 年度计划", 9)
        .row(
            PlanRow::new("市场监管局", Meaning::Done, "发起 4 · 参与 3")
                .task(task("特种设备使用单位", Past, 3, 4).count(46).link("/plan/1"))
                .task(task("食品生产加工", Past, 5, 6).count(38))
                .task(task("旅馆住宿业（一）", Lead, 8, 9).count(20).link("/plan/2"))
                .task(task("成品油零售", Joins, 10, 11)),
        )
        .row(
            PlanRow::new("文广旅局", Meaning::Soon, "待确认 1 · 参与 1")
                .task(task("A 级景区", Open, 11, 11).count(6)),
        )
        .row(
            PlanRow::new("应急管理局", Meaning::Done, "发起 1 · 临时 1")
                .task(task("烟花爆竹", AdHoc, 10, 10))
                .task(task(HOSTILE, Joins, 2, 5)),
        )
        .row(PlanRow::new("人社局", Meaning::Late, "发起 0 · 参与 0"))
}

fn left() -> Html {
    let dots = Dots::new("各部门按期率", "2026 年第三季度", ("移送", "公示"), 70.0)
        .goal(90.0)
        .pair("市场监管局", (110, 112), (112, 112))
        .pair("文化广电和旅游局", (45, 45), (42, 45))
        .pair("住房和城乡建设局", (26, 30), (27, 30))
        .pair("人社局", (10, 12), (15, 20))
        .pair("气象局", (0, 0), (5, 6));
    Html::all([
        Html::from(Card::bare(dots)),
        Card::bare(
            HeatGrid::new("各部门每月检查户数", "户", ["7月", "8月", "9月"])
                .row("市场监管局", [12, 0, 31].map(HeatCell::value))
                .row("公安局", [HeatCell::value(5), HeatCell::off("停"), HeatCell::value(8)]),
        )
        .into(),
    ])
}

fn right() -> Html {
    let weeks = [
        "07-13", "07-20", "07-27", "08-03", "08-10", "08-17", "08-24", "08-31", "09-07", "09-14", "09-21",
        "09-28",
    ];
    let lines = Lines::new("近 12 周按期率", "%", weeks, (84.0, 100.0))
        .series("移送", [92.0, 94.0, 93.0, 95.0, 94.0, 96.0, 95.0, 97.0, 96.0, 98.0, 97.0, 96.0])
        .series("公示", [88.0, 90.0, 89.0, 92.0, 91.0, 93.0, 94.0, 93.0, 95.0, 94.0, 96.0, 95.0])
        .goal(90.0);
    let bars = Bars::new("每月检查户数，9 月起为计划", "2026 年", "户")
        .bar("5月", 46)
        .bar("6月", 44)
        .bar("7月", 40)
        .bar("8月", 36)
        .planned("9月", 42)
        .planned("10月", 29);
    let shares = Html::each([
        Share::new("联合抽查事项", 38, 46).remark("未覆盖 8 项"),
        Share::parts(
            "公示 20 个工作日",
            "在办 21",
            [(ShareFill::Late, 1), (ShareFill::Soon, 3), (ShareFill::Disclosure, 17)],
        )
        .remark("逾期 1 件 · 两日内截止 3 件 · 期限内 17 件"),
        Share::new(HOSTILE, 5, 6),
    ]);
    Html::all([
        Html::from(Card::bare(lines)),
        Card::bare(bars).into(),
        Card::new("抽查覆盖", shares).into(),
        Card::bare(month()).into(),
    ])
}

fn month() -> HeatGrid {
    let of = |day: u32, value| HeatCell::value(value).mark(day.to_string());
    let off = |day: u32, name: &str| HeatCell::off(name).mark(day.to_string());
    HeatGrid::new("9 月实地检查", "户 / 日", ["一", "二", "三", "四", "五", "六", "日"])
        .row("", [of(14, 2), of(15, 11), of(16, 5), of(17, 2), of(18, 3), off(19, ""), of(20, 8)])
        .row(
            "",
            [of(21, 8), of(22, 3), of(23, 0), of(24, 3), off(25, "中秋"), off(26, "中秋"), off(27, "中秋")],
        )
        .row(
            "",
            [
                of(28, 24),
                of(29, 8).today(),
                of(30, 3),
                HeatCell::blank(),
                HeatCell::blank(),
                HeatCell::blank(),
                HeatCell::blank(),
            ],
        )
}
