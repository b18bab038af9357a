//! Pages of lists.

use serde::{Deserialize, Serialize};
use store::{Aggregate, ListQuery, Listed, list};
use utoipa::{IntoParams, ToSchema};

use crate::{Call, Problem, problem::from_store};

/// What a list can be asked for; all filters narrow.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// A state word, such as `accepted`.
    pub state: Option<String>,
    pub department: Option<String>,
    /// The id of what the rows belong to, such as a task.
    pub parent: Option<String>,
    /// Only what is due on or before this date.
    pub due_by: Option<chrono::NaiveDate>,
    /// Text that the title contains.
    pub q: Option<String>,
    /// The id after which the page begins (`next` of the page before).
    pub after: Option<String>,
    /// Rows per page, 1 to 500; 50 where absent.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u16>,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Rows in all pages together.
    pub total: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl From<PageQuery> for ListQuery {
    fn from(query: PageQuery) -> Self {
        Self {
            state: query.state,
            department: query.department,
            parent: query.parent,
            due_by: query.due_by.map(|date| date.to_string()),
            search: query.q,
            after: query.after,
            narrowed: None,
            limit: query.limit.unwrap_or(50).into(),
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
    let query = ListQuery { narrowed, ..query.into() };
    let Listed { items, total, next } =
        list::list(call.context(), &query, call.held()).await.map_err(from_store)?;
    Ok(Page { items: items.iter().map(view).collect(), total, next })
}
