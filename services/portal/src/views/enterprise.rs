//! 企业入口: what whoever is inspected may ask for, and how they check it. What is not there yet is said.

use actix_web::web::{self as actix, ServiceConfig};
use pages::{Card, Html, Link, Meaning, Note, PageHead};

use crate::{
    place::{Asked, wrap},
    trouble::Page,
};

const HERE: &str = "/portal/enterprise";

#[derive(askama::Template)]
#[template(path = "rights.html")]
struct Rights;

#[derive(askama::Template)]
#[template(path = "check.html")]
struct Check {
    results: Html,
    draws: Html,
    items: Html,
}

pub fn routes(config: &mut ServiceConfig) {
    config.route("/enterprise", actix::get().to(show));
}

async fn show(asked: Asked) -> Page {
    let place = asked.place().await?;
    let head =
        PageHead::new("企业入口").lead("检查人员上门时，您可以要求什么，怎样核实检查的依据和抽取的过程。");
    let link = |words: &str, path: &str| Html::from(Link::new(words, place.href(path, [])));
    let check = Check {
        results: link("检查结果", "/portal"),
        draws: link("抽取公开", "/portal/draws"),
        items: link("事项与标准", "/portal/items"),
    };
    let not_yet = Note::new(
        Meaning::Plain,
        "尚未开通　",
        "扫码核实检查人员、在线申请回避、在线提出异议和投诉，本网站还不能办理。请当场向检查组提出，或联系检查通知所列的部门。",
    );
    let parts = [
        head.into(),
        not_yet.into(),
        Card::new("检查时的权利", Html::render(&Rights)?).into(),
        Card::new("怎样核实", Html::render(&check)?).into(),
    ];
    wrap(&place.shell("企业入口", HERE), parts)
}
