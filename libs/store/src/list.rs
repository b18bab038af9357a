//! Lists of aggregates: filtered, sorted, paged by key, and never wider than what the caller may see.

mod sort;

use std::collections::BTreeSet;

use access::Reader;
use kernel::RegionCode;
use sea_orm::{FromQueryResult, Value};

use crate::{
    Aggregate, Context, Loaded, StoreError,
    row::{self, Row},
    sql, visible,
};

pub use sort::Sort;

/// Whose rows a list is of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Area {
    #[default]
    Everywhere,
    /// Every region but rehearsals.
    Real,
    Region(RegionCode),
}

/// What a list asks for. All filters narrow.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    pub area: Area,
    /// In one of these states; in any where there is none.
    pub states: BTreeSet<String>,
    pub department: Option<String>,
    pub parent: Option<String>,
    /// Only rows due on or before this ISO date.
    pub due_by: Option<String>,
    /// Text that the title must contain.
    pub search: Option<String>,
    pub sort: Sort,
    /// Where the page begins: `next` of the page before, under the same sort.
    pub after: Option<String>,
    /// A condition of the service's own on the row's `id`, as SQL without values.
    pub narrowed: Option<&'static str>,
    /// Rows per page, 1 to 500.
    pub limit: u64,
}

/// One page, and how many rows there are in all.
#[derive(Debug, Clone)]
pub struct Listed<A> {
    pub items: Vec<Loaded<A>>,
    pub total: u64,
    /// What to ask the next page after.
    pub next: Option<String>,
}

/// Aggregates visible to one who is all of `held`.
pub async fn list<A: Aggregate>(
    context: &Context,
    query: &ListQuery,
    held: &[Reader],
) -> Result<Listed<A>, StoreError> {
    let (mut wheres, mut values) = filters(query, held);
    let count = format!("SELECT count(*) AS number FROM {} WHERE {}", A::TABLE, wheres.join(" AND "));
    let total = sql::number(context.database.read(), &count, values.clone()).await?.unsigned_abs();
    if let Some(after) = &query.after {
        let (beyond, place) = query.sort.beyond(after);
        wheres.push(beyond.to_owned());
        values.extend(place);
    }
    let limit = query.limit.clamp(1, 500);
    values.push((limit + 1).cast_signed().into());
    let text = format!(
        "SELECT id, version, body FROM {} WHERE {} ORDER BY {} LIMIT ?",
        A::TABLE,
        wheres.join(" AND "),
        query.sort.order()
    );
    let mut rows = sql::all::<Row, _>(context.database.read(), &text, values).await?;
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(500));
    let items: Vec<Loaded<A>> = rows.into_iter().map(Row::load).collect::<Result<_, _>>()?;
    let next = items.last().filter(|_| more).map(|last| query.sort.place(last));
    Ok(Listed { items, total, next })
}

/// One aggregate, where the caller may see it.
pub async fn get<A: Aggregate>(
    context: &Context,
    id: impl ToString,
    held: &[Reader],
) -> Result<Loaded<A>, StoreError> {
    row::find_visible(context.database.read(), &id.to_string(), held).await
}

/// These aggregates, in no order; whether the caller may see them is decided where their ids come from.
pub async fn of_ids<A: Aggregate>(context: &Context, ids: &[String]) -> Result<Vec<Loaded<A>>, StoreError> {
    let text = format!("SELECT id, version, body FROM {} WHERE id IN ({})", A::TABLE, sql::marks(ids.len()));
    let values = ids.iter().map(|id| id.as_str().into()).collect();
    let rows = sql::all::<Row, _>(context.database.read(), &text, values).await?;
    rows.into_iter().map(Row::load).collect()
}

/// One aggregate as a job looks at it before it begins any work.
pub async fn find<A: Aggregate>(context: &Context, id: &str) -> Result<Loaded<A>, StoreError> {
    row::find(context.database.read(), id).await?.ok_or(StoreError::NotFound)
}

/// Aggregates in one of `states` that are due on or before a date, after an id; a page of at most 500. Clocks read their
/// way through all pages, so that many old ones never hide a new one.
pub async fn due_by<A: Aggregate>(
    context: &Context,
    states: &[&str],
    due_by: chrono::NaiveDate,
    after: &str,
) -> Result<Vec<Loaded<A>>, StoreError> {
    let text = format!(
        "SELECT id, version, body FROM {} WHERE state IN ({}) AND due <= ? AND id > ? ORDER BY id LIMIT 500",
        A::TABLE,
        sql::marks(states.len())
    );
    let mut values: Vec<Value> = states.iter().map(|&state| state.into()).collect();
    values.extend([due_by.to_string().into(), after.into()]);
    let rows = sql::all::<Row, _>(context.database.read(), &text, values).await?;
    rows.into_iter().map(Row::load).collect()
}

/// Ids of aggregates in one of `states`, for jobs: the oldest first.
pub async fn waiting<A: Aggregate>(
    context: &Context,
    states: &[&str],
    limit: u64,
) -> Result<Vec<String>, StoreError> {
    #[derive(FromQueryResult)]
    struct Found {
        id: String,
    }
    let text = format!(
        "SELECT id FROM {} WHERE state IN ({}) ORDER BY id LIMIT ?",
        A::TABLE,
        sql::marks(states.len())
    );
    let mut values: Vec<Value> = states.iter().map(|&state| state.into()).collect();
    values.push(limit.cast_signed().into());
    let rows = sql::all::<Found, _>(context.database.read(), &text, values).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

fn filters(query: &ListQuery, held: &[Reader]) -> (Vec<String>, Vec<Value>) {
    let (seen, mut values) = visible::predicate("id", held);
    let mut wheres = vec![seen];
    match &query.area {
        Area::Everywhere => {}
        Area::Real => wheres.push("region NOT LIKE 'r%'".to_owned()),
        Area::Region(region) => {
            wheres.push("region = ?".to_owned());
            values.push(region.as_str().into());
        }
    }
    if !query.states.is_empty() {
        wheres.push(format!("state IN ({})", sql::marks(query.states.len())));
        values.extend(query.states.iter().map(|state| Value::from(state.as_str())));
    }
    let equal = [("department", &query.department), ("parent", &query.parent)];
    for (column, value) in equal {
        if let Some(value) = value {
            wheres.push(format!("{column} = ?"));
            values.push(value.as_str().into());
        }
    }
    wheres.extend(query.narrowed.map(str::to_owned));
    if let Some(due_by) = &query.due_by {
        wheres.push("due <= ?".to_owned());
        values.push(due_by.as_str().into());
    }
    if let Some(search) = &query.search {
        // By itself SQLite's LIKE passes over the case of letters and Postgres's does not.
        wheres.push("lower(title) LIKE lower(?) ESCAPE '!'".to_owned());
        values.push(sql::containing(search).into());
    }
    (wheres, values)
}
