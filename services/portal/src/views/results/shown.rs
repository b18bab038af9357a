//! One result: what was found by whom, corrections in equal weight, the draw behind it, and how anybody checks it.

use contracts::api::{
    disclosure::{PublicItem, PublicResult, ResultDetail},
    draw::{PublicDraw, PublicDraws},
};
use pages::{
    Breadcrumb, Button, Card, Cell, Checks, Column, Digest, Html, KeyValues, Link, Meaning, Note, PageHead,
    Row, StatusTag, Table, formats,
};

use crate::{
    place::{Listed, Place, query, segment},
    trouble::Trouble,
    words,
};

/// `alone` where the result is what the page is about.
pub async fn load(place: &Place, detail: &ResultDetail, alone: bool) -> Result<Html, Trouble> {
    let result = &detail.result;
    // What stands beside a result may fail without taking the result along.
    let task = detail.task.to_string();
    let path = format!("/v1/public-draws?{}", query([("region", place.code()), ("task", task.as_str())]));
    let draws = place.asked.get::<PublicDraws>("draw", &path).await;
    let draw = draws.map(|draws| draws.items.into_iter().find(|draw| draw.state == "drawn"));
    let same = query([("region", place.code()), ("q", result.object.as_str()), ("limit", "50")]);
    let others =
        place.asked.get::<Listed<PublicResult>>("disclosure", &format!("/v1/results?{same}")).await?;
    let others: Vec<_> = others
        .items
        .into_iter()
        .filter(|other| other.duty != result.duty && other.object == result.object)
        .collect();
    let parts = [
        Some(if alone { head(place, result) } else { beneath(place, result) }),
        Some(Card::new("检查结果", found(result)).foot(footer(place, detail)).into()),
        corrected(result),
        Some(Card::new("公示情况", facts(place, detail, draw.as_ref().ok().and_then(Option::as_ref))).into()),
        Some(proof(place, result, draw)),
        beside(place, &others),
    ];
    Ok(Html::all(parts.into_iter().flatten()))
}

fn address(result: &PublicResult) -> String {
    format!("/portal/results/{}", result.duty)
}

fn head(place: &Place, result: &PublicResult) -> Html {
    let crumbs = Breadcrumb::to("检查结果详情").above("检查结果", super::to(place, "/portal", &[]));
    let on = format!("{}公示", formats::date_long(result.disclosed_on));
    let head = PageHead::new(&result.name).crumbs(crumbs).lead(result.object.as_str());
    head.lead(place.department(&result.department)).lead(on).into()
}

/// The same beside the hits of a search, whose heading stands above.
fn beneath(place: &Place, result: &PublicResult) -> Html {
    #[derive(askama::Template)]
    #[template(
        ext = "html",
        source = r#"<header class="head"><div><h2>{{ name }}</h2><div class="lead"><span>{{ code }}</span><span>{{ department }}</span><span>{{ on }}公示</span></div></div></header>"#
    )]
    struct Head<'a> {
        name: &'a str,
        code: &'a str,
        department: String,
        on: String,
    }
    let (department, on) = (place.department(&result.department), formats::date_long(result.disclosed_on));
    let head = Head { name: &result.name, code: result.object.as_str(), department, on };
    Html::render(&head).unwrap_or_default()
}

fn found(result: &PublicResult) -> Table {
    let columns = [Column::head("抽查事项"), Column::text("公示结果"), Column::text("更正后结果")];
    let row = |item: &PublicItem| {
        let last = words::corrections(result, item).last();
        let corrected = last.map_or_else(Cell::none, |last| {
            let on = format!("{}更正", formats::date_long(last.corrected_on));
            Cell::of(words::result(last.to)).second(on)
        });
        Row::new([Cell::of(item.name.as_str()), Cell::of(words::result(item.result)), corrected])
    };
    Table::new("各项检查结果", columns).rows(result.items.iter().map(row))
}

fn footer(place: &Place, detail: &ResultDetail) -> Html {
    let count = detail.result.items.len();
    format!("共 {count} 项，由{}负责。", place.department(&detail.result.department)).into()
}

