//! Reporting a plan of several lines: new, again after a return, or changed after its publication.

use std::str::FromStr;

use actix_web::{http::StatusCode, web::Path};
use contracts::{
    api::planning::{AmendPlan, CatalogueView, PlanView, ResubmitPlan, SubmitPlan},
    events::planning::{AdHoc, AdHocKind, PlanLine},
};
use kernel::{DepartmentId, ItemCode, Role};
use pages::{Breadcrumb, Button, ErrorSummary, Field, Html, PageHead, RadioCards};
use serde_json::{Value, json};

use super::{read, year};
use crate::{
    desk::Desk,
    fields::Fields,
    trouble::{Page, Trouble},
    views::planning::{
        act::{self, Refused, Ticks},
        newest, words,
    },
};

/// Lines of a plan at most.
const MOST: usize = 100;

#[derive(askama::Template)]
#[template(path = "planning/plan_form.html")]
struct Form {
    head: PageHead,
    summary: ErrorSummary,
    key: String,
    version: u64,
    kind: String,
    top: Vec<Html>,
    lines: Vec<Vec<Html>>,
    verb: Button,
    more: Button,
    fewer: Option<Button>,
}

/// A form for nobody's plan yet.
pub async fn show(desk: Desk) -> Page {
    let kind = if desk.query.text("kind") == "ad_hoc" { "ad_hoc" } else { "annual" };
    let year = year(&desk).to_string();
    let typed = typed(&[("count", "1"), ("kind", kind), ("year", &year), ("first-0", "1"), ("last-0", "12")]);
    page(&desk, None, None, &typed).await
}

/// The lines as they stand, to be put right or changed.
pub async fn change(desk: Desk, id: Path<String>) -> Page {
    let plan = read(&desk, &id).await?;
    let typed = filled(&plan);
    page(&desk, Some(&plan), None, &typed).await
}

fn typed(pairs: &[(&str, &str)]) -> Fields {
    Fields::read(crate::fields::query(pairs).as_bytes())
}

fn filled(plan: &PlanView) -> Fields {
    let mut pairs = vec![("count".to_owned(), plan.lines.len().to_string())];
    for (at, line) in plan.lines.iter().enumerate() {
        let mut put = |name: &str, value: String| pairs.push((format!("{name}-{at}"), value));
        put("title", line.title.clone());
        put("first", line.months.0.to_string());
        put("last", line.months.1.to_string());
        put("share", line.share.clone());
        line.participants.iter().for_each(|one| put("participants", one.to_string()));
        line.items.iter().for_each(|item| put("items", item.to_string()));
    }
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    typed(&pairs)
}

fn count(fields: &Fields) -> usize {
    fields.code("count").parse::<usize>().unwrap_or(1).clamp(1, MOST)
}

async fn page(desk: &Desk, plan: Option<&PlanView>, refused: Option<Refused>, typed: &Fields) -> Page {
    let own = plan.is_none_or(|plan| desk.is_mine(Some(&plan.department)));
    (desk.role() == Role::Clerk && own).then_some(()).ok_or_else(Trouble::not_found)?;
    let catalogue = newest(desk).await?;
    let (status, summary) =
        refused.map_or((StatusCode::OK, ErrorSummary::new()), |refused| (refused.status, refused.summary));
    let (title, lead, verb) = words_of(plan, typed);
    let above = plan.map_or_else(
        || ("年度计划".to_owned(), "/plans".to_owned()),
        |plan| (words::plan_title(plan, desk), format!("/plans/{}", plan.plan)),
    );
    let lines = count(typed);
    let form = Form {
        head: PageHead::new(title).crumbs(Breadcrumb::to(title).above(above.0, above.1)).lead(lead),
        key: desk.form_key(),
        version: plan.map_or(0, |plan| plan.version),
        kind: typed.text("kind").to_owned(),
        top: top(plan, typed, &summary),
        lines: (0..lines).map(|at| line(desk, catalogue.as_ref(), at, typed, &summary)).collect(),
        verb: Button::new(verb).value("act", "send").busy("正在提交"),
        more: Button::new("增加一项任务").plain().value("act", "more"),
        fewer: (lines > 1).then(|| Button::new("去掉最后一项").plain().value("act", "fewer")),
        summary,
    };
    desk.answer(status, desk.shell(title, "/plans").page(&form)?)
}

