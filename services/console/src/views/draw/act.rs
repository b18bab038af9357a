//! Acts that cannot be taken back, each on a page of its own: opening, the commit, and approving that a draw be void.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::draw::DrawView;
use kernel::Role;
use pages::{Button, ErrorSummary, Field, Html, KeyValues, PageHead, formats};
use serde_json::{Value, json};
use web::upstream::Command;

use super::{all_promised, crumbs, read};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble, sentence},
};

/// One act: what it is called, who may do it in which state, and what it fixes.
struct Act {
    path: &'static str,
    title: &'static str,
    lead: &'static str,
    tick: &'static str,
    button: &'static str,
    said: &'static str,
    may: fn(&Desk, &DrawView) -> bool,
}

const ACTS: [Act; 3] = [
    Act {
        path: "opening",
        title: "开启抽取",
        lead: "开启后方案固定并编号，系统随即冻结名录；各方须在 7 日内完成承诺和公开。",
        tick: "我已核对任务和参与方，知悉开启后方案和名录不可更改",
        button: "开启抽取",
        said: "已开启抽取，系统正在冻结名录",
        may: |_, draw| draw.state == "requested",
    },
    Act {
        path: "commit",
        title: "公布承诺",
        lead: "公布后，冻结的名录和各方承诺写入公共日志；各方据此公开随机数，系统随即抽取。",
        tick: "我已核对各方承诺，知悉公布后任何一方不能更换随机数",
        button: "公布承诺",
        said: "已公布承诺，等待各方公开随机数",
        may: |_, draw| draw.state == "frozen" && all_promised(draw),
    },
    Act {
        path: "void-approval",
        title: "审批作废",
        lead: "批准后本次抽取作废，原因向社会公布，系统自动安排同一任务重抽。",
        tick: "我已核实作废原因，知悉作废后不可恢复",
        button: "批准作废",
        said: "已批准作废，系统安排重抽",
        may: |_, draw| draw.void.as_ref().is_some_and(|void| !void.approved),
    },
];

#[derive(askama::Template)]
#[template(path = "draw/act.html")]
pub struct Form {
    pub head: PageHead,
    pub summary: Option<ErrorSummary>,
    pub action: String,
    pub key: String,
    pub version: u64,
    pub facts: Html,
    pub fields: Vec<Html>,
    pub button: Button,
    pub back: Button,
}

/// The act of an address, where this person may do it to this draw.
fn act_of(desk: &Desk, draw: &DrawView, path: &str) -> Result<&'static Act, Trouble> {
    let act = ACTS.iter().find(|act| act.path == path).ok_or_else(Trouble::not_found)?;
    let role = if act.path == "void-approval" { Role::Principal } else { Role::Clerk };
    let own = desk.role() == role && desk.is_mine(Some(&draw.initiating));
    own.then_some(act).ok_or_else(Trouble::not_found)
}

pub async fn show(desk: Desk, path: Path<(String, String)>) -> Page {
    let (id, act) = path.into_inner();
    let draw = read(&desk, &id).await?;
    let act = act_of(&desk, &draw, &act)?;
    if !(act.may)(&desk, &draw) {
        return Ok(crate::desk::see_other(&format!("/draws/{id}"), &[]));
    }
    form(&desk, &draw, act, StatusCode::OK, None)
}

pub async fn take(desk: Desk, path: Path<(String, String)>, fields: Fields) -> Page {
    let (id, act) = path.into_inner();
    let draw = read(&desk, &id).await?;
    let act = act_of(&desk, &draw, &act)?;
    if fields.given("agreed").is_none() {
        let summary = ErrorSummary::new().error("agreed", "请先核对并勾选");
        return form(&desk, &draw, act, StatusCode::UNPROCESSABLE_ENTITY, Some(summary));
    }
    let command = Command { key: fields.text("key"), version: fields.text("version").parse().ok() };
    let to = format!("/v1/draws/{id}/{}", act.path);
    match desk.send::<Value>("draw", &to, &json!({}), &command).await? {
        Ok(_) => desk.done(&format!("/draws/{id}"), act.said),
        Err(details) => {
            let code = StatusCode::from_u16(details.status).unwrap_or(StatusCode::CONFLICT);
            form(&desk, &draw, act, code, Some(ErrorSummary::refusal(sentence(&details))))
        }
    }
}

fn form(desk: &Desk, draw: &DrawView, act: &Act, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    let own = format!("/draws/{}", draw.draw);
    let wrong = summary.as_ref().map(|summary| summary.at("agreed")).unwrap_or_default().to_owned();
    let form = Form {
        head: PageHead::new(act.title)
            .subtitle(draw.title.clone())
            .crumbs(crumbs(act.title, draw))
            .lead(act.lead),
        summary,
        action: format!("{own}/{}", act.path),
        key: desk.form_key(),
        version: draw.version,
        facts: facts(desk, draw),
        fields: vec![Html::of(&Field::checkbox("agreed", act.tick).error(wrong))],
        button: Button::new(act.button).busy("正在办理"),
        back: Button::link("返回", own).plain(),
    };
    desk.answer(code, desk.shell(act.title, "/draws").page(&form)?)
}

/// What is about to become fixed.
pub fn facts(desk: &Desk, draw: &DrawView) -> Html {
    let names = desk.names();
    let period = format!("{} 至 {}", formats::date_long(draw.from), formats::date_long(draw.until));
    let parties: Vec<_> = draw.parties.iter().map(|party| super::party_name(desk, &party.party)).collect();
    let mut facts = KeyValues::new()
        .row("抽查任务", draw.title.clone())
        .row("发起部门", names.department(&draw.initiating))
        .row("参与部门", names.list(&draw.participants))
        .row("检查时段", period)
        .row("随机数参与方", parties.join("、"))
        .row("保证等级", draw.assurance.name.clone());
    if let Some(count) = draw.objects_in_pool {
        facts = facts.row("在库可抽", formats::amount(count.cast_signed(), "户"));
    }
    if let Some(void) = &draw.void {
        facts = facts.row("作废原因", void.sentence.clone());
    }
    Html::of(&facts)
}
