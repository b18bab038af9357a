use actix_web::get;
use contracts::api::identity::MeView;
use web::{Answer, Call, problem::from_store, shown};

use crate::store::account;

/// Who the token says the caller is. One's own name is no look at somebody's data.
#[utoipa::path(tag = "identity", responses((status = 200, body = MeView)))]
#[get("/api/identity/v1/me")]
pub async fn who_am_i(call: Call) -> Answer {
    let actor = call.actor().clone();
    let own = account::people(call.context().database.read(), &[actor.account]).await.map_err(from_store)?;
    let (login, name) = own.into_iter().next().map(|own| (own.login, own.name)).unzip();
    shown(None, &MeView { actor, login, name: name.flatten() })
}
