//! What pool does about what planning says.

use std::collections::BTreeMap;

use ::store::{Unable, Work, copy::department};
use contracts::{
    Fact,
    events::{planning::Task, pool::SnapshotEvent},
};
use futures_util::future::BoxFuture;

use crate::{
    domain::{Confirmation, Stage},
    store::{item, library},
};

pub fn react<'a>(work: &'a mut Work, fact: &'a Fact) -> BoxFuture<'a, Result<(), Unable>> {
    Box::pin(async move {
        match fact.kind() {
            "suiji.planning.department-registered.v1" => Ok(department::keep(work, &fact.data()?).await?),
            "suiji.planning.catalogue-published.v1" => {
                Ok(item::keep(work, &fact.region, &fact.data()?).await?)
            }
            "suiji.planning.scheme-agreed.v1" => scheme_agreed(work, fact.data()?).await,
            "suiji.planning.task-released.v1" => task_released(work, fact.data()?).await,
            _ => Ok(()),
        }
    })
}

/// The participants are asked to confirm their libraries.
async fn scheme_agreed(work: &mut Work, task: Task) -> Result<(), Unable> {
    if work.find::<Confirmation>(task.task).await?.is_some() {
        return Ok(());
    }
    let confirmation = Confirmation { task, stage: Stage::Asked, confirmed: BTreeMap::new() };
    let event =
        SnapshotEvent::ConfirmationAsked { task: confirmation.task.task, departments: confirmation.asked() };
    work.create(confirmation.task.task, confirmation, &[event]).await?;
    Ok(())
}

async fn task_released(work: &mut Work, task: Task) -> Result<(), Unable> {
    let Some(mut confirmation) = work.find::<Confirmation>(task.task).await? else {
        return Err(Unable::Retry(format!("the scheme of {} is not known yet", task.task)));
    };
    let moved = library::moved(work.tx(), &task.region).await?;
    let events = confirmation.state.release(&task, &moved);
    Ok(work.apply(&mut confirmation, &events).await?)
}
