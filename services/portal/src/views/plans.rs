//! 抽查计划: who inspects what and when this year. The list of published editions, and one with its lines as a board.

use std::collections::BTreeMap;

use actix_web::web::{self as actix, Path, ServiceConfig};
use chrono::Datelike;
use contracts::{
    api::planning::{CatalogueView, CityPlanDetail, CityPlanView},
    events::planning::PlanLine,
};
use kernel::{DepartmentId, ids::CityPlanId};
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, KeyValues, Meaning, PageHead, Plan, PlanRow,
    PlanState, PlanTask, Row, Table, formats,
};

use crate::{
    place::{Asked, Listed, Place, query, wrap},
    trouble::{Page, Trouble},
    words,
};

const HERE: &str = "/portal/plans";

pub fn routes(config: &mut ServiceConfig) {
    config.route("/plans", actix::get().to(list));
    config.route("/plans/{id}", actix::get().to(one));
}

async fn list(asked: Asked) -> Page {
    let place = asked.place().await?;
    let asked = query([("region", place.code()), ("sort", "-id"), ("limit", "100")]);
    let found: Listed<CityPlanView> = place.asked.get("planning", &format!("/v1/city-plans?{asked}")).await?;
    let head = PageHead::new("抽查计划")
        .lead("各部门当年发起和参与的联合抽查，每次变更都另行公示，旧版本仍可查看。");
    let columns = [
        Column::head("年度"),
        Column::number("版本"),
        Column::text("公示日期"),
        Column::number("部门计划"),
        Column::action("查看"),
    ];
    let row = |plan: &CityPlanView| {
        let about = format!("{} 年第 {} 版", plan.year, plan.edition);
        let see = place.href(&format!("{HERE}/{}", plan.city_plan), []);
        let year = Cell::of(format!("{} 年度", plan.year));
        let year = if plan.late { year.second("晚于规定时间公示") } else { year };
        Row::new([
            year,
            Cell::number(i64::from(plan.edition)),
            Cell::of(formats::date_table(plan.on)),
            Cell::number(i64::try_from(plan.plans.len()).unwrap_or(i64::MAX)),
            Cell::action(Button::link("查看", see).plain().about(about)),
        ])
    };
    let table = Table::new("已公示的年度抽查计划", columns)
        .rows(found.items.iter().map(row))
        .empty(EmptyState::new("还没有公示的抽查计划。", "年度计划汇总公示后，出现在这里。"));
    wrap(&place.shell("抽查计划", HERE), [head.into(), Card::bare(table).into()])
}

async fn one(asked: Asked, id: Path<String>) -> Page {
    let id: CityPlanId = id.parse().map_err(|_| Trouble::not_found())?;
    let plan: CityPlanDetail = asked.get("planning", &format!("/v1/city-plans/{id}")).await?;
    let place = asked.place_in(&plan.region).await?;
    let title = format!("{} 年度抽查计划", plan.year);
    let crumbs = Breadcrumb::to(format!("{} 年第 {} 版", plan.year, plan.edition));
    let head = PageHead::new(&title)
        .crumbs(crumbs.above("抽查计划", place.href(HERE, [])))
        .lead(format!("第 {} 版", plan.edition))
        .lead(format!("{}公示", formats::date_long(plan.on)));
    let names = names(&place).await;
    let mut parts = vec![head.into(), Card::new("部门与月份", board(&place, &plan)).into()];
    parts.push(Card::new("各项抽查", lines(&place, &plan, &names)).into());
    if let Some(external) = &plan.external {
        let facts = KeyValues::new().row("公示平台", external.system.as_str());
        parts.push(Card::new("在其他平台的公示", facts.row("编号", external.number.as_str())).into());
    }
    wrap(&place.shell(&title, HERE), parts)
}

/// Names of items by the catalogue in force; a code that it no longer has stays a code.
async fn names(place: &Place) -> BTreeMap<String, String> {
    let path = format!("/v1/catalogues/current?{}", query([("region", place.code())]));
    let catalogue = place.asked.get::<CatalogueView>("planning", &path).await;
    let items = catalogue.map(|catalogue| catalogue.items).unwrap_or_default();
    items.into_iter().map(|item| (item.item.to_string(), item.name)).collect()
}

/// Every department that initiates or takes part, by months.
fn board(place: &Place, plan: &CityPlanDetail) -> Plan {
    let today = place.asked.today();
    let now = if today.year() == plan.year { today.month() } else { 0 };
    let mut rows = BTreeMap::<&DepartmentId, Vec<(PlanState, &PlanLine)>>::new();
    for part in &plan.plans {
        for line in &part.lines {
            rows.entry(&part.department).or_default().push((PlanState::Lead, line));
            for joins in line.participants.iter().filter(|joins| **joins != part.department) {
                rows.entry(joins).or_default().push((PlanState::Joins, line));
            }
        }
    }
    let board = Plan::new(format!("{} 年度部门联合抽查计划", plan.year), now);
    rows.into_iter().fold(board, |board, (department, tasks)| {
        let lead = tasks.iter().filter(|(state, _)| *state == PlanState::Lead).count();
        let remark = format!("发起 {lead} · 参与 {}", tasks.len() - lead);
        let row = PlanRow::new(place.department(department), Meaning::Plain, remark);
        let task = |row: PlanRow, (state, line): (PlanState, &PlanLine)| {
            row.task(PlanTask::new(&line.title, state, line.months.0, line.months.1))
        };
        board.row(tasks.into_iter().fold(row, task))
    })
}

fn lines(place: &Place, plan: &CityPlanDetail, names: &BTreeMap<String, String>) -> Table {
    let columns = [
        Column::head("抽查"),
        Column::text("发起部门"),
        Column::text("参与部门"),
        Column::text("月份"),
        Column::text("抽查比例"),
    ];
    let row = |(department, line): (&DepartmentId, &PlanLine)| {
        let items =
            line.items.iter().map(|item| names.get(item.as_str()).map_or(item.as_str(), String::as_str));
        let items = items.collect::<Vec<_>>().join("、");
        let joins = line.participants.iter().filter(|joins| *joins != department);
        let joins = joins.map(|joins| place.department(joins)).collect::<Vec<_>>().join("、");
        Row::new([
            Cell::of(line.title.as_str()).second(items),
            Cell::of(place.department(department)),
            Cell::of(joins),
            Cell::of(words::months(line.months)),
            Cell::of(line.share.as_str()),
        ])
    };
    let all = plan.plans.iter().flat_map(|part| part.lines.iter().map(|line| (&part.department, line)));
    Table::new("各项抽查的部门、事项与时间", columns)
        .rows(all.map(row))
        .empty(EmptyState::new("这一版没有列出抽查。", "变更后的版本见抽查计划。"))
}
