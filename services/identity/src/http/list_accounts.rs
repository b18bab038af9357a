use actix_web::{get, web::Query};
use contracts::api::identity::{AccountView, Accounts};
use kernel::{AccountId, DepartmentId, Role};
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::{
    account::{self, AccountSearch},
    grant,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountQuery {
    /// Part of the login; names are sealed and cannot be searched.
    q: Option<String>,
    /// With a grant of this role that has not ended.
    role: Option<Role>,
    /// With a grant in this department that has not ended; with `role` too, both in one grant.
    department: Option<DepartmentId>,
    /// The id after which the page begins (`next` of the page before).
    after: Option<AccountId>,
    /// Rows per page, 1 to 500; 50 where absent.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// Accounts of the administrator's region with the grants that have not ended. Names are not among it.
#[utoipa::path(tag = "identity", params(AccountQuery), responses((status = 200, body = Accounts)))]
#[get("/api/identity/v1/accounts")]
pub async fn list_accounts(call: Call, query: Query<AccountQuery>) -> Answer {
    let limit = match query.limit.unwrap_or(50) {
        limit @ 1..=500 => usize::from(limit),
        _ => return Err(Problem::field("limit", "应为 1 至 500")),
    };
    let query = query.into_inner();
    let search = AccountSearch { q: query.q, role: query.role, department: query.department };
    let after = query.after.map(|id| id.to_string()).unwrap_or_default();
    let read = call.context().database.read();
    let page =
        account::page(read, call.region(), &search, &after, limit as u64 + 1).await.map_err(from_store)?;
    let (mut rows, total) = page;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    let mut grants = grant::of_accounts(read, &ids).await.map_err(from_store)?;
    let next = if more { ids.last().cloned() } else { None };
    let items = rows.into_iter().map(|row| {
        let account: AccountId = row.id.parse().map_err(|_| Problem::fault("id of an account"))?;
        let grants = grants.remove(&account).unwrap_or_default();
        Ok(AccountView { account, login: row.login, grants })
    });
    shown(None, &Accounts { items: items.collect::<Result<_, Problem>>()?, total, next })
}
