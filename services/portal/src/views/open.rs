//! 开放数据: the disclosed results of a year, whole, for machines. Written page by page as the services give them, so that
//! no year is too large.

mod csv;
mod json;
mod walk;

use actix_web::{
    HttpResponse,
    http::header,
    web::{self as actix, ServiceConfig},
};
use chrono::Datelike;
use pages::{Button, Card, Cell, Column, PageHead, Row, Table};

use crate::{
    place::{Asked, Place, wrap},
    trouble::Page,
};
use walk::Walk;

const HERE: &str = "/portal/open";

pub fn routes(config: &mut ServiceConfig) {
    config.route("/open", actix::get().to(show));
    config.route("/open/results.csv", actix::get().to(as_csv));
    config.route("/open/results.json", actix::get().to(as_json));
}

async fn show(asked: Asked) -> Page {
    let place = asked.place().await?;
    let head = PageHead::new("开放数据")
        .lead("每年公示的全部检查结果，可以免费下载和再利用，引用时请注明来源和日期。");
    let row = |year: i32| {
        let word = year.to_string();
        let to = |kind: &str| place.href(&format!("{HERE}/results.{kind}"), [("year", word.as_str())]);
        let button =
            |words: &str, kind: &str| Button::link(words, to(kind)).plain().about(format!("{year} 年"));
        Row::new([
            Cell::of(format!("{year} 年")),
            Cell::action(button("下载 CSV", "csv")),
            Cell::action(button("下载 JSON", "json")),
        ])
    };
    let columns = [Column::head("公示年份"), Column::action("表格"), Column::action("程序读取")];
    let years = Table::new("各年的数据", columns).rows(place.years().map(row));
    let about = |(name, meaning): &(&str, &str)| Row::new([Cell::of(*name), Cell::of(*meaning)]);
    let fields = Table::new("表格各列", [Column::head("列"), Column::text("含义")]);
    let fields = fields.rows(csv::COLUMNS.iter().map(about));
    let parts = [
        head.into(),
        Card::new("检查结果", years).into(),
        Card::new("表格各列的含义", fields).remark("每个抽查事项一行").into(),
    ];
    wrap(&place.shell("开放数据", HERE), parts)
}

/// The walk through a year that was asked for, its first page read: what fails then is a page that says so.
async fn walk(asked: Asked) -> Result<(Walk, String), crate::trouble::Trouble> {
    let year = asked.year().unwrap_or_else(|| asked.today().year());
    let place: Place = asked.place().await?;
    let name = format!("results-{}-{year}", place.code());
    Ok((Walk::begin(place, year).await?, name))
}

async fn as_csv(asked: Asked) -> Page {
    let (walk, name) = walk(asked).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")))
        .streaming(walk.stream(csv::head, csv::page, |_| String::new())))
}

async fn as_json(asked: Asked) -> Page {
    let (walk, _) = walk(asked).await?;
    Ok(HttpResponse::Ok().content_type("application/json").streaming(walk.stream(
        json::head,
        json::page,
        json::foot,
    )))
}
