//! The facets of a search: what each choice would leave, of the other choices taken together. A choice is a link, so that
//! one press narrows and another widens again.

use actix_web::web::Data;
use kernel::codes::ResultKind;
use serde_json::Value;

use super::{narrowed, to};
use crate::{counts::Counts, place::Place, trouble::Trouble};

#[derive(askama::Template)]
#[template(path = "facets.html")]
pub struct Groups {
    groups: Vec<Group>,
}

impl askama::filters::HtmlSafe for Groups {}

struct Group {
    legend: &'static str,
    choices: Vec<Choice>,
}

struct Choice {
    words: String,
    count: u64,
    href: String,
    here: bool,
}

pub async fn load(place: &Place, counts: &Data<Counts>) -> Result<Groups, Trouble> {
    let results = ResultKind::ALL.into_iter().map(|kind| (word(kind), kind.name().to_owned()));
    let years = place.years().map(|year| (year.to_string(), year.to_string()));
    let departments = place.departments().map(|(id, name)| (id.to_owned(), name.to_owned()));
    let groups = vec![
        group(place, counts, "检查结果", "result", results.collect()).await?,
        group(place, counts, "公示年份", "year", years.collect()).await?,
        group(place, counts, "部门", "department", departments.collect()).await?,
    ];
    Ok(Groups { groups })
}

/// The word that a result has in an address.
fn word(kind: ResultKind) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

async fn group(
    place: &Place,
    counts: &Data<Counts>,
    legend: &'static str,
    name: &str,
    choices: Vec<(String, String)>,
) -> Result<Group, Trouble> {
    let queries = choices.iter().map(|(value, _)| narrowed(place, &[(name, value)])).collect();
    let totals = counts.of(&place.asked, queries).await?;
    let chosen = place.asked.text(name);
    let choice = |((value, words), count): ((String, String), u64)| {
        let here = value == chosen;
        let href = to(place, "/portal", &[(name, if here { "" } else { &value })]);
        Choice { words, count, href, here }
    };
    let choices = choices.into_iter().zip(totals).map(choice);
    Ok(Group { legend, choices: choices.filter(|choice| choice.count > 0 || choice.here).collect() })
}
