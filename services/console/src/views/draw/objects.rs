//! 抽中名单, for its circle alone; each look is noted by the service.

use actix_web::web::Path;
use contracts::api::draw::{DrawnObjectView, DrawnObjects};
use pages::{Card, Cell, Column, EmptyState, Html, Icon, Meaning, Note, PageHead, Pager, Row, Table};

use super::{crumbs, read};
use crate::{desk::Desk, trouble::Page};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let draw = read(&desk, &id).await?;
    let list: DrawnObjects = desk.get("draw", &format!("/v1/draws/{id}/list")).await?;
    let title = "抽中名单";
    let head = PageHead::new(title)
        .subtitle(draw.title.clone())
        .crumbs(crumbs(title, &draw))
        .lead("按抽取顺序排列，自抽取之时起不可更改；接下来由检查组安排检查。");
    let seen = Note::new(
        Meaning::Sealed,
        "您的本次查看已记入留痕。",
        "名单在检查结束前处于密封状态，不得向检查对象和无关人员透露。",
    );
    let count = list.items.len() as u64;
    let columns = [
        Column::text("分类与次序"),
        Column::head("检查对象"),
        Column::text("统一社会信用代码"),
        Column::text("地址"),
    ];
    let table = Table::new("抽中的检查对象", columns)
        .rows(list.items.iter().map(row))
        .empty(EmptyState::new("名单中没有对象。", "请核对抽查方案的范围和比例。"))
        .pager(Pager::new(count, count, "户"));
    let body = Html::all([head.into(), seen.icon(Icon::Padlock).into(), Card::bare(table).into()]);
    desk.wrap(&desk.shell(title, "/draws"), &body)
}

fn row(drawn: &DrawnObjectView) -> Row {
    let class = if drawn.class == "Unrated" { "未分类" } else { drawn.class.as_str() };
    Row::new([
        Cell::of(format!("{class}-{}", drawn.rank)),
        Cell::of(drawn.object.name.clone()).second(drawn.object.kind.name()),
        Cell::of(drawn.object.object.to_string()),
        Cell::of(drawn.address.clone()),
    ])
}
