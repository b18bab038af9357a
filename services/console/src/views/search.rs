//! What was typed into the bar: an object's name or code, a number, a task's title.

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::{planning::TaskView, pool::Objects, referral::ReferralView};
use kernel::Role;
use pages::{Card, EmptyState, Hit, Hits, Html, PageHead};
use web::Page as ListPage;

use crate::{
    desk::Desk,
    fields::{narrow, query},
    trouble::{Page, Trouble},
};

/// Hits shown of each kind.
const FEW: &str = "8";

pub fn routes(config: &mut ServiceConfig) {
    config.route("/search", actix::get().to(show));
}

async fn show(desk: Desk) -> Page {
    let typed: String = desk.query.text("q").chars().take(100).collect();
    let words: String = typed.chars().map(narrow).collect();
    let mut parts: Vec<Html> = vec![
        PageHead::new("检索")
            .lead("按检查对象名称、统一社会信用代码、文号或任务名称检索您有权查看的内容。")
            .into(),
    ];
    let mut found = 0;
    if !words.is_empty() {
        for (name, hits) in
            [tasks(&desk, &words).await?, objects(&desk, &words).await?, referrals(&desk, &words).await?]
        {
            found += hits.len();
            if !hits.is_empty() {
                parts.push(Card::new(name, Hits::new(hits)).into());
            }
        }
    }
    if found == 0 {
        let why = if words.is_empty() {
            "请输入检索词。"
        } else {
            "没有找到您有权查看的内容。"
        };
        parts.push(EmptyState::new(why, "代码须完整或写出其中一段；密封的名单在检查结束前检索不到。").into());
    }
    let shell = desk.shell("检索", "").search("/search", typed);
    desk.wrap(&shell, &Html::all(parts))
}

type Found = (&'static str, Vec<Hit>);

async fn tasks(desk: &Desk, words: &str) -> Result<Found, Trouble> {
    let reads = !matches!(desk.role(), Role::Administrator | Role::DepartmentIt | Role::DrawParty);
    let hits = if reads {
        let path = format!("/v1/tasks?{}", query(&[("q", words), ("sort", "-id"), ("limit", FEW)]));
        let found: ListPage<TaskView> = desk.get("planning", &path).await?;
        found
            .items
            .iter()
            .map(|task| Hit::new(task.content.scheme.title.clone(), format!("/tasks/{}", task.task)))
            .collect()
    } else {
        Vec::new()
    };
    Ok(("检查任务", hits))
}

async fn objects(desk: &Desk, words: &str) -> Result<Found, Trouble> {
    let reads = matches!(
        desk.role(),
        Role::Office | Role::Clerk | Role::Leader | Role::Principal | Role::Observer | Role::Auditor
    );
    let hits = if reads {
        let path = format!("/v1/objects?{}", query(&[("q", words), ("limit", FEW)]));
        let found: Objects = desk.get("pool", &path).await?;
        let hit = |object: &contracts::api::pool::ObjectView| {
            Hit::new(object.name.clone(), format!("/objects/{}", object.object))
                .code(object.object.to_string())
        };
        found.items.iter().map(hit).collect()
    } else {
        Vec::new()
    };
    Ok(("检查对象", hits))
}

async fn referrals(desk: &Desk, words: &str) -> Result<Found, Trouble> {
    let reads = !matches!(desk.role(), Role::Administrator | Role::DepartmentIt | Role::DrawParty);
    let hits = if reads {
        let path = format!("/v1/referrals?{}", query(&[("q", words), ("sort", "-id"), ("limit", FEW)]));
        let found: ListPage<ReferralView> = desk.get("referral", &path).await?;
        let hit = |referral: &ReferralView| {
            Hit::new(referral.number.clone(), format!("/referrals/{}", referral.referral))
                .remark(referral.object.name.clone())
        };
        found.items.iter().map(hit).collect()
    } else {
        Vec::new()
    };
    Ok(("移送", hits))
}
