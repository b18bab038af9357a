//! 统计与义务, 督导看板: where does the city stand, and which department needs a word?

use actix_web::web::{self as actix, ServiceConfig};
use chrono::Datelike;
use contracts::{
    api::oversight::{AlertView, CoverageView, DepartmentDutyView, DutiesView, DutyState},
    events::{oversight::AlertKind, planning::AnnualDuty},
};
use kernel::Role;
use pages::{
    Card, Cell, Column, CountStrip, EmptyState, Figure, FilterChips, Html, Meaning, PageHead, Pager, Row,
    StatusTag, Table, chart, formats,
};
use web::Page as ListPage;

use crate::{
    desk::Desk,
    fields::query,
    trouble::{Page, Trouble},
};

/// The first year that the system may hold.
const FIRST_YEAR: i32 = 2020;
/// Where the axis of the rates begins, per cent.
const LOW: f64 = 50.0;

pub fn routes(config: &mut ServiceConfig) {
    config.route("/board", actix::get().to(show)).route("/alerts", actix::get().to(alerts));
}

async fn show(desk: Desk) -> Page {
    if !reads(desk.role()) {
        return Err(Trouble::not_found());
    }
    let this = desk.today().year();
    let year = desk
        .query
        .code("year")
        .parse()
        .ok()
        .filter(|year| (FIRST_YEAR..=this).contains(year))
        .unwrap_or(this);
    let coverage: CoverageView = desk.get("oversight", &format!("/v1/coverage?year={year}")).await?;
    let duties: DutiesView = desk.get("oversight", &format!("/v1/duties?year={year}")).await?;
    let whole = desk.department().is_empty();
    let lead = if whole {
        "各部门本年度联合抽查的进度、按期情况和年度义务。"
    } else {
        "本部门本年度的进度、按期情况和年度义务，首行为合计。"
    };
    let years = (FIRST_YEAR..=this).rev().map(|year| (year.to_string(), format!("{year} 年")));
    let body = Html::all([
        PageHead::new(if whole { "督导看板" } else { "统计与义务" }).lead(lead).into(),
        FilterChips::new("/board").select("year", "年度", years, Some(&year.to_string())).into(),
        Card::bare(strip(&coverage)).into(),
        rates(&coverage, year).into(),
        Card::new("年度义务", duty_table(&duties.items)).remark(format!("{year} 年")).into(),
        Card::new("各部门情况", figures(&coverage))
            .remark("联合检查在各参与部门各计一次，合计只计一次")
            .into(),
    ]);
    desk.wrap(&desk.shell("统计与义务", "/board"), &body)
}

