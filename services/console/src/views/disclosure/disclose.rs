//! 公示: what was chosen is listed once more, what cannot be done is set aside with its reason, and it is asked once.

use actix_web::http::StatusCode;
use contracts::api::disclosure::{DiscloseResult, DutyView};
use kernel::Role;
use pages::{
    Breadcrumb, Button, Card, Cell, Column, EmptyState, ErrorSummary, Field, Html, Meaning, Note, PageHead,
    Row, Table,
};
use serde_json::Value;
use web::upstream::Command;

use super::{counted, name, read};
use crate::{
    desk::Desk,
    fields::Fields,
    sheet::Sheet,
    trouble::{Page, Trouble, sentence},
};

/// As many as one page lists.
const MOST: usize = 100;

/// What was chosen, apart: what can be disclosed, and what cannot, with the reason.
#[derive(Debug, Default)]
struct Chosen {
    able: Vec<DutyView>,
    aside: Vec<(String, String)>,
}

async fn choose(desk: &Desk, ids: impl Iterator<Item = &str>) -> Result<Chosen, Trouble> {
    let mut chosen = Chosen::default();
    let mut seen: Vec<&str> = Vec::new();
    for id in ids.take(MOST) {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        match read(desk, id).await {
            Ok(duty) => match hindrance(desk, &duty) {
                None => chosen.able.push(duty),
                Some(why) => chosen.aside.push((name(&duty), why.to_owned())),
            },
            Err(Trouble::Refused(details)) if details.status < 500 => {
                chosen.aside.push(("一件结果".to_owned(), details.detail.clone()));
            }
            Err(trouble) => return Err(trouble),
        }
    }
    Ok(chosen)
}

fn hindrance(desk: &Desk, duty: &DutyView) -> Option<&'static str> {
    match duty.state.as_str() {
        _ if !desk.is_mine(Some(&duty.department)) => Some("由检查该事项的部门公示"),
        "waiting" => Some("结果还没有形成，本部门检查人员签字后才能公示"),
        "disclosed" => Some("已经公示"),
        _ => None,
    }
}

pub async fn show(desk: Desk) -> Page {
    let chosen = choose(&desk, desk.query.all("duty")).await?;
    render(&desk, &chosen, StatusCode::OK, None)
}

fn render(desk: &Desk, chosen: &Chosen, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    if desk.role() != Role::Clerk {
        return Err(Trouble::not_found());
    }
    let lead = "公示后任何人都能看到，不能撤回；有误的，须申请更正，原结果和更正一并公开。";
    let head = PageHead::new("公示检查结果")
        .crumbs(Breadcrumb::to("公示检查结果").above("结果公示", "/duties"))
        .lead(lead);
    let errors = summary.clone().unwrap_or_default();
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.map(Html::from));
    if !chosen.aside.is_empty() {
        parts.push(aside(&chosen.aside).into());
    }
    if let [duty] = &chosen.able[..] {
        parts.push(super::detail::public(desk, duty).into());
    } else {
        parts.push(all(&chosen.able).into());
    }
    if chosen.able.is_empty() {
        let back = Button::link("返回结果公示", "/duties").plain();
        parts.push(
            Note::new(Meaning::Plain, "没有可以公示的结果", "请返回选择待公示的结果。").action(back).into(),
        );
    } else {
        let count: usize = chosen.able.iter().map(|duty| duty.items.len()).sum();
        let tick = Field::checkbox("checked", "我已核对，公示后不可撤回").value("yes");
        let sheet = chosen.able.iter().fold(Sheet::new(desk, "/duties/disclosure"), |sheet, duty| {
            sheet
                .hidden("duty", duty.duty.to_string())
                .hidden(format!("v-{}", duty.duty), duty.version.to_string())
        });
        let button = Button::new(format!("公示 {count} 项结果")).busy("正在公示");
        let sheet = sheet.with(tick.error(errors.at("checked"))).with(button);
        parts.push(Card::new("核对后公示", sheet.html()?).remark("即时对社会公开").into());
    }
    desk.answer(code, desk.shell("公示检查结果", "/duties").wrap(&Html::all(parts))?)
}

fn aside(rows: &[(String, String)]) -> Card {
    let table = Table::new("不能公示的", [Column::head("检查对象"), Column::text("原因")])
        .rows(rows.iter().map(|(who, why)| Row::new([Cell::of(who.clone()), Cell::of(why.clone())])));
    Card::new("已剔除，不能公示", table).count(rows.len() as u64)
}

fn all(duties: &[DutyView]) -> Card {
    let results = |duty: &DutyView| {
        let one = |item: &contracts::events::inspection::ItemResult| {
            format!("{}：{}", item.name, item.result.name())
        };
        duty.items.iter().map(one).collect::<Vec<_>>().join("；")
    };
    let row = |duty: &DutyView| {
        let code = duty.object.as_ref().map(|object| object.code.to_string()).unwrap_or_default();
        Row::new([Cell::of(name(duty)).second(code), Cell::of(counted(duty)).second(results(duty))])
    };
    let table = Table::new("将要公示的结果", [Column::head("检查对象"), Column::text("公示内容")])
        .rows(duties.iter().map(row))
        .empty(EmptyState::new("没有可以公示的结果。", "请返回选择待公示的结果。"));
    Card::new("将要公示", table).count(duties.len() as u64)
}

pub async fn take(desk: Desk, fields: Fields) -> Page {
    let chosen = choose(&desk, fields.all("duty")).await?;
    if desk.role() == Role::Clerk && fields.text("checked") != "yes" {
        let summary = ErrorSummary::new().error("checked", "请核对后勾选");
        return render(&desk, &chosen, StatusCode::UNPROCESSABLE_ENTITY, Some(summary));
    }
    let (mut done, mut left) = (0_usize, Chosen { able: Vec::new(), aside: chosen.aside });
    for duty in chosen.able {
        match disclose(&desk, &duty, &fields).await? {
            Ok(_) => done += 1,
            Err(details) => left.aside.push((name(&duty), sentence(&details))),
        }
    }
    if left.aside.is_empty() && done > 0 {
        return desk.done("/duties?state=disclosed", &format!("已公示 {done} 件检查结果"));
    }
    let words = format!("已公示 {done} 件，{} 件未能公示，原因如下。", left.aside.len());
    render(&desk, &left, StatusCode::CONFLICT, Some(ErrorSummary::refusal(words)))
}

/// Each with a key of its own, so that a repeated press repeats nothing.
async fn disclose(
    desk: &Desk,
    duty: &DutyView,
    fields: &Fields,
) -> Result<Result<Value, Box<web::problem::Details>>, Trouble> {
    let key = format!("{}-{}", fields.text("key"), duty.duty);
    let version = fields.text(&format!("v-{}", duty.duty)).parse().ok();
    let command = Command { key: &key, version };
    let path = format!("/v1/duties/{}/disclosure", duty.duty);
    desk.send("disclosure", &path, &DiscloseResult::default(), &command).await
}
