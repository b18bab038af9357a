//! Wrong passwords: after five in a row a login rests, whether it is used to sign in or to change the password.

use ::store::Work;
use kernel::RegionCode;
use web::{Call, Problem, problem::from_store};

use crate::{
    domain::{Refusal, rest_s},
    store::account::{self, AccountRow},
};

/// Refuses while the login rests.
pub fn check_rest(row: &AccountRow, now_us: i64) -> Result<(), Refusal> {
    let left_us = row.locked_until_us - now_us;
    if left_us > 0 { Err(Refusal::TooManyFailures { seconds: left_us / 1_000_000 + 1 }) } else { Ok(()) }
}

pub async fn count(call: &Call, row: &AccountRow, now_us: i64) -> Result<(), Problem> {
    let (work, _) = begin(call, row).await?;
    let failures = row.failures + 1;
    let until = now_us + rest_s(failures) * 1_000_000;
    account::note_failures(&work, &row.id, failures, until).await.map_err(from_store)?;
    work.commit().await.map_err(from_store)
}

/// Work on the account's own region, without an idempotency key: an answer with tokens is never kept.
pub async fn begin(call: &Call, row: &AccountRow) -> Result<(Work, RegionCode), Problem> {
    let region: RegionCode = row.region.parse().map_err(|_| Problem::fault("region of an account"))?;
    let mut call = call.clone();
    call.who.actor.region = region.clone();
    let work = Work::begin(call.context(), call.who.clone(), None).await.map_err(from_store)?;
    Ok((work, region))
}
