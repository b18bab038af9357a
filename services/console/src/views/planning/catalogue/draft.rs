//! A new version of the catalogue, as a table pasted from a spreadsheet: one item a line, its columns separated by tabs. It
//! begins with the version in force, so that a change is a change of a few lines.

use actix_web::http::StatusCode;
use contracts::{
    api::planning::{CatalogueView, DraftCatalogue},
    events::planning::CatalogueItem,
};
use kernel::{Role, codes::ObjectKind};
use pages::{Breadcrumb, Button, ErrorSummary, Field, Meaning, Note, PageHead};
use serde_json::Value;

use super::keeps;
use crate::{
    desk::Desk,
    fields::{Fields, query},
    trouble::{Page, Trouble},
    views::planning::{
        act::{self, Refused},
        newest,
    },
};

const COLUMNS: &str = "事项编码、事项名称、决定部门代码、检查依据、对象类别、检查方式、移送事由代码、检查标准、标准版本、省级清单序号";
/// Stands for a line break within a column.
const BREAK: char = '⏎';

#[derive(askama::Template)]
#[template(path = "planning/catalogue_form.html")]
struct Form {
    head: PageHead,
    summary: ErrorSummary,
    key: String,
    note: Note,
    items: Field,
    verb: Button,
}

pub async fn show(desk: Desk) -> Page {
    let table = newest(&desk).await?.as_ref().map(written).unwrap_or_default();
    page(&desk, &table, None)
}

fn page(desk: &Desk, table: &str, refused: Option<Refused>) -> Page {
    keeps(desk, Role::Clerk).then_some(()).ok_or_else(Trouble::not_found)?;
    let (status, summary) =
        refused.map_or((StatusCode::OK, ErrorSummary::new()), |refused| (refused.status, refused.summary));
    let title = "制定清单新版本";
    let head = PageHead::new(title)
        .crumbs(Breadcrumb::to(title).above("抽查事项清单", "/catalogues"))
        .lead("新版本整体代替旧版本；提交后由市场监管部门主要负责人公布。");
    let how = format!(
        "每行一个事项，各列以制表符分隔，可在电子表格中编辑后整体粘贴。列的顺序：{COLUMNS}。\
         多个对象类别、检查方式以顿号分隔，列内换行写作{BREAK}。"
    );
    let items = Field::area("items", "事项").value(table).rows(24).error(summary.at("items"));
    let form = Form {
        head,
        key: desk.form_key(),
        note: Note::new(Meaning::Plain, "填写方法：", how),
        items: items.hint("1 至 500 个事项"),
        verb: Button::new("提交新版本").busy("正在提交"),
        summary,
    };
    desk.answer(status, desk.shell(title, "/catalogues").page(&form)?)
}

/// The table of a version.
fn written(catalogue: &CatalogueView) -> String {
    let cell = |text: &str| text.replace('\n', &BREAK.to_string()).replace('\t', " ");
    let line = |item: &CatalogueItem| {
        let kinds: Vec<_> = item.object_kinds.iter().map(|kind| kind.name()).collect();
        let columns = [
            item.item.to_string(),
            cell(&item.name),
            item.department.to_string(),
            cell(&item.legal_basis),
            kinds.join("、"),
            cell(&item.methods.join("、")),
            cell(&item.matter),
            cell(&item.guide),
            cell(&item.guide_version),
            cell(item.provincial_entry.as_deref().unwrap_or_default()),
        ];
        columns.join("\t")
    };
    catalogue.items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The items of a table, or what is wrong with its lines.
fn read(table: &str) -> Result<Vec<CatalogueItem>, ErrorSummary> {
    let (mut items, mut summary) = (Vec::new(), ErrorSummary::new());
    for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match item(line) {
            Ok(item) => items.push(item),
            Err(wrong) => summary = summary.error("items", format!("第 {} 行：{wrong}", at + 1)),
        }
    }
    if summary.is_empty() && !(1..=500).contains(&items.len()) {
        summary = summary.error("items", "应有 1 至 500 个事项");
    }
    if summary.is_empty() { Ok(items) } else { Err(summary) }
}

fn item(line: &str) -> Result<CatalogueItem, String> {
    let columns: Vec<_> = line.split('\t').map(|cell| cell.trim().replace(BREAK, "\n")).collect();
    let column = |at: usize| columns.get(at).map(String::as_str).unwrap_or_default();
    let text = |at: usize, name: &str, most: usize| match column(at).chars().count() {
        0 => Err(format!("缺少{name}")),
        count if count > most => Err(format!("{name}不应超过 {most} 字")),
        _ => Ok(column(at).to_owned()),
    };
    let list = |at: usize| {
        column(at)
            .split('、')
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let kind = |name: &String| {
        ObjectKind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| format!("不认识的对象类别“{name}”"))
    };
    let object_kinds = list(4).iter().map(kind).collect::<Result<Vec<_>, _>>()?;
    if object_kinds.is_empty() {
        return Err("缺少对象类别".to_owned());
    }
    Ok(CatalogueItem {
        item: column(0).parse().map_err(|_| "事项编码应为字母、数字和短横线".to_owned())?,
        name: text(1, "事项名称", 200)?,
        department: column(2).parse().map_err(|_| "决定部门代码不正确".to_owned())?,
        legal_basis: text(3, "检查依据", 2000)?,
        object_kinds,
        methods: list(5),
        matter: text(6, "移送事由代码", 100)?,
        guide: text(7, "检查标准", 4000)?,
        guide_version: text(8, "标准版本", 100)?,
        provincial_entry: Some(column(9).to_owned()).filter(|entry| !entry.is_empty()),
    })
}

pub async fn take(desk: Desk, fields: Fields) -> Page {
    keeps(&desk, Role::Clerk).then_some(()).ok_or_else(Trouble::not_found)?;
    let table = fields.text("items");
    let items = match read(table) {
        Ok(items) => items,
        Err(summary) => return page(&desk, table, Some(Refused::wrong(summary))),
    };
    // There is no version yet that it would be made from.
    let unversioned = Fields::read(query(&[("key", fields.text("key"))]).as_bytes());
    let sent: Result<Value, _> =
        act::send(&desk, "/v1/catalogues", &DraftCatalogue { items }, &unversioned).await?;
    match sent {
        Ok(view) => {
            let id = view["catalogue"].as_str().unwrap_or_default();
            desk.done(&format!("/catalogues/{id}"), "已提交新版本，待主要负责人公布")
        }
        Err(refused) => page(&desk, table, Some(refused)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str =
        "scjg-01\t明码标价\t410481-scjg\t价格法⏎第十三条\t企业、个体工商户\t\tprice\t查看标价\t2026-1\t";

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let items = read(LINE).unwrap();
        assert_eq!(items[0].legal_basis, "价格法\n第十三条");
        assert_eq!(items[0].object_kinds.len(), 2);
        let view = serde_json::json!({
            "catalogue": "01a213ed-8893-7b13-85f6-9109a4a37cd7", "version": 1, "region": "410481",
            "catalogue_version": 1, "state": "published", "items": items,
        });
        let view: CatalogueView = serde_json::from_value(view).unwrap();
        assert_eq!(read(&written(&view)).unwrap(), items);
    }

    #[test]
    fn every_wrong_line_is_named() {
        let summary = read(&format!("{LINE}\nx\n{}", LINE.replace("企业、", "公司、"))).unwrap_err();
        let said = summary.to_string();
        assert!(said.contains("第 2 行") && said.contains("第 3 行") && !said.contains("第 1 行"));
    }
}