fn words_of(plan: Option<&PlanView>, typed: &Fields) -> (&'static str, &'static str, &'static str) {
    match plan {
        Some(plan) if plan.state == "published" => (
            "申请计划变更",
            "写出变更后的全部任务和理由；参与部门确认后由联席会议办公室公示，公示前按原计划执行。",
            "申请变更",
        ),
        Some(_) => {
            ("重新报送计划", "按退回理由修改；报送后参与部门重新确认，再由联席会议办公室公示。", "重新报送")
        }
        None if typed.text("kind") == "ad_hoc" => (
            "报送临时计划",
            "上级转办交办或专项整治确需在年度计划外开展的，报联席会议办公室备案，公示后方可抽取。",
            "报送临时计划",
        ),
        None => (
            "报送年度计划",
            "列出本部门今年发起的部门联合抽查；1 月底前报送，参与部门确认后由联席会议办公室公示。",
            "报送年度计划",
        ),
    }
}

fn top(plan: Option<&PlanView>, typed: &Fields, summary: &ErrorSummary) -> Vec<Html> {
    let text =
        |name: &str, label: &str| Field::text(name, label).value(typed.text(name)).error(summary.at(name));
    let area =
        |name: &str, label: &str| Field::area(name, label).value(typed.text(name)).error(summary.at(name));
    if let Some(plan) = plan {
        if plan.state == "published" {
            return vec![area("reason", "变更理由").hint("500 字以内，随变更一并公示").into()];
        }
        let reason = plan.return_reason.clone().unwrap_or_default();
        return vec![pages::Note::new(pages::Meaning::Soon, "退回理由：", reason).into()];
    }
    let year = Field::number("year", "年度").value(typed.text("year")).error(summary.at("year"));
    if typed.text("kind") != "ad_hoc" {
        return vec![year.into()];
    }
    let kinds = RadioCards::new("basis", "临时抽查类别")
        .choice("handed_down", words::ad_hoc(AdHocKind::HandedDown), "上级机关转办、交办的抽查")
        .choice("campaign", words::ad_hoc(AdHocKind::Campaign), "按专项整治部署开展的抽查")
        .chosen(typed.text("basis"))
        .error(summary.at("basis"));
    vec![
        year.into(),
        kinds.into(),
        text("from", "交办或组织单位").hint("100 字以内").into(),
        text("document", "文号").hint("100 字以内").into(),
        area("reason", "理由").hint("500 字以内").into(),
        area("apart_reason", "不联合开展的理由")
            .hint("专项整治涉及联合抽查事项而不联合开展的填写")
            .optional()
            .into(),
    ]
}

fn line(
    desk: &Desk,
    catalogue: Option<&CatalogueView>,
    at: usize,
    typed: &Fields,
    summary: &ErrorSummary,
) -> Vec<Html> {
    let name = |of: &str| format!("{of}-{at}");
    let (title, share, first, last) = (name("title"), name("share"), name("first"), name("last"));
    let month = |field: &str, label: &str| {
        let months = (1..=12).map(|month| (month.to_string(), format!("{month}月")));
        Field::select(field, label, months).value(typed.text(field)).error(summary.at(field))
    };
    let others = desk
        .names()
        .choices()
        .into_iter()
        .filter(|(code, _)| code != desk.department() && code.starts_with(desk.grant().region.as_str()));
    let items = catalogue.iter().flat_map(|of| &of.items).map(|item| {
        let words = format!("{} · {}", item.name, desk.names().department(&item.department));
        (item.item.to_string(), words)
    });
    let items_name = name("items");
    let items = Ticks::new(&items_name, "抽查事项", items.collect(), typed).error(summary.at(&items_name));
    let parts_name = name("participants");
    let parts = Ticks::new(&parts_name, "参与部门", others.collect(), typed).error(summary.at(&parts_name));
    vec![
        Field::text(&title, "任务名称").value(typed.text(&title)).error(summary.at(&title)).into(),
        parts.hint("本部门之外参与的部门").html(),
        items.hint("选自现行抽查事项清单").html(),
        month(&first, "开始月份").into(),
        month(&last, "结束月份").into(),
        Field::text(&share, "预计抽取比例")
            .value(typed.text(&share))
            .hint("占符合条件对象的比例，如 5%")
            .error(summary.at(&share))
            .into(),
    ]
}

