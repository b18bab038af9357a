//! The files of a receipt, handed on as the draw service gives them to everybody, and how they are checked.

use actix_web::{
    HttpResponse,
    http::header,
    web::{self as actix, Path, ServiceConfig},
};
use contracts::api::draw::PublicReceipt;
use pages::{Card, Cell, Column, Html, Link, Row, Table, formats};

use crate::{
    place::{Asked, Place, segment},
    trouble::{Page, Trouble},
};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/draws/{seq}/receipt/{file}", actix::get().to(receipt));
    config.route("/draws/{seq}/openings/{object}", actix::get().to(opening));
}

async fn receipt(asked: Asked, path: Path<(String, String)>) -> Page {
    let (seq, file) = path.into_inner();
    let seq: u64 = seq.parse().map_err(|_| Trouble::not_found())?;
    let place = asked.place().await?;
    let path = format!("/v1/receipts/{}/{seq}/{}", place.code(), segment(&file));
    let (kind, bytes) = place.asked.file("draw", &path).await?;
    Ok(handed(&kind, &plain(&file), bytes))
}

async fn opening(asked: Asked, path: Path<(String, String)>) -> Page {
    let (seq, object) = path.into_inner();
    let seq: u64 = seq.parse().map_err(|_| Trouble::not_found())?;
    let place = asked.place().await?;
    let path = format!("/v1/receipts/{}/{seq}/openings/{}", place.code(), segment(&object));
    let (kind, bytes) = place.asked.file("draw", &path).await?;
    Ok(handed(&kind, &format!("opening-{seq}-{}.json", plain(&object)), bytes))
}

/// A name of a file that no header and no disk takes amiss.
fn plain(name: &str) -> String {
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.chars().filter(fits).collect()
}

/// A download: never a page, whatever it holds.
fn handed(kind: &str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(bytes)
}

/// What each file is.
fn about(file: &str) -> &'static str {
    match file {
        "receipt.json" => "总凭证：各文件的摘要与签名",
        "plan.json" => "抽取规则",
        "pool.csv" => "检查对象名录",
        "roster.csv" => "执法检查人员名录",
        "recusals.csv" => "执法回避",
        "ledger.csv" => "当年已检查次数",
        "commit.json" => "承诺",
        "entropy.json" => "随机数的来源",
        "shares.json" => "各方份额的承诺",
        "reveal.json" => "公开的份额",
        "result.csv" => "抽中名单",
        "cutoffs.json" => "各类的末位",
        "teams.csv" => "检查组",
        "sealed.json" => "密封名单的摘要",
        name if name.ends_with(".tlog-proof") => "公开日志的证明",
        _ => "附件",
    }
}

pub fn card(place: &Place, receipt: &PublicReceipt) -> Html {
    let row = |file: &String| {
        let to = place.href(&format!("/portal/draws/{}/receipt/{}", receipt.seq, segment(file)), []);
        Row::new([Cell::of(Link::new(file.as_str(), to)), Cell::of(about(file))])
    };
    let table = Table::new("凭证文件", [Column::head("文件"), Column::text("内容")])
        .rows(receipt.files.iter().map(row));
    let count = u64::try_from(receipt.files.len()).unwrap_or_default();
    let edition = match (receipt.edition.as_str(), receipt.open_by) {
        ("whole", _) => "全部公开".to_owned(),
        (_, Some(until)) => format!("密封版，其余文件在{}之后公开", formats::date_long(until)),
        (_, None) => "密封版".to_owned(),
    };
    Html::all([
        Card::new("凭证文件", table).count(count).remark(edition).into(),
        Card::new("如何核验", how(receipt.edition == "whole")).into(),
    ])
}

#[derive(askama::Template)]
#[template(path = "how.html")]
struct Steps {
    whole: bool,
}

fn how(whole: bool) -> Html {
    Html::render(&Steps { whole }).unwrap_or_default()
}

/// The newest checkpoint of the region's log.
pub fn log(checkpoint: Option<&str>) -> Html {
    #[derive(askama::Template)]
    #[template(
        ext = "html",
        source = r#"<p>每次抽取的各步都写入只能追加的公开日志。留存这份检查点，以后可以证明日志没有被改写。</p><pre class="plain mono" tabindex="0">{{ text }}</pre>"#
    )]
    struct Point<'a> {
        text: &'a str,
    }
    let body = match checkpoint {
        Some(text) => Html::render(&Point { text }).unwrap_or_default(),
        None => "日志检查点暂时读取不到，请稍后再试。".into(),
    };
    Card::new("公开日志的最新检查点", body).into()
}
