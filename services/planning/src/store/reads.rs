//! What commands look up besides the aggregate they change.

use ::store::{Context, Loaded, StoreError, list, sql};
use kernel::RegionCode;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::de::DeserializeOwned;

use crate::domain::{CatalogueDraft, Plan};

#[derive(FromQueryResult)]
struct Row {
    body: String,
}

pub(super) async fn bodies<A: DeserializeOwned, C: ConnectionTrait>(
    on: &C,
    text: &str,
    values: Vec<Value>,
) -> Result<Vec<A>, StoreError> {
    let rows = sql::all::<Row, _>(on, text, values).await?;
    rows.iter().map(|row| Ok(serde_json::from_str(&row.body)?)).collect()
}

/// The catalogue version that a region published last.
pub async fn newest_catalogue<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
) -> Result<Option<CatalogueDraft>, StoreError> {
    let text = "SELECT body FROM catalogue WHERE region = ? AND state = 'published' ORDER BY id DESC LIMIT 1";
    Ok(bodies(on, text, vec![region.as_str().into()]).await?.pop())
}

/// The same with its version, as a view shows it.
pub async fn newest_published(
    context: &Context,
    region: &RegionCode,
) -> Result<Option<Loaded<CatalogueDraft>>, StoreError> {
    let text = "SELECT id FROM catalogue WHERE region = ? AND state = 'published' ORDER BY id DESC LIMIT 1";
    let values = vec![region.as_str().into()];
    let Some(row) = sql::one::<IdRow, _>(context.database.read(), text, values).await? else {
        return Ok(None);
    };
    list::find(context, &row.id).await.map(Some)
}

#[derive(FromQueryResult)]
struct IdRow {
    id: String,
}

/// All annual plans of a year in a region: a few from each department.
pub async fn annual_plans<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    year: i32,
) -> Result<Vec<Plan>, StoreError> {
    let text = "SELECT body FROM plan WHERE region = ? ORDER BY id";
    let mut plans: Vec<Plan> = bodies(on, text, vec![region.as_str().into()]).await?;
    plans.retain(|plan| plan.content.year == year && plan.content.ad_hoc.is_none());
    Ok(plans)
}
