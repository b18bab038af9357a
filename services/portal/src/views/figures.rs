//! 统计: what the year's joint inspections came to, each rate with its numerator and denominator.

use actix_web::web::{self as actix, ServiceConfig};
use chrono::Datelike;
use contracts::api::oversight::PublicFigures;
use pages::{
    Card, Cell, Column, CountStrip, EmptyState, Figure, Html, PageHead, Row, Table, Tabs, chart::Share,
    formats,
};

use crate::{
    place::{Asked, Place, query, wrap},
    trouble::Page,
};

const HERE: &str = "/portal/figures";

pub fn routes(config: &mut ServiceConfig) {
    config.route("/figures", actix::get().to(show));
}

async fn show(asked: Asked) -> Page {
    let year = asked.year().unwrap_or_else(|| asked.today().year());
    let place = asked.place().await?;
    let word = year.to_string();
    let path = query([("region", place.code()), ("year", &word)]);
    let figures: PublicFigures = place.asked.get("oversight", &format!("/v1/public-figures?{path}")).await?;
    let title = format!("{year} 年联合抽查统计");
    let head = PageHead::new(&title).lead("由系统从办理记录自动汇总，只含已经公开或不再密封的部分。");
    let parts = [
        head.into(),
        tabs(&place, year).into(),
        Card::bare(strip(&figures)).into(),
        results(&place, &figures),
        Card::new("公示与移送", rates(&figures)).into(),
    ];
    wrap(&place.shell(&title, HERE), parts)
}

fn tabs(place: &Place, year: i32) -> Tabs {
    place.years().fold(Tabs::new("年份"), |tabs, one| {
        let word = one.to_string();
        tabs.tab(format!("{one} 年"), place.href(HERE, [("year", word.as_str())]), None, one == year)
    })
}

fn figure(label: &str, value: u64, unit: &str) -> Figure {
    Figure::new(label, i64::try_from(value).unwrap_or(i64::MAX)).unit(format!(" {unit}"))
}

fn strip(figures: &PublicFigures) -> CountStrip {
    CountStrip::new([
        figure("下达任务", figures.tasks_released, "项"),
        figure("完成抽取", figures.draws_drawn, "次"),
        figure("抽中检查对象", figures.objects_drawn, "户次"),
        figure("结束检查", figures.visits_ended, "户次"),
    ])
}

/// Results as they stand with their corrections; as shares and as a table.
fn results(place: &Place, figures: &PublicFigures) -> Html {
    let total: u64 = figures.results.iter().map(|result| result.count).sum();
    if total == 0 {
        let empty = EmptyState::new("这一年还没有公示的检查结果。", "结果公示后，当日计入统计。");
        return Card::new("检查结果", empty).into();
    }
    let year = figures.year.to_string();
    let shares = figures.results.iter().map(|result| Share::new(&result.name, result.count, total));
    let number = |count: u64| Cell::number(i64::try_from(count).unwrap_or(i64::MAX));
    let row = |result: &contracts::api::oversight::ResultCount| {
        let word = serde_json::to_value(result.result).ok();
        let word = word.as_ref().and_then(|word| word.as_str()).unwrap_or_default().to_owned();
        let to = place.href("/portal", [("result", word.as_str()), ("year", year.as_str())]);
        Row::new([
            Cell::of(pages::Link::new(result.name.as_str(), to)),
            number(result.count),
            number(total),
            Cell::of(formats::rate(result.count, total)),
        ])
    };
    let columns =
        [Column::head("结果"), Column::number("项数"), Column::number("全部"), Column::number("占比")];
    let table = Table::new("各类检查结果", columns).rows(figures.results.iter().map(row));
    let count = formats::amount(i64::try_from(total).unwrap_or(i64::MAX), "项");
    let remark = format!("{year} 年公示，按更正后结果，共 {count}");
    Html::all([
        Card::new("各类检查结果占全部结果的比例", Html::each(shares)).remark(remark).into(),
        Card::new("以表格查看", table).remark("不足 10 项的只列数字").into(),
    ])
}

fn rates(figures: &PublicFigures) -> Html {
    Html::all([
        Share::new("按期公示", figures.disclosures_on_time, figures.disclosures_due)
            .remark("按期公示 / 应公示，按部门与检查对象计")
            .into(),
        Share::new("移送办结", figures.referrals_concluded, figures.referrals_issued)
            .remark("已办结 / 已移送的问题线索")
            .into(),
    ])
}
