//! Disclosure (公示, art. 20(4), 21, 22): each department its own results; what is disclosed cannot be changed, and is
//! corrected by the principal's signature.

use contracts::api::disclosure::DutyView;
use futures_util::{StreamExt, TryStreamExt, stream};
use kernel::Role;
use serde_json::json;

use crate::{
    failure::Failure,
    rehearse::{
        cast::Cast,
        record::{Attempt, Subject},
        wait::until,
    },
};

const AT_ONCE: usize = 6;

/// Every duty there is, once `expected` have opened.
pub async fn duties(cast: &Cast, expected: usize) -> Result<Vec<DutyView>, Failure> {
    let office = cast.city(Role::Office).await?;
    until("公示责任全部产生", async || {
        let all: Vec<DutyView> = cast.all(&office, "/api/disclosure/v1/duties").await?;
        // A duty knows its results once the results have come.
        let ready = all.iter().filter(|duty| !duty.items.is_empty()).count();
        Ok((ready >= expected).then_some(all))
    })
    .await
}

/// Each department discloses; returns how many did on time.
pub async fn disclose_all(cast: &Cast, duties: &[DutyView], tell: impl Fn(usize)) -> Result<usize, Failure> {
    let mut under_way = stream::iter(duties).map(|duty| disclose(cast, duty)).buffer_unordered(AT_ONCE);
    let (mut done, mut on_time) = (0, 0);
    while let Some(in_time) = under_way.try_next().await? {
        done += 1;
        on_time += usize::from(in_time);
        tell(done);
    }
    Ok(on_time)
}

async fn disclose(cast: &Cast, duty: &DutyView) -> Result<bool, Failure> {
    let clerk = cast.of(Role::Clerk, duty.department.as_str()).await?;
    let path = format!("/api/disclosure/v1/duties/{}/disclosure", duty.duty);
    let view: DutyView = cast.http.command(&clerk, &path, &json!({})).await?;
    Ok(view.disclosed_on.is_some_and(|day| day <= view.due_on))
}

/// A second disclosure of the same duty is refused.
pub async fn disclose_again(cast: &Cast, duty: &DutyView) -> Result<Attempt, Failure> {
    let clerk = cast.of(Role::Clerk, duty.department.as_str()).await?;
    let path = format!("/api/disclosure/v1/duties/{}/disclosure", duty.duty);
    let reply = cast.http.attempt(&clerk.token, &path, &json!({})).await?;
    Ok(Attempt {
        what: "重复公示".to_owned(),
        on: Subject::Disclosed,
        status: reply.status,
        code: reply.code(),
    })
}

/// One result corrected: asked for by the clerk, signed by the principal.
pub async fn correct(cast: &Cast, duty: &DutyView) -> Result<(), Failure> {
    let Some(item) = duty.items.first() else { return Ok(()) };
    let clerk = cast.of(Role::Clerk, duty.department.as_str()).await?;
    let path = |verb: &str| format!("/api/disclosure/v1/duties/{}/{verb}", duty.duty);
    let body = json!({"item": item.item, "to": "rectified", "reason": "复核更正（演练）"});
    cast.command(&clerk, &path("correction-requests"), &body).await?;
    let principal = cast.of(Role::Principal, duty.department.as_str()).await?;
    cast.command(&principal, &path("correction"), &json!({})).await.map(|_| ())
}
