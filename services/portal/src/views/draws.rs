//! 抽取公开: every draw that was opened, the last one first, those that came to nothing as well.

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::draw::{PublicDraw, PublicDraws};
use pages::{
    Button, Card, Cell, Column, EmptyState, FilterChips, Link, Note, PageHead, Pager, Row, Table, formats,
};

use crate::{
    place::{Asked, Place, query, wrap},
    trouble::Page,
    words,
};

pub const HERE: &str = "/portal/draws";

pub fn routes(config: &mut ServiceConfig) {
    config.route("/draws", actix::get().to(list));
}

async fn list(asked: Asked) -> Page {
    let place = asked.place().await?;
    let year = place.asked.year().map(|year| year.to_string()).unwrap_or_default();
    let before = place.asked.given("before").filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let pairs = [("region", place.code()), ("year", &year), ("before", before.unwrap_or_default())];
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let path = format!("/v1/public-draws?{}&limit=30", query(pairs));
    let draws: PublicDraws = place.asked.get("draw", &path).await?;
    let head = PageHead::new("抽取公开")
        .lead("每次抽取都有连续编号，作废的也保留。名单在检查结束前密封，之后全部公开。")
        .action(Button::link("检查人员更换情况", place.href("/portal/draws/replaced", [])).plain());
    let years = place.years().map(|year| (year.to_string(), format!("{year} 年")));
    let mut filters = FilterChips::new(HERE).select("year", "开启年份", years, Some(&year));
    if !place.is_first() {
        filters = filters.keep("region", place.code());
    }
    let next = draws.next.map(|next| next.to_string());
    let next = next.map(|next| place.href(HERE, [("year", year.as_str()), ("before", next.as_str())]));
    let first = before.map(|_| place.href(HERE, [("year", year.as_str())]));
    let shown = formats::amount(i64::try_from(draws.items.len()).unwrap_or(i64::MAX), "次");
    let table = table(&place, &draws.items)
        .pager(Pager::worded(format!("本页 {shown}，最近开启的在前")).before(first).next(next));
    let check = Note::new(
        pages::Meaning::Plain,
        "如何核验　",
        "打开任一次抽取，下载凭证文件，用公开的核验程序重算；日志检查点证明记录没有被改动。",
    );
    wrap(
        &place.shell("抽取公开", HERE),
        [head.into(), filters.into(), Card::bare(table).into(), check.into()],
    )
}

fn table(place: &Place, draws: &[PublicDraw]) -> Table {
    let columns = [
        Column::head("抽取"),
        Column::text("发起部门"),
        Column::text("状态"),
        Column::number("名录（户）"),
        Column::number("抽中（户）"),
        Column::text("名单"),
        Column::text("开启时间"),
    ];
    let figure = |value: Option<u64>| {
        value.map_or_else(Cell::none, |value| Cell::number(i64::try_from(value).unwrap_or(i64::MAX)))
    };
    let row = |draw: &PublicDraw| {
        let to = place.href(&format!("{HERE}/{}", draw.seq), []);
        let list = match (draw.edition.as_deref(), draw.sealed_until) {
            (Some("whole"), _) => Cell::of("已全部公开"),
            (Some(_), Some(until)) => Cell::of("密封").second(format!("至 {}", formats::date_table(until))),
            (Some(_), None) => Cell::of("密封"),
            (None, _) => Cell::none(),
        };
        Row::new([
            Cell::of(Link::new(draw.title.as_str(), to)).second(words::number_of_draw(draw.seq)),
            Cell::of(place.department(&draw.initiating)),
            Cell::of(words::draw_state(&draw.state)),
            figure(draw.objects_in_pool),
            figure(draw.drawn),
            list,
            draw.opened_at.map_or_else(Cell::none, |at| Cell::of(formats::moment_long(at))),
        ])
    };
    Table::new("已开启的抽取", columns)
        .rows(draws.iter().map(row))
        .empty(EmptyState::new("没有符合条件的抽取。", "抽取开启后，立即出现在这里。"))
}
