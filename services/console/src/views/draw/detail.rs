//! One draw: how far it is, what it is worth, how many of which class, who takes part, and what its digests are.

use actix_web::web::Path;
use contracts::api::draw::{DrawView, PartyView, StratumView};
use kernel::{Role, codes::RiskClass};
use pages::{
    Assurance, Breadcrumb, Button, Card, Cell, Column, Digest, Html, KeyValues, Note, PageHead, Row,
    StageLine, StatusTag, Table, formats,
};

use super::{course, may_be_void, name, party_name, read, receipt, status};
use crate::{desk::Desk, trouble::Page};

#[derive(askama::Template)]
#[template(path = "draw/detail.html")]
struct Body {
    head: PageHead,
    line: StageLine,
    next: Note,
    strata: Option<Card>,
    parties: Option<Card>,
    digests: Card,
    assurance: Card,
    further: Card,
    verify: Option<Card>,
}

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let draw = read(&desk, &id).await?;
    let body = Body {
        head: head(&desk, &draw),
        line: course::line(&draw),
        next: course::next(&desk, &draw),
        strata: (!draw.strata.is_empty()).then(|| strata(&draw)),
        parties: (!draw.parties.is_empty()).then(|| parties(&desk, &draw)),
        digests: digests(&draw),
        assurance: Card::new("保证等级", assurance(&draw)),
        further: further(&desk, &draw),
        verify: receipt::card(&desk, &draw).await?,
    };
    desk.page(&desk.shell(&name(&draw), "/draws"), &body)
}

fn head(desk: &Desk, draw: &DrawView) -> PageHead {
    let names = desk.names();
    let others: Vec<_> = draw.participants.iter().filter(|one| **one != draw.initiating).collect();
    let period = format!("检查时段 {} 至 {}", formats::date_long(draw.from), formats::date_long(draw.until));
    let head = PageHead::new(name(draw))
        .subtitle(draw.title.clone())
        .crumbs(Breadcrumb::to(name(draw)).above("抽取", "/draws"))
        .lead(status(draw))
        .lead(format!("发起：{}", names.department(&draw.initiating)))
        .lead(format!("参与：{}", names.list(others)))
        .lead(period);
    if draw.rehearsal { head.lead(StatusTag::plain("演练")) } else { head }
}

fn class(class: RiskClass) -> &'static str {
    match class {
        RiskClass::A => "A 类",
        RiskClass::B => "B 类",
        RiskClass::C => "C 类",
        RiskClass::D => "D 类",
        RiskClass::Unrated => "未分类",
    }
}

/// Counts alone: they name nobody.
fn strata(draw: &DrawView) -> Card {
    let columns = [
        Column::head("信用风险分类"),
        Column::number("在库可抽"),
        Column::number("抽中"),
        Column::number("比例"),
    ];
    let row = |name: &str, pool: u64, drawn: Option<u64>| {
        let (count, rate) = match drawn {
            Some(drawn) => (Cell::number(drawn.cast_signed()), Cell::of(formats::rate(drawn, pool))),
            None => (Cell::none(), Cell::none()),
        };
        Row::new([Cell::of(name), Cell::number(pool.cast_signed()), count, rate])
    };
    let pool = draw.strata.iter().map(|stratum| stratum.pool).sum();
    let of_each = |stratum: &StratumView| row(class(stratum.class), stratum.pool, stratum.drawn);
    let table = Table::new("各信用风险分类的抽取数量", columns)
        .rows(draw.strata.iter().map(of_each))
        .total(row("合计", pool, draw.drawn));
    Card::new("按信用风险分类的抽取数量", table).remark("只列数量，不涉及具体对象")
}

fn parties(desk: &Desk, draw: &DrawView) -> Card {
    let columns = [Column::head("参与方"), Column::text("承诺"), Column::text("公开随机数")];
    let tag = |done: bool, yes: &str, no: &str| {
        if done { StatusTag::done(yes) } else { StatusTag::plain(no) }
    };
    let row = |party: &PartyView| {
        Row::new([
            Cell::of(party_name(desk, &party.party)),
            Cell::of(tag(party.committed, "已承诺", "未承诺")),
            Cell::of(tag(party.revealed, "已公开", "未公开")),
        ])
    };
    let table = Table::new("参与方及其状态", columns).rows(draw.parties.iter().map(row));
    Card::new("参与方", table).count(draw.parties.len() as u64)
}

fn assurance(draw: &DrawView) -> Assurance {
    let assurance = Assurance::new(draw.assurance.level);
    if draw.parties.is_empty() {
        return assurance.fact("随机数由系统运行方产生，须信任运行方；只用于演练");
    }
    let mut facts = vec!["名录和方案先固定，随机数后公开".to_owned()];
    let all = draw.parties.len();
    if draw.commit.is_some() {
        facts.push(format!("{all} 方承诺先于任何一方公开写入公共日志"));
    }
    if draw.parties.iter().all(|party| party.revealed) {
        facts.push(format!("{all} 方随机数全部公开，与承诺一致"));
    }
    facts.push("任何一方不与他人串通，名单即不可预知".to_owned());
    facts.into_iter().fold(assurance, Assurance::fact)
}

fn digests(draw: &DrawView) -> Card {
    let rows = [
        ("开启", &draw.open),
        ("总承诺", &draw.commit),
        ("对象名录根", &draw.pool_root),
        ("名单根", &draw.result_root),
        ("检查组根", &draw.team_root),
        ("公开的凭证", &draw.published),
    ];
    let known = rows.iter().filter_map(|(label, digest)| Some((*label, digest.as_deref()?)));
    let mut any = false;
    let facts = known.fold(KeyValues::new(), |facts, (label, digest)| {
        any = true;
        facts.row(label, Digest::whole(digest))
    });
    let body =
        if any { Html::of(&facts) } else { Html::text("开启后，每一步的摘要列在这里。") };
    Card::new("承诺与摘要", body).remark("改动任何一字节都会使核验失败")
}

/// Where this person can go from here.
fn further(desk: &Desk, draw: &DrawView) -> Card {
    let own = format!("/draws/{}", draw.draw);
    let link = |words: &str, href: String| Html::of(&Button::link(words, href).plain());
    let mut ways = Vec::new();
    let mine = desk.is_mine(Some(&draw.initiating));
    let of_circle = draw.participants.iter().any(|one| desk.is_mine(Some(one)));
    if draw.state == "drawn"
        && (desk.role() == Role::Clerk && mine || desk.role() == Role::Principal && of_circle)
    {
        ways.push(link("查看抽中名单", format!("{own}/list")));
    }
    let staff = [Role::Clerk, Role::Leader, Role::Principal].contains(&desk.role());
    if draw.state == "drawn" && staff {
        ways.push(link("检查组与更换", format!("/teams?task={}", draw.task)));
    }
    if desk.role() == Role::Office && may_be_void(draw) {
        let void = Button::link("申请作废", format!("{own}/void-request")).plain().danger();
        ways.push(Html::of(&void));
    }
    if let Some(former) = draw.repeats {
        ways.push(link("查看被重抽的抽取", format!("/draws/{former}")));
    }
    let history = link("同一任务的全部抽取", format!("/draws?parent={}", draw.task));
    ways.push(history);
    let row = Links { ways };
    Card::new("相关", Html::render(&row).unwrap_or_default())
}

#[derive(askama::Template)]
#[template(
    ext = "html",
    source = "<div class=\"stack\">{% for way in ways %}<div>{{ way }}</div>{% endfor %}</div>"
)]
struct Links {
    ways: Vec<Html>,
}
