//! One draw: how the list was made, what of it is public now and when the rest is, and how anybody checks it.

mod files;
mod own;

use actix_web::web::{self as actix, Path, ServiceConfig};
use contracts::api::draw::{PublicDraw, PublicDraws, PublicReceipt};
use kernel::Moment;
use pages::{
    Assurance, Breadcrumb, Card, Html, KeyValues, Meaning, Note, PageHead, Stage, StageLine, StageState,
    formats,
};

use super::draws::HERE;
use crate::{
    place::{Asked, Place, page, query},
    trouble::{Page, Trouble},
    words,
};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/draws/{seq}", actix::get().to(one));
    files::routes(config);
}

#[derive(askama::Template)]
#[template(path = "draw.html")]
struct View {
    head: Html,
    note: Html,
    stages: Html,
    main: Html,
    side: Html,
}

async fn one(asked: Asked, seq: Path<String>) -> Page {
    let seq: u64 = seq.parse().map_err(|_| Trouble::not_found())?;
    let place = asked.place().await?;
    let draw = find(&place, seq).await?;
    let receipt = if draw.edition.is_some() {
        let path = format!("/v1/receipts/{}/{seq}", place.code());
        Some(place.asked.get::<PublicReceipt>("draw", &path).await?)
    } else {
        None
    };
    let checkpoint = place.asked.file("draw", &format!("/v1/log/{}/checkpoint", place.code())).await.ok();
    let checkpoint = checkpoint.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    let own = if draw.edition.is_some() { own::card(&place, &draw).await? } else { Html::default() };
    let receipt = receipt.map(|receipt| files::card(&place, &receipt)).unwrap_or_default();
    let title = format!("抽取{}", words::number_of_draw(seq));
    let view = View {
        head: head(&place, &draw),
        note: note(&draw).into(),
        stages: Card::new("抽取过程", stages(&draw)).into(),
        main: Html::all([own, receipt, files::log(checkpoint.as_deref())]),
        side: Html::all([
            Card::new("抽取情况", facts(&place, &draw)).into(),
            Card::new("保证等级", assurance(&draw)).into(),
        ]),
    };
    page(&place.shell(&title, HERE), &view)
}

/// The draw of this number.
async fn find(place: &Place, seq: u64) -> Result<PublicDraw, Trouble> {
    let before = seq.saturating_add(1).to_string();
    let path = query([("region", place.code()), ("before", &before), ("limit", "1")]);
    let found: PublicDraws = place.asked.get("draw", &format!("/v1/public-draws?{path}")).await?;
    found.items.into_iter().find(|draw| draw.seq == seq).ok_or_else(Trouble::not_found)
}

fn head(place: &Place, draw: &PublicDraw) -> Html {
    let number = words::number_of_draw(draw.seq);
    let crumbs = Breadcrumb::to(number.as_str()).above("抽取公开", place.href(HERE, []));
    let head = PageHead::new(&draw.title).crumbs(crumbs).lead(words::draw_state(&draw.state));
    head.lead(format!("抽取{number}")).lead(place.department(&draw.initiating)).into()
}

/// What is public now, and when the rest is.
fn note(draw: &PublicDraw) -> Note {
    if let Some(why) = &draw.void {
        return Note::new(Meaning::Late, "本次抽取作废　", why.as_str());
    }
    match (draw.edition.as_deref(), draw.sealed_until) {
        (Some("whole"), _) => {
            Note::new(Meaning::Done, "已全部公开　", "名录、名单和检查组的凭证都可以下载核验。")
        }
        (Some(_), Some(until)) => Note::new(
            Meaning::Sealed,
            "名单密封中　",
            format!(
                "现在公开的是承诺和摘要。每户检查结束后，该户的抽中凭证单独公开；全部名单最迟于{} 24:00 后公开。",
                formats::date_long(until)
            ),
        ),
        (Some(_), None) => {
            Note::new(Meaning::Sealed, "名单密封中　", "现在公开的是承诺和摘要，检查结束后公开名单。")
        }
        (None, _) if draw.state == "expired" => {
            Note::new(Meaning::Plain, "没有抽取　", "在规定时间内没有完成抽取，没有产生名单。")
        }
        (None, _) => Note::new(Meaning::Active, "尚未抽取　", "名单还没有产生，任何人都不知道会抽中谁。"),
    }
}

fn stages(draw: &PublicDraw) -> StageLine {
    let over = draw.ended_at.is_some();
    let stage = |name: &str, at: Option<Moment>, running: bool, remark: String| {
        let state = match (at, running) {
            (Some(_), _) => StageState::Done,
            (None, true) => StageState::Running,
            (None, false) if over => StageState::Void,
            (None, false) => StageState::Waiting,
        };
        let stage = Stage::new(name, state).remark(remark);
        at.map_or(stage.clone(), |at| stage.time(formats::moment_table(at)))
    };
    let pool = draw.objects_in_pool.map_or_else(String::new, |count| format!("名录 {count} 户"));
    let drawn = draw.drawn.map_or_else(String::new, |count| format!("抽中 {count} 户"));
    let (opened, committed) = (draw.state == "opened", draw.state == "committed");
    let sealed = draw.edition.as_deref() == Some("sealed");
    let open_by = draw.sealed_until.filter(|_| sealed);
    let open_by = open_by.map_or_else(String::new, |until| format!("密封至{}", formats::date_short(until)));
    StageLine::new(
        "抽取的五个步骤",
        [
            stage("开启", draw.opened_at, false, "编号写入公开日志".to_owned()),
            stage("承诺", draw.committed_at, opened, pool),
            stage("公开份额", draw.revealed_at, committed, words::source(&draw.source).to_owned()),
            stage("抽取", draw.drawn_at, false, drawn),
            stage("公开名单", draw.published_at, sealed, open_by),
        ],
    )
}

fn facts(place: &Place, draw: &PublicDraw) -> KeyValues {
    let count = |count: Option<u64>| {
        count
            .map_or_else(String::new, |count| formats::amount(i64::try_from(count).unwrap_or(i64::MAX), "户"))
    };
    let mut facts = KeyValues::new()
        .row("编号", words::number_of_draw(draw.seq))
        .row("区划", place.region.name.as_str())
        .row("发起部门", place.department(&draw.initiating))
        .row("名录", count(draw.objects_in_pool))
        .row("抽中", count(draw.drawn))
        .row("随机数", words::source(&draw.source));
    if let Some(at) = draw.ended_at {
        facts = facts.row("终止时间", formats::moment_long(at));
    }
    facts
}

fn assurance(draw: &PublicDraw) -> Assurance {
    Assurance::new(draw.assurance).fact("等级由公开记录得出，核验程序会重新计算。").fact(
        match draw.source.as_str() {
            "parties" => "只要有一方的份额事先没有泄露，结果就不能被操纵。",
            _ => "随机数由运行方产生，须信任运行方。",
        },
    )
}
