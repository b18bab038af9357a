//! Ending a visit: it cannot be opened again, and every department's clock runs from this day.

use actix_web::{http::StatusCode, web::Path};
use contracts::api::inspection::FieldNote;
use pages::{Breadcrumb, Button, Card, ErrorSummary, Field, Html, Meaning, PageHead};

use super::{Case, note, refusal, send, sign};
use crate::{
    desk::Desk,
    fields::Fields,
    sheet::Sheet,
    trouble::{Page, Trouble},
};

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let case = Case::read(&desk, &id).await?;
    render(&desk, &case, StatusCode::OK, None)
}

fn render(desk: &Desk, case: &Case, code: StatusCode, summary: Option<ErrorSummary>) -> Page {
    if !(case.is_open() && case.leads(desk)) {
        return Err(Trouble::not_found());
    }
    let errors = summary.clone().unwrap_or_default();
    let lead = "结束后记录封存，不能再改；各部门 20 个工作日的公示期限从今天起算。";
    let head = PageHead::new("结束检查")
        .subtitle(case.title().to_owned())
        .crumbs(Breadcrumb::to("结束检查").above(case.title(), case.href("/sign")))
        .lead(lead);
    let mut parts: Vec<Html> = vec![head.into()];
    parts.extend(summary.map(Html::from));
    let lacks = sign::lacking(desk, case);
    if !lacks.is_empty() {
        parts.push(note(Meaning::Soon, "还差", lacks.join("、")));
    }
    parts.push(sign::summed(case).into());
    let tick = Field::checkbox("checked", "我已核对，结束后检查记录不可更改")
        .value("yes")
        .error(errors.at("checked"));
    let sheet = Sheet::new(desk, case.href("/end")).version(case.visit.version).with(tick);
    let sheet = sheet.with(Button::new("结束检查").busy("正在结束"));
    parts.push(Card::new("由组长结束", sheet.html()?).into());
    desk.answer(code, case.shell(desk, &case.href("/sign")).wrap(&Html::all(parts))?)
}

pub async fn take(desk: Desk, id: Path<String>, fields: Fields) -> Page {
    if fields.text("checked") != "yes" {
        let case = Case::read(&desk, &id).await?;
        let summary = ErrorSummary::new().error("checked", "请核对后勾选");
        return render(&desk, &case, StatusCode::UNPROCESSABLE_ENTITY, Some(summary));
    }
    match send(&desk, &id, "end", &FieldNote::default(), &fields).await? {
        Ok(_) => desk.done(&format!("/visits/{}", id.as_str()), "检查已结束，记录已封存"),
        Err(details) => {
            let case = Case::read(&desk, &id).await?;
            let (code, summary) = refusal(&desk, &case, &details);
            render(&desk, &case, code, Some(summary))
        }
    }
}