/// One more or one fewer line; everything typed stays.
fn resized(fields: &Fields) -> Option<Fields> {
    let count = count(fields);
    let next = match fields.text("act") {
        "more" => (count + 1).min(MOST),
        "fewer" => count.saturating_sub(1).max(1),
        _ => return None,
    };
    let next = next.to_string();
    let last = format!("last-{count}");
    let kept = fields.pairs().filter(|(name, _)| !matches!(*name, "count" | "act"));
    let year = [("count", next.as_str()), (last.as_str(), "12")];
    let pairs: Vec<_> = year.into_iter().chain(kept).collect();
    Some(typed(&pairs))
}

fn read_lines(fields: &Fields, mut summary: ErrorSummary) -> (ErrorSummary, Vec<PlanLine>) {
    let mut lines = Vec::new();
    for at in 0..count(fields) {
        let name = |of: &str| format!("{of}-{at}");
        summary = act::text(summary, fields, &name("title"), "任务名称", 200).0;
        summary = act::text(summary, fields, &name("share"), "预计抽取比例", 20).0;
        let participants = chosen::<DepartmentId>(fields, &name("participants"));
        let items = chosen::<ItemCode>(fields, &name("items"));
        if participants.is_empty() {
            summary = summary.error(name("participants"), format!("任务 {}：请至少选择一个参与部门", at + 1));
        }
        if items.is_empty() {
            summary = summary.error(name("items"), format!("任务 {}：请至少选择一个抽查事项", at + 1));
        }
        let month = |of: &str| fields.code(&name(of)).parse::<u32>().unwrap_or(0);
        let months = (month("first"), month("last"));
        if !(1..=12).contains(&months.0) || months.1 > 12 || months.0 > months.1 {
            summary = summary.error(name("last"), format!("任务 {}：结束月份不应早于开始月份", at + 1));
        }
        let title = fields.text(&name("title")).to_owned();
        let share = fields.code(&name("share"));
        lines.push(PlanLine { title, participants, items, months, share });
    }
    (summary, lines)
}

fn chosen<T: FromStr>(fields: &Fields, name: &str) -> Vec<T> {
    fields.all(name).filter_map(|value| value.parse().ok()).collect()
}

/// The plan that was meant, or everything that is wrong with it.
fn new_plan(fields: &Fields) -> Result<SubmitPlan, Refused> {
    let mut summary = ErrorSummary::new();
    let year = fields.code("year").parse::<i32>().unwrap_or(0);
    if !(2020..=2100).contains(&year) {
        summary = summary.error("year", "年度应为 2020 至 2100");
    }
    let mut ad_hoc = None;
    if fields.text("kind") == "ad_hoc" {
        let kind = match fields.text("basis") {
            "handed_down" => AdHocKind::HandedDown,
            "campaign" => AdHocKind::Campaign,
            _ => {
                summary = summary.error("basis", "请选择临时抽查类别");
                AdHocKind::HandedDown
            }
        };
        for (name, label, most) in
            [("from", "交办或组织单位", 100), ("document", "文号", 100), ("reason", "理由", 500)]
        {
            summary = act::text(summary, fields, name, label, most).0;
        }
        let apart_reason = fields.given("apart_reason").map(str::to_owned);
        if apart_reason.as_ref().is_some_and(|reason| reason.chars().count() > 500) {
            summary = summary.error("apart_reason", "不联合开展的理由不应超过 500 字");
        }
        let text = |name: &str| fields.text(name).to_owned();
        let (from, document, reason) = (text("from"), text("document"), text("reason"));
        ad_hoc = Some(AdHoc { kind, from, document, reason, apart_reason });
    }
    let (summary, lines) = read_lines(fields, summary);
    if summary.is_empty() { Ok(SubmitPlan { year, lines, ad_hoc }) } else { Err(Refused::wrong(summary)) }
}