fn reads(role: Role) -> bool {
    matches!(
        role,
        Role::Office | Role::Observer | Role::Auditor | Role::Clerk | Role::Leader | Role::Principal
    )
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn strip(coverage: &CoverageView) -> CountStrip {
    let all = &coverage.all;
    let late = Figure::new("逾期公示", number(all.disclosed_late)).unit("项");
    let overdue = Figure::new("逾期移送", number(all.referrals_overdue)).unit("件");
    let alarm = |figure: Figure, count: u64| if count > 0 { figure.meaning(Meaning::Late) } else { figure };
    CountStrip::new([
        Figure::new("检查任务", number(all.tasks_released)).unit("个"),
        Figure::new("已检查", number(all.visits_ended))
            .unit("户")
            .remark(format!("抽取 {} 户", formats::number(number(all.objects_drawn)))),
        Figure::new("移送", number(all.referrals_issued))
            .unit("件")
            .remark(format!("已办结 {} 件", all.referrals_concluded)),
        alarm(late, all.disclosed_late),
        alarm(overdue, all.referrals_overdue),
    ])
}

/// Both clocks of each department on one scale.
fn rates(coverage: &CoverageView, year: i32) -> Card {
    let dots = chart::Dots::new("按期率", format!("{year} 年"), ("移送", "公示"), LOW).goal(90.0);
    let dots = coverage.departments.iter().fold(dots, |dots, one| {
        let figures = &one.figures;
        let referrals =
            (figures.referrals_issued.saturating_sub(figures.referrals_overdue), figures.referrals_issued);
        let disclosed = figures.disclosed_on_time + figures.disclosed_late;
        dots.pair(one.name.clone(), referrals, (figures.disclosed_on_time, disclosed))
    });
    Card::bare(dots)
}

fn duty_table(duties: &[DepartmentDutyView]) -> Table {
    let columns = [
        Column::head("部门"),
        Column::text("年度义务"),
        Column::number("已发起"),
        Column::number("已参与"),
        Column::number("进行中"),
        Column::text("状态"),
    ];
    let row = |duty: &DepartmentDutyView| {
        let owed = match duty.duty {
            AnnualDuty::Initiate => "每年至少发起一次",
            AnnualDuty::InitiateOrTakePart => "每年至少发起或参与一次",
            AnnualDuty::Free => "根据需要",
        };
        let state = match duty.state {
            DutyState::Met => StatusTag::done("已履行"),
            DutyState::AtRisk => StatusTag::soon("尚未履行"),
            DutyState::Failed => StatusTag::late("未履行"),
            DutyState::None => StatusTag::plain("无年度义务"),
        };
        Row::new([
            Cell::of(duty.name.clone()),
            Cell::of(owed),
            Cell::number(number(duty.initiated)),
            Cell::number(number(duty.took_part)),
            Cell::number(number(duty.under_way)),
            Cell::of(state),
        ])
    };
    Table::new("年度义务", columns)
        .rows(duties.iter().map(row))
        .empty(EmptyState::new("没有登记成员单位。", "由系统管理员登记后显示在这里。"))
}

fn figures(coverage: &CoverageView) -> Table {
    let heads = ["任务", "检查", "结果", "按期公示", "逾期公示", "移送", "已办结", "逾期移送"];
    let columns = std::iter::once(Column::head("部门")).chain(heads.map(Column::number));
    let cells = |name: String, f: &contracts::api::oversight::Figures| {
        let counts = [
            f.tasks_released,
            f.visits_ended,
            f.results_formed,
            f.disclosed_on_time,
            f.disclosed_late,
            f.referrals_issued,
            f.referrals_concluded,
            f.referrals_overdue,
        ];
        Row::new(std::iter::once(Cell::of(name)).chain(counts.map(|count| Cell::number(number(count)))))
    };
    Table::new("各部门情况", columns)
        .frozen()
        .rows(coverage.departments.iter().map(|one| cells(one.name.clone(), &one.figures)))
        .total(cells("合计".to_owned(), &coverage.all))
}

/// What oversight noticed by itself.
async fn alerts(desk: Desk) -> Page {
    if !matches!(desk.role(), Role::Office | Role::Observer | Role::Auditor) {
        return Err(Trouble::not_found());
    }
    let after = desk.query.text("after");
    let mut asked = vec![("sort", "-id"), ("limit", "50")];
    asked.extend(Some(("after", after)).filter(|(_, after)| !after.is_empty()));
    let found: ListPage<AlertView> = desk.get("oversight", &format!("/v1/alerts?{}", query(&asked))).await?;
    let row = |alert: &AlertView| {
        let department = alert.department.as_ref().map(|department| desk.names().department(department));
        Row::new([
            Cell::of(formats::moment_table(alert.raised_at)),
            Cell::of(StatusTag::late(kind(alert.kind))),
            Cell::of(alert.text.clone()),
            department.map_or_else(Cell::none, Cell::of),
        ])
    };
    let columns = [Column::head("时间"), Column::text("类别"), Column::text("内容"), Column::text("部门")];
    let next = found.next.as_ref().map(|after| format!("/alerts?{}", query(&[("after", after)])));
    let table = Table::new("提醒", columns)
        .rows(found.items.iter().map(row))
        .empty(EmptyState::new("没有提醒。", "移送、公示逾期或检查未按时结束时，系统自动提醒。"))
        .pager(Pager::new(found.items.len() as u64, found.total, "条").next(next));
    let head = PageHead::new("提醒与督办").lead("系统自动发现的逾期和异常，最新的在前。");
    desk.wrap(&desk.shell("提醒与督办", "/alerts"), &Html::all([head.into(), Card::bare(table).into()]))
}

fn kind(kind: AlertKind) -> &'static str {
    match kind {
        AlertKind::FindingWithoutReferral => "问题线索未移送",
        AlertKind::ReferralOverdue => "移送逾期",
        AlertKind::DisclosureOverdue => "公示逾期",
        AlertKind::EndPresumed => "检查未按时结束",
        AlertKind::DeadLetter => "消息未处理",
    }
}
