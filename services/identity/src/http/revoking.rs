//! Ending tokens before their time: kept for every process, and told to this one at once.

use ::store::Work;
use web::{
    Call, Problem,
    problem::from_store,
    token::{Revoked, RevokedSet},
};

use super::sessions::token_seconds;
use crate::store::revoked;

/// Writes the marks down in the work that ends what they stand for.
pub async fn keep(call: &Call, work: &Work, marks: Vec<String>) -> Result<RevokedSet, Problem> {
    // A minute more: clocks of two machines may differ.
    let until = work.now().timestamp() + token_seconds(&call.service) + 60;
    let set = RevokedSet { revoked: marks.into_iter().map(|mark| Revoked { mark, until }).collect() };
    revoked::insert(work, &set).await.map_err(from_store)?;
    Ok(set)
}

/// After the commit: no service of this process takes the tokens any more.
pub fn tell(call: &Call, set: RevokedSet) {
    call.service.keys.revoke(set, call.context().clock.now());
}
