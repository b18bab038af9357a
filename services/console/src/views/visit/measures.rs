//! 措施: what was ordered or secured on site (art. 20(2)).

use actix_web::{http::StatusCode, web::Path};
use contracts::api::inspection::{MeasureView, TakeMeasure};
use kernel::codes::{Means, Measure};
use pages::{
    Button, Card, Cell, Column, EmptyState, ErrorSummary, Field, Html, Meaning, RadioCards, Row, Table,
    formats,
};

use super::{
    Case, checked,
    evidence::{self, Sending},
    note, refusal, send, words,
};
use crate::{desk::Desk, fields::Fields, sheet::Sheet, trouble::Page, upload::Posted};

const LEAD: &str = "现场采取的措施在这里记录；没有采取措施的，直接签字。";

pub async fn show(desk: Desk, id: Path<String>) -> Page {
    let case = Case::read(&desk, &id).await?;
    render(&desk, &case, StatusCode::OK, None, &Fields::default())
}

fn render(desk: &Desk, case: &Case, code: StatusCode, summary: Option<ErrorSummary>, typed: &Fields) -> Page {
    let mut parts: Vec<Html> = vec![list(desk, case).into()];
    if case.is_open() && case.present(desk) {
        let errors = summary.clone().unwrap_or_default();
        parts.push(Card::new("记录措施", form(desk, case, &errors, typed)?).into());
    } else if case.is_open() {
        parts.push(note(Meaning::Soon, "尚未签到", "到场签到后才能记录措施。"));
    }
    case.page(desk, code, ("/measures", LEAD), summary, parts)
}

pub fn list(desk: &Desk, case: &Case) -> Card {
    let measures = &case.visit.measures;
    let row = |taken: &MeasureView| {
        let who = format!("{} {}", desk.names().department(&taken.department), case.name(taken.by));
        let files = format!("证据 {} 份", taken.evidence.len());
        Row::new([
            Cell::of(words::of(&words::MEASURES, taken.measure)).second(words::means(taken.means)),
            Cell::of(taken.detail.clone()).second(files),
            Cell::of(formats::date_table(taken.on)).second(who),
        ])
    };
    let table = Table::new("现场措施", [Column::head("措施"), Column::text("内容"), Column::text("时间")])
        .rows(measures.iter().map(row))
        .empty(EmptyState::new("没有记录措施。", "未采取措施的，无须记录。"));
    Card::new("现场措施", table).count(measures.len() as u64)
}

fn form(desk: &Desk, case: &Case, errors: &ErrorSummary, typed: &Fields) -> askama::Result<Html> {
    let measures = [("".to_owned(), "请选择")].into_iter().chain(words::choices(&words::MEASURES));
    let means = words::choices(&words::MEASURE_MEANS).into_iter();
    let means = means.fold(RadioCards::new("means", "方式"), |cards, (value, name)| {
        cards.choice(&value, name, String::new())
    });
    let detail = Field::area("detail", "内容").value(typed.text("detail")).error(errors.at("detail")).rows(4);
    Sheet::new(desk, case.href("/measures"))
        .with_files()
        .with(
            Field::select("measure", "措施", measures)
                .value(typed.text("measure"))
                .error(errors.at("measure")),
        )
        .with(means.chosen(typed.given("means").unwrap_or("written")))
        .with(detail.hint("2000 字以内"))
        .with(
            Field::file("photos", "照片或者文书")
                .multiple()
                .optional()
                .hint("每份不超过 20 MB")
                .error(errors.at("photos"))
                .attribute("accept", "image/*,application/pdf"),
        )
        .with(Button::new("记录措施"))
        .html()
}

pub async fn take(desk: Desk, id: Path<String>, posted: Posted) -> Page {
    let Posted { fields, files } = posted;
    let (measure, means): (Option<Measure>, Option<Means>) =
        (words::parse(fields.text("measure")), words::parse(fields.text("means")));
    let detail = fields.text("detail").to_owned();
    let mut summary = ErrorSummary::new();
    if measure.is_none() {
        summary = summary.error("measure", "请选择措施");
    }
    if means.is_none() {
        summary = summary.error("means", "请选择方式");
    }
    summary = checked(summary, "detail", &detail, 2000, "请写明措施的内容");
    let (Some(measure), Some(means), true) = (measure, means, summary.is_empty()) else {
        let case = Case::read(&desk, &id).await?;
        return render(&desk, &case, StatusCode::UNPROCESSABLE_ENTITY, Some(summary), &fields);
    };
    let about = Sending { kind: None, item: None, caption: words::of(&words::MEASURES, measure) };
    let (sent, refused) = evidence::send(&desk, &id, fields.text("key"), files, &about).await?;
    let answer = match refused {
        Some(details) => Err(details),
        None => {
            let body = TakeMeasure { measure, means, detail, evidence: sent, at: None };
            send(&desk, &id, "measures", &body, &fields).await?
        }
    };
    match answer {
        Ok(_) => desk.done(&format!("/visits/{}/measures", id.as_str()), "已记录措施"),
        Err(details) => {
            let case = Case::read(&desk, &id).await?;
            let (code, summary) = refusal(&desk, &case, &details);
            render(&desk, &case, code, Some(summary), &fields)
        }
    }
}