pub async fn take(desk: Desk, fields: Fields) -> Page {
    if let Some(typed) = resized(&fields) {
        return page(&desk, None, None, &typed).await;
    }
    let plan = match new_plan(&fields) {
        Ok(plan) => plan,
        Err(refused) => return page(&desk, None, Some(refused), &fields).await,
    };
    // There is no version yet that the plan would be made from.
    let unversioned = typed(&[("key", fields.text("key"))]);
    match act::send(&desk, "/v1/plans", &plan, &unversioned).await? {
        Ok(view) => {
            let id = view["plan"].as_str().unwrap_or_default();
            desk.done(&format!("/plans/{id}"), "已报送计划，待参与部门确认")
        }
        Err(refused) => page(&desk, None, Some(refused), &fields).await,
    }
}

pub async fn changed(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    let plan = read(&desk, &id).await?;
    if let Some(typed) = resized(&fields) {
        return page(&desk, Some(&plan), None, &typed).await;
    }
    let published = plan.state == "published";
    let mut summary = ErrorSummary::new();
    if published {
        summary = act::text(summary, &fields, "reason", "变更理由", 500).0;
    }
    let (summary, lines) = read_lines(&fields, summary);
    if !summary.is_empty() {
        return page(&desk, Some(&plan), Some(Refused::wrong(summary)), &fields).await;
    }
    let reason = fields.text("reason").to_owned();
    let (verb, body, said): (_, Value, _) = if published {
        ("amendments", json!(AmendPlan { lines, reason }), "已申请变更，待参与部门确认")
    } else {
        ("resubmission", json!(ResubmitPlan { lines }), "已重新报送，待参与部门确认")
    };
    match act::send(&desk, &format!("/v1/plans/{id}/{verb}"), &body, &fields).await? {
        Ok(_) => desk.done(&format!("/plans/{id}"), said),
        Err(refused) => page(&desk, Some(&plan), Some(refused), &fields).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "count=1&kind=annual&year=2026&title-0=x&share-0=5%25&first-0=3&last-0=6\
                        &participants-0=410481-sthj&items-0=scjg-01&items-0=sthj-02";

    fn read(text: &str) -> Result<SubmitPlan, Refused> {
        new_plan(&Fields::read(text.as_bytes()))
    }

    #[test]
    fn a_line_is_read_as_it_was_filled_in() {
        let plan = read(LINE).map_err(|refused| refused.status).unwrap();
        assert_eq!((plan.lines[0].months, plan.lines[0].items.len()), ((3, 6), 2));
        assert_eq!(plan.lines[0].share, "5%");
    }

    #[test]
    fn all_that_lacks_is_said_at_once_and_by_line() {
        let refused = read("count=2&kind=annual&year=2026&first-0=6&last-0=3").err().unwrap();
        for field in ["title-0", "share-0", "participants-0", "items-0", "last-0", "title-1", "last-1"] {
            assert!(!refused.summary.at(field).is_empty(), "{field}");
        }
    }

    #[test]
    fn another_line_keeps_what_was_typed() {
        let more = resized(&Fields::read(format!("{LINE}&act=more").as_bytes())).unwrap();
        assert_eq!((count(&more), more.text("title-0"), more.all("items-0").count()), (2, "x", 2));
    }

    #[test]
    fn an_ad_hoc_plan_says_on_what_it_rests() {
        let refused = read(&LINE.replace("annual", "ad_hoc")).err().unwrap();
        for field in ["basis", "from", "document", "reason"] {
            assert!(!refused.summary.at(field).is_empty(), "{field}");
        }
    }
}
