use access::Reader;
use actix_web::{get, web::Query};
use contracts::api::identity::{People, PersonView};
use kernel::AccountId;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::{account, grant};

/// Accounts in one answer.
const MOST: usize = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// Ids of accounts, separated by commas; 100 at most.
    ids: String,
}

/// Who acted: the names that colleagues of the caller's region, or of one that he watches, hold their office by. What is
/// signed in office is signed openly, so this is no look that is noted (art. 25); private persons are not named.
#[utoipa::path(tag = "identity", params(PeopleQuery), responses((status = 200, body = People)))]
#[get("/api/identity/v1/people")]
pub async fn list_people(call: Call, query: Query<PeopleQuery>) -> Answer {
    let ids: Result<Vec<AccountId>, _> = query.ids.split(',').map(|id| id.trim().parse()).collect();
    let ids = ids.ok().filter(|ids| ids.len() <= MOST);
    let ids = ids.ok_or_else(|| Problem::field("ids", "应为 1 至 100 个账号编号，以逗号分隔"))?;
    let read = call.context().database.read();
    let mut people = account::people(read, &ids).await.map_err(from_store)?;
    let in_office = grant::in_office(read, &ids).await.map_err(from_store)?;
    people.retain(|person| in_office.contains(&person.account) && is_near(&call, &person.region));
    let view = |person: account::Person| PersonView {
        account: person.account,
        login: person.login,
        name: person.name,
    };
    shown(None, &People { items: people.into_iter().map(view).collect() })
}

fn is_near(call: &Call, region: &str) -> bool {
    let watched = |reader: &Reader| matches!(reader, Reader::Region(watched) if watched.as_str() == region);
    call.region().as_str() == region || call.held().iter().any(watched)
}
