//! What an import did, and every row that it refused: line, column, reason.

use actix_web::{HttpResponse, http::header, web::Path};
use contracts::api::pool::{ImportView, Library, RejectedRow, RejectedRows};
use pages::{
    Breadcrumb, Button, Card, Cell, Column, CountStrip, Digest, EmptyState, Figure, Html, Icon, KeyValues,
    Meaning, Note, PageHead, Pager, Row, Table, formats,
};

use crate::{
    desk::Desk,
    trouble::{Page, Trouble},
    views::draw::is_id,
};

async fn read(desk: &Desk, id: &str) -> Result<ImportView, Trouble> {
    is_id(id).then_some(()).ok_or_else(Trouble::not_found)?;
    desk.get("pool", &format!("/v1/imports/{id}")).await
}

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let import = read(&desk, &id).await?;
    let after: u64 = desk.query.code("after").parse().unwrap_or(0);
    let path = format!("/v1/imports/{id}/rows?limit=100&after={after}");
    let rows: RejectedRows = desk.get("pool", &path).await?;
    let (word, list) = match import.library {
        Library::Objects => ("检查对象", "/objects"),
        Library::Inspectors => ("执法检查人员", "/inspectors"),
    };
    let title = "导入结果";
    let mut head = PageHead::new(title)
        .subtitle(format!("{word}名录"))
        .crumbs(Breadcrumb::to(title).above(word, list))
        .lead("合格的行已入库；未入库的行列在下面，请在原文件中改正后再次导入。");
    if import.rejected_rows > 0 {
        let report = Button::link("下载逐行报告", format!("/imports/{id}/report.xlsx"));
        head = head.action(report.icon(Icon::Download));
    }
    let mut body: Vec<Html> = vec![head.into(), figures(&import).into()];
    if !import.unknown_headings.is_empty() {
        let text = format!("{}。这些栏目没有导入。", import.unknown_headings.join("、"));
        body.push(Note::new(Meaning::Soon, "有不认识的表头。", text).into());
    }
    body.push(Card::new("未入库的行", table(&id, &rows)).count(rows.total).into());
    body.push(Card::new("导入情况", facts(&desk, &import)).into());
    desk.wrap(&desk.shell(title, list), &Html::all(body))
}

fn figures(import: &ImportView) -> CountStrip {
    let figure = |label: &str, count: u64| Figure::new(label, count.cast_signed()).unit("行");
    let refused = figure("未入库", import.rejected_rows);
    CountStrip::new([
        figure("新增", import.added),
        figure("更新", import.changed),
        figure("没有变化", import.unchanged),
        if import.rejected_rows > 0 { refused.meaning(Meaning::Late) } else { refused },
    ])
}

fn table(id: &str, rows: &RejectedRows) -> Table {
    let columns = [Column::number("行号"), Column::head("栏目"), Column::text("原因")];
    let row = |row: &RejectedRow| {
        let column = if row.column.is_empty() { "整行".to_owned() } else { row.column.clone() };
        Row::new([Cell::number(row.line.cast_signed()), Cell::of(column), Cell::of(row.reason.clone())])
    };
    let next = rows.next.map(|line| format!("/imports/{id}?after={line}"));
    Table::new("未入库的行", columns)
        .rows(rows.items.iter().map(row))
        .empty(EmptyState::new("全部行都已入库。", "可以返回名录查看，或在名录核对中确认。"))
        .pager(Pager::new(rows.items.len() as u64, rows.total, "行").next(next))
}

fn facts(desk: &Desk, import: &ImportView) -> KeyValues {
    KeyValues::new()
        .row("导入部门", desk.names().department(&import.department))
        .row("导入时间", formats::moment_long(import.at))
        .row("名录版本", format!("第 {} 版", import.version))
        .row("文件摘要", Digest::whole(&import.digest))
}

/// The report as a workbook; the service notes that it was taken.
pub async fn xlsx(desk: Desk, id: Path<String>) -> Page {
    is_id(&id).then_some(()).ok_or_else(Trouble::not_found)?;
    let (kind, bytes) = desk.file("pool", &format!("/v1/imports/{id}/report.xlsx")).await?;
    Ok(HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"import-{id}.xlsx\"")))
        .body(bytes))
}
