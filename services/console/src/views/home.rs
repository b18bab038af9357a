//! 工作台: what must I do now, and how many working days are left?

use actix_web::web::{self as actix, ServiceConfig};
use pages::{EmptyState, Html, PageHead, formats};

use crate::{desk::Desk, trouble::Page};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/", actix::get().to(show));
}

async fn show(desk: Desk) -> Page {
    let head = PageHead::new("工作台").lead(formats::date_full(desk.today()));
    let empty = EmptyState::new("没有待办理的事项。", "新的事项到达时会出现在这里。");
    desk.wrap(&desk.shell("工作台", "/"), &Html::all([head.into(), empty.into()]))
}
