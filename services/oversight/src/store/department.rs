//! Member departments with their yearly duty.

use ::store::{StoreError, Work, sql};
use contracts::events::planning::{AnnualDuty, Department};
use kernel::{Actor, DepartmentId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult};

/// A department of the region, by name.
#[derive(Debug, Clone)]
pub struct Member {
    pub id: DepartmentId,
    pub name: String,
    pub duty: AnnualDuty,
}

pub async fn keep(work: &Work, department: &Department) -> Result<(), StoreError> {
    let text = "INSERT INTO department (id, region, name, duty) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, duty = excluded.duty";
    let values = vec![
        department.department.as_str().into(),
        department.department.region().as_str().into(),
        department.name.as_str().into(),
        serde_json::to_string(&department.duty)?.into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// All of a region: a dozen or two.
pub async fn of_region<C: ConnectionTrait>(on: &C, region: &RegionCode) -> Result<Vec<Member>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: String,
        name: String,
        duty: String,
    }
    let text = "SELECT id, name, duty FROM department WHERE region = ? ORDER BY id";
    let rows = sql::all::<Row, _>(on, text, vec![region.as_str().into()]).await?;
    let member = |row: Row| {
        let id = serde_json::from_value(row.id.into())?;
        Ok(Member { id, name: row.name, duty: serde_json::from_str(&row.duty)? })
    };
    rows.into_iter().map(member).collect()
}

/// Those whose figures this caller reads: all of them for the office and those who watch it, its own for a department.
pub async fn read_by<C: ConnectionTrait>(on: &C, actor: &Actor) -> Result<Vec<Member>, StoreError> {
    let mut members = of_region(on, &actor.region).await?;
    if actor.role.needs_department() {
        members.retain(|member| Some(&member.id) == actor.department.as_ref());
    }
    Ok(members)
}
