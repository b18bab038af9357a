//! 公示: which results are not public yet, and by when must they be?

mod correct;
mod detail;
mod disclose;
mod list;

use actix_web::web::{self as actix, ServiceConfig};
use contracts::api::disclosure::DutyView;
use pages::{Clock, Deadline, StatusTag, formats};
use workdays::Calendar;

use crate::{desk::Desk, trouble::Trouble};

/// Working days of the disclosure clock (art. 22).
const DAYS: u32 = 20;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/duties", actix::get().to(list::show))
        .route("/duties/disclosure", actix::get().to(disclose::show))
        .route("/duties/disclosure", actix::post().to(disclose::take))
        .route("/duties/{id}", actix::get().to(detail::show))
        .route("/duties/{id}/correction", actix::get().to(correct::show))
        .route("/duties/{id}/correction", actix::post().to(correct::take));
}

async fn read(desk: &Desk, id: &str) -> Result<DutyView, Trouble> {
    let plain = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    plain.then_some(()).ok_or_else(Trouble::not_found)?;
    desk.get("disclosure", &format!("/v1/duties/{id}")).await
}

/// Whose result it is.
fn name(duty: &DutyView) -> String {
    duty.object.as_ref().map_or_else(|| "检查对象".to_owned(), |object| object.name.clone())
}

fn status(duty: &DutyView) -> StatusTag {
    match (duty.state.as_str(), duty.on_time) {
        _ if duty.correction_waits => StatusTag::active("更正待签批"),
        ("waiting", _) => StatusTag::plain("待录入"),
        ("due", _) => StatusTag::active("待公示"),
        ("disclosed", Some(false)) => StatusTag::late("逾期公示"),
        ("disclosed", _) => StatusTag::done("已公示"),
        _ => StatusTag::plain("状态不明"),
    }
}

/// The clock, while it runs.
fn clock(calendar: &Calendar, desk: &Desk, duty: &DutyView) -> Option<Deadline> {
    let due = workdays::Deadline { date: duty.due_on, provisional: duty.provisional };
    let runs = matches!(duty.state.as_str(), "waiting" | "due");
    runs.then(|| Deadline::statutory(Clock::Disclosure, calendar, desk.today(), due, DAYS))
}

/// `8 项，反映问题 1 项`.
fn counted(duty: &DutyView) -> String {
    let problems = duty.items.iter().filter(|item| item.result.is_problem()).count();
    let items = formats::amount(i64::try_from(duty.items.len()).unwrap_or_default(), "项");
    if problems == 0 { items } else { format!("{items}，反映问题 {problems} 项") }
}
