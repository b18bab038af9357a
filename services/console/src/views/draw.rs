//! 抽取: how was this list produced, and can I check it myself?

mod act;
mod course;
mod detail;
mod list;
mod objects;
mod party;
mod receipt;
mod void;

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::draw::DrawView;
use kernel::Role;
use pages::{Breadcrumb, StatusTag};

use crate::{desk::Desk, trouble::Trouble};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/draws", actix::get().to(list::show))
        .route("/draws/{id}", actix::get().to(detail::show))
        .route("/draws/{id}/party", actix::get().to(party::show))
        .route("/draws/{id}/party", actix::post().to(party::take))
        .route("/draws/{id}/void-request", actix::get().to(void::show))
        .route("/draws/{id}/void-request", actix::post().to(void::take))
        .route("/draws/{id}/list", actix::get().to(objects::show))
        .route("/draws/{id}/receipt/{file:.*}", actix::get().to(receipt::file))
        .route("/draws/{id}/{act}", actix::get().to(act::show))
        .route("/draws/{id}/{act}", actix::post().to(act::take));
}

async fn read(desk: &Desk, id: &str) -> Result<DrawView, Trouble> {
    is_id(id).then_some(()).ok_or_else(Trouble::not_found)?;
    desk.get("draw", &format!("/v1/draws/{id}")).await
}

/// Whether a part of an address is an id and nothing that leads elsewhere.
pub fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// `第 14 号抽取`; the number comes with the opening.
fn name(draw: &DrawView) -> String {
    draw.seq.map_or_else(|| "尚未编号的抽取".to_owned(), |seq| format!("第 {seq} 号抽取"))
}

fn crumbs(here: &str, draw: &DrawView) -> Breadcrumb {
    let own = format!("/draws/{}", draw.draw);
    Breadcrumb::to(here).above("抽取", "/draws").above(name(draw), own)
}

fn status(draw: &DrawView) -> StatusTag {
    match draw.state.as_str() {
        "requested" => StatusTag::active("待开启"),
        "opened" => StatusTag::active("正在冻结名录"),
        "frozen" => StatusTag::active("各方承诺"),
        "committed" => StatusTag::active("各方公开随机数"),
        "drawn" if draw.published.is_some() => StatusTag::done("已抽取，已公开"),
        "drawn" => StatusTag::sealed("已抽取，密封中"),
        "impossible" => StatusTag::late("不能抽取"),
        "withheld" => StatusTag::late("公开不齐，待作废"),
        "void" => StatusTag::plain("已作废"),
        "expired" => StatusTag::plain("逾期终止"),
        _ => StatusTag::plain("状态不明"),
    }
}

/// The words by which a party takes part: the short part of its department's code.
fn own_party(desk: &Desk) -> Option<String> {
    (desk.role() == Role::DrawParty).then(|| short(desk.department()).to_owned())
}

fn short(department: &str) -> &str {
    department.split_once('-').map_or(department, |(_, short)| short)
}

/// The name of a party: its department's, where it is registered.
fn party_name(desk: &Desk, party: &str) -> String {
    let code = format!("{}-{party}", desk.grant().region);
    desk.names().departments.get(&code).cloned().unwrap_or_else(|| format!("参与方 {party}"))
}

fn all_promised(draw: &DrawView) -> bool {
    draw.parties.iter().all(|party| party.committed)
}

/// Whether the office may still ask that it be void: not once everything is there, and not twice.
fn may_be_void(draw: &DrawView) -> bool {
    let open = ["opened", "frozen", "committed", "withheld", "impossible"].contains(&draw.state.as_str());
    let whole = draw.state == "committed" && draw.parties.iter().all(|party| party.revealed);
    open && !whole && draw.void.is_none()
}
