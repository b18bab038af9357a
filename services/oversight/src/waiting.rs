//! What of oversight waits for the office: alerts whose cause still stands.

use ::store::StoreError;
use contracts::api::waiting::{WaitKind, WaitingItem};
use kernel::{DepartmentId, Role};
use web::{Call, waiting::Waited};

use crate::store::alert;

pub fn waits(call: &Call) -> Waited<'_> {
    Box::pin(look(call))
}

async fn look(call: &Call) -> Result<Vec<WaitingItem>, StoreError> {
    if call.actor().role != Role::Office {
        return Ok(Vec::new());
    }
    let open = alert::open(call.context().database.read(), call.region()).await?;
    let item = |row: alert::OpenAlert| {
        let item = WaitingItem::new(WaitKind::Alert, row.id, row.title);
        let department = row.department.and_then(|id| id.parse::<DepartmentId>().ok());
        match department {
            Some(department) => item.from(&department),
            None => item,
        }
    };
    Ok(open.into_iter().map(item).collect())
}
