//! 检查结果: what did the government find at this enterprise, and was it drawn fairly? A search with its facets and hits,
//! and one result beside them; the result's own address stays for good.

mod facets;
mod shown;

use actix_web::web::{self as actix, Data, Path, ServiceConfig};
use contracts::api::disclosure::{PublicResult, ResultDetail};
use kernel::ids::DutyId;
use pages::{Button, EmptyState, Hit, Hits, Html, Link, PageHead, Pager, formats};

use crate::{
    counts::Counts,
    place::{Asked, Listed, Place, page, query},
    trouble::{Page, Trouble},
    words,
};

/// What narrows a search, as it stands in the address.
const FILTERS: [&str; 4] = ["q", "department", "result", "year"];
const HITS: &str = "20";

pub fn routes(config: &mut ServiceConfig) {
    config.route("", actix::get().to(search));
    config.route("/", actix::get().to(search));
    config.route("/results/{id}", actix::get().to(one));
}

#[derive(askama::Template)]
#[template(path = "results.html")]
struct View {
    /// The head of the search; one result has its own.
    top: Html,
    facets: Option<facets::Groups>,
    hits: Html,
    shown: Html,
    /// Whether somebody asked for the one shown, so that it comes first on a phone.
    one: bool,
}

/// The search; the first hit stands open beside the others.
async fn search(asked: Asked, counts: Data<Counts>) -> Page {
    let place = asked.place().await?;
    let found = hits(&place).await?;
    let shown = match found.items.first() {
        Some(first) => shown::load(&place, &detail(&place.asked, first.duty).await?, false).await?,
        None => Html::default(),
    };
    let first = found.items.first().map(|first| first.duty);
    let view = View {
        top: head(&place, found.total),
        facets: Some(facets::load(&place, &counts).await?),
        hits: listed(&place, &found, first),
        shown,
        one: false,
    };
    page(&shell(&place, "检查结果"), &view)
}

/// One result at its own address; with the search around it where one came from there.
async fn one(asked: Asked, id: Path<String>, counts: Data<Counts>) -> Page {
    let id: DutyId = id.parse().map_err(|_| Trouble::not_found())?;
    let detail = detail(&asked, id).await?;
    let place = asked.place_in(&detail.result.region).await?;
    let shown = shown::load(&place, &detail, true).await?;
    let title = format!("{}的检查结果", detail.result.name);
    if FILTERS.iter().chain(&["after"]).all(|name| place.asked.given(name).is_none()) {
        let view = View { top: Html::default(), facets: None, hits: Html::default(), shown, one: true };
        return page(&shell(&place, &title), &view);
    }
    let found = hits(&place).await?;
    let view = View {
        top: Html::default(),
        facets: Some(facets::load(&place, &counts).await?),
        hits: listed(&place, &found, Some(id)),
        shown,
        one: true,
    };
    page(&shell(&place, &title), &view)
}

async fn detail(asked: &Asked, id: DutyId) -> Result<ResultDetail, Trouble> {
    asked.get("disclosure", &format!("/v1/results/{id}")).await
}

/// The query of a search, with some of its filters otherwise.
fn narrowed(place: &Place, other: &[(&str, &str)]) -> String {
    let pairs = FILTERS.iter().map(|name| {
        let changed = other.iter().find(|(changed, _)| changed == name);
        (*name, changed.map_or_else(|| place.asked.text(name), |(_, value)| value))
    });
    query(std::iter::once(("region", place.code())).chain(pairs.filter(|(_, value)| !value.is_empty())))
}

async fn hits(place: &Place) -> Result<Listed<PublicResult>, Trouble> {
    let after = place.asked.given("after").map(|after| ("after", after));
    let page = query(after.into_iter().chain([("limit", HITS)]));
    place.asked.get("disclosure", &format!("/v1/results?{}&{page}", narrowed(place, &[]))).await
}

/// The search's address with some of its filters otherwise.
fn to(place: &Place, path: &str, other: &[(&str, &str)]) -> String {
    let mut pairs: Vec<_> = FILTERS.iter().map(|name| (*name, place.asked.text(name))).collect();
    for (name, value) in other {
        pairs.retain(|(known, _)| known != name);
        pairs.push((name, value));
    }
    let pairs: Vec<(String, String)> =
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let borrowed = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let region = Some(("region", place.code())).filter(|_| !place.is_first());
    let query = query(borrowed.filter(|(_, value)| !value.is_empty()).chain(region));
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn shell(place: &Place, title: &str) -> pages::PublicShell {
    let year = place.years().next().unwrap_or_default().to_string();
    let open = |words: &str, path: &str| -> Html {
        Link::new(words, place.href(path, [("year", year.as_str())])).into()
    };
    let data = [
        Html::from(format!("{year} 年开放数据：")),
        open("CSV", "/portal/open/results.csv"),
        Html::from(" "),
        open("JSON", "/portal/open/results.json"),
    ];
    place.shell(title, "/portal").search("/portal", place.asked.text("q")).remark(Html::all(data))
}

/// How many, and the way on where the search is one for a draw.
fn head(place: &Place, total: u64) -> Html {
    let q = place.asked.text("q");
    let figures: String = q.chars().filter(char::is_ascii_digit).collect();
    let rest = q.replace(['第', '号', '抽', '取', ' '], "");
    let draw = figures.parse::<u64>().ok().filter(|_| rest == figures && figures.len() <= 6);
    let count = formats::amount(i64::try_from(total).unwrap_or(i64::MAX), "项");
    let words =
        if q.is_empty() { format!("已公示 {count}") } else { format!("“{q}”：已公示 {count}") };
    let head = PageHead::new("检查结果").lead(words);
    let Some(draw) = draw else { return head.into() };
    let name = format!("查看抽取{}", words::number_of_draw(draw));
    head.lead(Link::new(name, place.href(&format!("/portal/draws/{draw}"), []))).into()
}

fn listed(place: &Place, found: &Listed<PublicResult>, chosen: Option<DutyId>) -> Html {
    if found.items.is_empty() {
        let narrowed = FILTERS.iter().any(|name| place.asked.given(name).is_some());
        let empty = if narrowed {
            EmptyState::new("没有符合条件的检查结果。", "请核对名称或代码，或去掉部分筛选条件。")
                .action(Button::link("查看全部结果", place.href("/portal", [])))
        } else {
            EmptyState::new("还没有公示的检查结果。", "检查结束后 20 个工作日内公示，公示后出现在这里。")
        };
        return empty.into();
    }
    let after = place.asked.text("after");
    let hit = |result: &PublicResult| {
        let href = to(place, &format!("/portal/results/{}", result.duty), &[("after", after)]);
        let corrected = match result.corrections.len() {
            0 => String::new(),
            times => format!(" · 更正 {times} 次"),
        };
        let (on, by) = (formats::date_long(result.disclosed_on), place.department(&result.department));
        let hit = Hit::new(&result.name, href).code(result.object.as_str());
        let hit = hit.remark(format!("{on}公示 · {by}{corrected}")).chosen(Some(result.duty) == chosen);
        words::tags(result).into_iter().fold(hit, Hit::tag)
    };
    let hits = Hits::new(found.items.iter().map(hit));
    let next = found.next.as_deref().map(|next| to(place, "/portal", &[("after", next)]));
    let shown = u64::try_from(found.items.len()).unwrap_or_default();
    let mut pager = Pager::new(shown, found.total, "项").next(next);
    if !after.is_empty() {
        pager = pager.before(Some(to(place, "/portal", &[])));
    }
    Html::all([hits.into(), pager.into()])
}
