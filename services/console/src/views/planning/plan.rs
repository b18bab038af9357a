//! 年度计划: who inspects what and when this year, and who has not met the duty?

mod answer;
mod board;
mod city;
mod detail;
mod form;
mod list;
mod publish;

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::planning::PlanView;

use crate::{desk::Desk, trouble::Trouble};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/plans", actix::get().to(board::show))
        .route("/plans/list", actix::get().to(list::show))
        .route("/plans/new", actix::get().to(form::show))
        .route("/plans/new", actix::post().to(form::take))
        .route("/plans/city", actix::get().to(city::show))
        .route("/plans/city", actix::post().to(city::take))
        .route("/plans/{id}", actix::get().to(detail::show))
        .route("/plans/{id}", actix::post().to(answer::take))
        .route("/plans/{id}/lines", actix::get().to(form::change))
        .route("/plans/{id}/lines", actix::post().to(form::changed))
        .route("/plans/{id}/publication", actix::get().to(publish::show))
        .route("/plans/{id}/publication", actix::post().to(publish::take));
}

pub async fn read(desk: &Desk, id: &str) -> Result<PlanView, Trouble> {
    super::plain(id)?;
    desk.get("planning", &format!("/v1/plans/{id}")).await
}

/// The plans of a year that one may see; a department makes one a year and seldom an ad-hoc one.
async fn of_year(desk: &Desk, year: i32) -> Result<Vec<PlanView>, Trouble> {
    let (mut plans, mut after) = (Vec::new(), String::new());
    for _ in 0..10 {
        let path = match after.is_empty() {
            true => "/v1/plans?sort=-id&limit=500".to_owned(),
            false => format!("/v1/plans?sort=-id&limit=500&after={after}"),
        };
        let page: web::Page<PlanView> = desk.get("planning", &path).await?;
        plans.extend(page.items.into_iter().filter(|plan| plan.year == year));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
    }
    plans.sort_by_key(|plan| plan.ad_hoc.is_some());
    Ok(plans)
}

/// The year of the address, or this one.
fn year(desk: &Desk) -> i32 {
    use chrono::Datelike as _;
    let asked = desk.query.code("year").parse().ok();
    asked.filter(|year| (2020..=2100).contains(year)).unwrap_or_else(|| desk.today().year())
}