/// Original, correction, reason and signature, each as plain to see as the others.
fn corrected(result: &PublicResult) -> Option<Html> {
    let columns = [
        Column::head("抽查事项"),
        Column::text("原结果"),
        Column::text("更正为"),
        Column::text("更正理由"),
        Column::text("签字"),
    ];
    let row = |item: &PublicItem| {
        let name = item.name.clone();
        let one = move |correction: &contracts::api::disclosure::CorrectionView| {
            Row::new([
                Cell::of(name.as_str()),
                Cell::of(words::result(correction.from)),
                Cell::of(words::result(correction.to)),
                Cell::of(correction.reason.as_str()),
                Cell::of("部门主要负责人").second(formats::date_long(correction.corrected_on)),
            ])
        };
        words::corrections(result, item).map(one).collect::<Vec<_>>()
    };
    let rows: Vec<_> = result.items.iter().flat_map(row).collect();
    let count = u64::try_from(rows.len()).unwrap_or_default();
    let table = Table::new("更正记录", columns).rows(rows);
    (count > 0).then(|| Card::new("更正记录", table).count(count).remark("原结果与更正同时公示").into())
}

fn facts(place: &Place, detail: &ResultDetail, draw: Option<&PublicDraw>) -> KeyValues {
    let result = &detail.result;
    let kept =
        if detail.on_time { StatusTag::done("按期公示") } else { StatusTag::plain("逾期公示") };
    let mut facts = KeyValues::new()
        .row("检查结束", formats::date_long(detail.ended_on))
        .row("公示日期", formats::date_long(result.disclosed_on))
        .row("公示期限", format!("{} 24:00（20 个工作日）", formats::date_long(detail.due_on)))
        .row("是否按期", kept);
    if let Some(draw) = draw {
        let number = words::number_of_draw(draw.seq);
        facts = facts
            .row("检查任务", draw.title.as_str())
            .row("发起部门", place.department(&draw.initiating))
            .row("抽取", Link::new(number, place.href(&format!("/portal/draws/{}", draw.seq), [])));
    }
    facts
        .row("固定网址", Link::new(address(result), address(result)))
        .row("内容摘要", Digest::short(&result.digest))
        .two_columns()
}

/// What anybody can check of it, and how.
fn proof(place: &Place, result: &PublicResult, draw: Result<Option<PublicDraw>, Trouble>) -> Html {
    let body: Html = match draw {
        Err(_) => "抽取记录暂时读取不到，请稍后再试。".into(),
        Ok(None) => "这项检查没有可查的抽取记录。".into(),
        Ok(Some(draw)) => {
            let own = [("object", result.object.as_str())];
            let own = place.href(&format!("/portal/draws/{}", draw.seq), own);
            let opening = format!("/portal/draws/{}/openings/{}", draw.seq, segment(result.object.as_str()));
            Html::all([
                Checks::new()
                    .step(Meaning::Plain, "承诺", "名录和规则在抽取前写入公开日志，之后不能更改。")
                    .step(Meaning::Plain, "抽取", "名单由各方份额算出，任何人可以重算。")
                    .step(Meaning::Plain, "本户", "抽中凭证可单独核对，不涉及其他检查对象。")
                    .into(),
                Note::new(Meaning::Plain, "", "本网站不代替核验：请下载凭证，用核验程序在自己的电脑上重算。")
                    .into(),
                row([
                    Button::link("核对本户是否抽中", own).plain(),
                    Button::link("下载本户抽中凭证", place.href(&opening, [])).plain(),
                ]),
            ])
        }
    };
    Card::new("核验这次抽取", body).into()
}

/// Buttons side by side.
fn row<const N: usize>(buttons: [Button; N]) -> Html {
    #[derive(askama::Template)]
    #[template(ext = "html", source = r#"<div class="row acts">{{ buttons }}</div>"#)]
    struct Buttons {
        buttons: Html,
    }
    Html::render(&Buttons { buttons: Html::each(buttons) }).unwrap_or_default()
}

fn beside(place: &Place, others: &[PublicResult]) -> Option<Html> {
    let columns =
        [Column::head("部门"), Column::text("结果"), Column::text("公示日期"), Column::action("查看")];
    let row = |other: &PublicResult| {
        let about = place.department(&other.department);
        let see = Button::link("查看", place.href(&address(other), [])).plain().about(about.as_str());
        Row::new([
            Cell::of(about),
            Cell::of(Html::each(words::tags(other))),
            Cell::of(formats::date_table(other.disclosed_on)),
            Cell::action(see),
        ])
    };
    let count = u64::try_from(others.len()).unwrap_or_default();
    let table = Table::new("同一检查对象的其他公示结果", columns).rows(others.iter().map(row));
    (count > 0).then(|| Card::new("同一检查对象的其他公示结果", table).count(count).into())
}
