//! 汇总公示: the office puts the year's plans together and publishes them as the region's.

use contracts::api::planning::PublishCityPlan;
use kernel::Role;
use pages::{Card, Cell, Column, EmptyState, Html, Row, Table};

use super::{board, of_year, year};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
    views::planning::{
        act::{self, Final, Refused, sure},
        words,
    },
};

pub async fn show(desk: Desk) -> Page {
    page(&desk, year(&desk), None).await
}

async fn page(desk: &Desk, year: i32, refused: Option<Refused>) -> Page {
    (desk.role() == Role::Office).then_some(()).ok_or_else(Trouble::not_found)?;
    let plans = of_year(desk, year).await?;
    let newest = board::newest_city(desk, year).await?;
    let edition = newest.map_or(1, |city| city.edition + 1);
    let columns = [Column::head("部门"), Column::number("任务"), Column::text("版次"), Column::text("状态")];
    let annual = plans.iter().filter(|plan| plan.ad_hoc.is_none());
    let row = |plan: &contracts::api::planning::PlanView| {
        Row::new([
            Cell::of(desk.names().department(&plan.department)),
            Cell::number(i64::try_from(plan.lines.len()).unwrap_or(i64::MAX)),
            Cell::of(plan.edition.map(|edition| format!("第 {edition} 版")).unwrap_or_default()),
            Cell::of(words::plan(plan)),
        ])
    };
    let table = Table::new("汇总的计划", columns)
        .rows(annual.map(row))
        .empty(EmptyState::new("本年度还没有计划。", "部门报送并公示后才能汇总。"));
    let title = format!("汇总公示 {year} 年度计划");
    let what = Card::new(format!("第 {edition} 版包括的计划"), table);
    let page = Final {
        title: &title,
        here: "/plans",
        back: ("年度计划".to_owned(), format!("/plans?year={year}")),
        lead: "各部门年度计划均已公示后，汇总为全域计划向社会公示；部门计划变更后公示下一版。",
        what: Html::of(&what),
        fields: Vec::new(),
        sentence: "我已核对各部门计划，公示后本版永久保留、不可撤回",
        verb: "汇总公示",
        version: 0,
    };
    page.show(desk, refused)
}

pub async fn take(desk: Desk, fields: Fields) -> Page {
    let year = year(&desk);
    if let Err(refused) = sure(&fields) {
        return page(&desk, year, Some(refused)).await;
    }
    // A new edition has no version that it would be made from.
    let fields = Fields::read(crate::fields::query(&[("key", fields.text("key"))]).as_bytes());
    let body = PublishCityPlan { year, external: None };
    match act::send(&desk, "/v1/city-plans", &body, &fields).await? {
        Ok(_) => desk.done(&format!("/plans?year={year}"), "已公示汇总计划"),
        Err(refused) => page(&desk, year, Some(refused)).await,
    }
}
