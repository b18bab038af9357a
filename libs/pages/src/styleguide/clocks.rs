//! Clocks, stages, assurance.

use workdays::Calendar;

use super::{Columns, HEX, HOSTILE, day, today};
use crate::{
    Assurance, Card, Clock, ClockCard, Deadline, Digest, Entry, Html, Icon, KeyValues, Link, Meaning, Note,
    Stage, StageLine, StageState, Timeline, WorkingDayStrip,
};

pub(super) fn section() -> Html {
    let calendar = Calendar::built_in();
    let referral = clock(&calendar, Clock::Referral, (9, 24), 7, "结果形成");
    let disclosure = clock(&calendar, Clock::Disclosure, (9, 10), 20, "检查结束");
    let next_year = calendar.add_working_days(day(12, 24), 7);
    let tentative = next_year.map(|due| Deadline::statutory(Clock::Referral, &calendar, day(12, 28), due, 7));
    let right = Html::all([
        Card::new(
            "保证等级",
            Assurance::new(1).fact("承诺先于信标 4 分 57 秒写入公共日志").fact("3 方份额全部揭示，无缺席"),
        )
        .into(),
        Html::from(Card::new("办理经过", timeline()).remark(Link::new("完整留痕", "/trail"))),
    ]);
    let left = Html::all([
        Card::new("抽取经过", stages()).into(),
        Card::new("保证等级最低时", Assurance::new(4)).into(),
        Html::from(Card::new("承诺与摘要", digests()).remark("抽取之前已固定，改动任何一字节都会使核验失败")),
        Card::new("暂定的期限", tentative.map(Html::from).unwrap_or_default()).into(),
    ]);
    Html::all([
        referral,
        disclosure,
        schedule(&calendar),
        sealed(),
        Columns { left, right, even: false }.into(),
    ])
}

fn clock(calendar: &Calendar, clock: Clock, event: (u32, u32), days: u32, what: &str) -> Html {
    let event = day(event.0, event.1);
    let (Ok(due), Ok(cells)) = (calendar.add_working_days(event, days), calendar.explain(event, days)) else {
        return Html::default();
    };
    let (title, why) = match clock {
        Clock::Referral => ("移送时钟", "7 个工作日。9月24日结果形成，当日不计；退回、改送不停表、不重计"),
        _ => ("公示时钟", "20 个工作日。9月10日检查结束，当日不计；不停表、不重计"),
    };
    let strip = WorkingDayStrip::count(clock, &cells, today(), what);
    ClockCard::new(title, why, Deadline::new(clock, calendar, today(), due), strip).into()
}

fn schedule(calendar: &Calendar) -> Html {
    let loads = [
        ((9, 28), "逾期 1"),
        ((9, 29), "2 件"),
        ((9, 30), "3 件"),
        ((10, 9), "2 件"),
        ((10, 10), "1 件"),
        ((10, 12), "1 件"),
    ];
    let load = |date| {
        let found = loads.iter().find(|((month, of), _)| day(*month, *of) == date);
        found.map(|(_, words)| ((*words).to_owned(), words.starts_with("逾期")))
    };
    let strip =
        WorkingDayStrip::schedule("截止日程", calendar, day(9, 28).iter_days().take(19), today(), load);
    let legend = strip.legend();
    Card::new("截止日程", strip).remark(legend).into()
}

fn sealed() -> Html {
    let text = "名单在全部检查结束后公开。本页仅发起部门、检查组成员可见，本次查看已记入留痕。";
    Html::each([
        Note::new(Meaning::Sealed, "密封抽取。", text),
        Note::new(Meaning::Soon, "第四季度有 14 户被两个以上任务覆盖。", "合并后每户少上门 1 次。")
            .action(crate::Button::link("查看并合并", "/plan")),
        Note::new(Meaning::Late, "核验不符。", HOSTILE),
        Note::new(Meaning::Plain, "", "本页数据截至 9月29日 09:30。"),
    ])
}

fn stages() -> StageLine {
    StageLine::new(
        "抽取经过",
        [
            Stage::new("承诺", StageState::Done)
                .time("9月30日 10:00:03")
                .digest(HEX)
                .remark("已写入公共日志 #3,208"),
            Stage::new("揭示份额", StageState::Done)
                .time("10:00:41—10:04:10")
                .remark("纪检监察、公证、企业代表"),
            Stage::new("公共信标", StageState::Running).time("10:05:00 · drand").remark("轮次 31,482,077"),
            Stage::new("抽取对象", StageState::Waiting),
            Stage::new("组成检查组", StageState::Void).remark(HOSTILE),
        ],
    )
}

fn timeline() -> Timeline {
    Timeline::new([
        Entry::waiting("接收或退回", "10-12 24:00 前", "等待本局办理"),
        Entry::new("市生态环境局舞钢分局签收", "09-29 09:06", "经办人 · 接口签收").link("/trail/3"),
        Entry::new("自动定责", "09-24 17:32", "系统自动生成").remark("路由规则 2026-03 版，采用 R-0412"),
        Entry::new(HOSTILE, "09-24 17:32", "检查一组 2 名执法人员签名"),
    ])
}

fn digests() -> KeyValues {
    KeyValues::new()
        .row("方案摘要", Digest::whole(HEX))
        .row("总承诺", Digest::short(HEX))
        .row("种子", Html::all([Html::from(Icon::Padlock), "密封，检查全部结束后公开".into()]))
}
