//! Pages of lists.

use kernel::{RegionCode, Role};
use serde::{Deserialize, Serialize};
use store::{
    Aggregate, ListQuery, Listed,
    list::{self, Area, Sort},
};
use utoipa::{IntoParams, ToSchema};

use crate::{Call, Problem, problem::from_store};

/// What a list can be asked for; all filters narrow.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows of this region. Where absent: of the caller's own; for who is not signed in, of every region but rehearsals.
    #[param(inline)]
    pub region: Option<RegionCode>,
    /// A state word such as `accepted`, or several separated by commas.
    pub state: Option<String>,
    pub department: Option<String>,
    /// The id of what the rows belong to, such as a task.
    pub parent: Option<String>,
    /// Only what is due on or before this date.
    pub due_by: Option<chrono::NaiveDate>,
    /// Text that the title contains.
    pub q: Option<String>,
    #[param(inline)]
    pub sort: Option<SortBy>,
    /// Where the page begins (`next` of the page before, under the same sort).
    pub after: Option<String>,
    /// Rows per page, 1 to 500; 50 where absent.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u16>,
}

/// In which order a list comes.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
pub enum SortBy {
    /// The oldest first, as where nothing is named.
    #[serde(rename = "id")]
    Oldest,
    #[serde(rename = "-id")]
    Newest,
    /// What is due first; what has no date comes last.
    #[serde(rename = "due")]
    Due,
}

impl From<SortBy> for Sort {
    fn from(by: SortBy) -> Self {
        match by {
            SortBy::Oldest => Sort::Oldest,
            SortBy::Newest => Sort::Newest,
            SortBy::Due => Sort::Due,
        }
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Rows in all pages together.
    pub total: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Whose rows a caller asks for. It narrows only: what a caller may see of any region is its readers' matter. A service
/// of the installation is of no region.
fn area(call: &Call, named: Option<RegionCode>) -> Area {
    match named {
        Some(region) => Area::Region(region),
        None if call.peer.is_some() => Area::Everywhere,
        None if call.actor().role == Role::Public => Area::Real,
        None => Area::Region(call.region().clone()),
    }
}

impl PageQuery {
    fn within(self, area: Area) -> ListQuery {
        let words = self.state.iter().flat_map(|words| words.split(','));
        ListQuery {
            area,
            states: words.map(|word| word.trim().to_owned()).collect(),
            department: self.department,
            parent: self.parent,
            due_by: self.due_by.map(|date| date.to_string()),
            search: self.q,
            sort: self.sort.map(Sort::from).unwrap_or_default(),
            after: self.after,
            narrowed: None,
            limit: self.limit.unwrap_or(50).into(),
        }
    }
}

/// The page of aggregates that the caller may see, each as `view` shows it.
pub async fn page<A: Aggregate, T>(
    call: &Call,
    query: PageQuery,
    view: impl Fn(&store::Loaded<A>) -> T,
) -> Result<Page<T>, Problem> {
    narrowed(call, query, None, view).await
}

/// The same, of those rows alone that a condition of the service's own leaves.
pub async fn narrowed<A: Aggregate, T>(
    call: &Call,
    query: PageQuery,
    narrowed: Option<&'static str>,
    view: impl Fn(&store::Loaded<A>) -> T,
) -> Result<Page<T>, Problem> {
    if query.limit.is_some_and(|limit| !(1..=500).contains(&limit)) {
        return Err(Problem::field("limit", "应为 1 至 500"));
    }
    let area = area(call, query.region.clone());
    let query = ListQuery { narrowed, ..query.within(area) };
    let Listed { items, total, next } =
        list::list(call.context(), &query, call.held()).await.map_err(from_store)?;
    Ok(Page { items: items.iter().map(view).collect(), total, next })
}
