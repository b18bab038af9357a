//! Disclosure duties: what the yearly duty of art. 9 goes by.

use ::store::{StoreError, Work, sql};
use chrono::NaiveDate;
use contracts::events::disclosure::{DutyOpened, ResultDisclosed};
use kernel::{RegionCode, ids::DutyId};
use sea_orm::{ConnectionTrait, FromQueryResult};

pub async fn open(work: &Work, region: &RegionCode, opened: &DutyOpened) -> Result<(), StoreError> {
    let text = "INSERT INTO duty (id, region, department, task, ended_on, due_on) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET department = excluded.department, task = excluded.task,
                ended_on = excluded.ended_on, due_on = COALESCE(duty.due_on, excluded.due_on)";
    let values = vec![
        opened.duty.to_string().into(),
        region.as_str().into(),
        opened.department.as_str().into(),
        opened.task.to_string().into(),
        opened.ended_on.to_string().into(),
        opened.due_on.to_string().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

pub async fn disclosed(
    work: &Work,
    region: &RegionCode,
    disclosed: &ResultDisclosed,
) -> Result<(), StoreError> {
    let text = "INSERT INTO duty (id, region, department, task, on_time) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET on_time = excluded.on_time";
    let values = vec![
        disclosed.duty.to_string().into(),
        region.as_str().into(),
        disclosed.department.as_str().into(),
        disclosed.task.to_string().into(),
        i64::from(disclosed.on_time).into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// A changed deadline, or one that has passed.
pub async fn due(
    work: &Work,
    region: &RegionCode,
    duty: DutyId,
    due_on: NaiveDate,
    overdue: bool,
) -> Result<(), StoreError> {
    let text = "INSERT INTO duty (id, region, due_on, overdue) VALUES (?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET due_on = excluded.due_on,
                overdue = CASE WHEN excluded.overdue = 1 THEN 1 ELSE duty.overdue END";
    let values = vec![
        duty.to_string().into(),
        region.as_str().into(),
        due_on.to_string().into(),
        i64::from(overdue).into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// A department's part in one joint task that was released in the year, or had a visit end in it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct PartRow {
    pub department: String,
    pub initiated: i64,
    pub released: i64,
    pub done: i64,
    pub pending: i64,
}

/// The parts of a year's joint tasks; `pending` where a result can still be disclosed in time on `today`.
pub async fn parts<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    year: i32,
    today: NaiveDate,
) -> Result<Vec<PartRow>, StoreError> {
    let text = "SELECT p.department,
         CAST(MAX(CASE WHEN t.initiating = p.department THEN 1 ELSE 0 END) AS BIGINT) AS initiated,
         CAST(MAX(CASE WHEN t.released_on BETWEEN ? AND ? THEN 1 ELSE 0 END) AS BIGINT) AS released,
         CAST(MAX(CASE WHEN d.on_time = 1 THEN 1 ELSE 0 END) AS BIGINT) AS done,
         CAST(MAX(CASE WHEN d.on_time IS NULL AND d.due_on >= ? THEN 1 ELSE 0 END) AS BIGINT) AS pending
         FROM taking_part p JOIN task t ON t.id = p.task
         LEFT JOIN duty d ON d.task = p.task AND d.department = p.department AND d.ended_on BETWEEN ? AND ?
         WHERE t.region = ? AND (d.id IS NOT NULL OR t.released_on BETWEEN ? AND ?)
         AND (SELECT count(*) FROM taking_part q WHERE q.task = t.id) >= 2
         GROUP BY p.department, p.task";
    let (first, last) = (format!("{year:04}-01-01"), format!("{year:04}-12-31"));
    let values = vec![
        first.as_str().into(),
        last.as_str().into(),
        today.to_string().into(),
        first.as_str().into(),
        last.as_str().into(),
        region.as_str().into(),
        first.as_str().into(),
        last.as_str().into(),
    ];
    Ok(sql::all(on, text, values).await?)
}

/// Duties whose last day lies in a year and that are disclosed or overdue, and those of them that were kept in time.
pub async fn kept<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    year: i32,
) -> Result<(u64, u64), StoreError> {
    let count = async |which: &str| -> Result<u64, StoreError> {
        let text = format!(
            "SELECT count(*) AS number FROM duty WHERE region = ? AND due_on BETWEEN ? AND ? AND {which}"
        );
        let values = vec![
            region.as_str().into(),
            format!("{year:04}-01-01").into(),
            format!("{year:04}-12-31").into(),
        ];
        Ok(sql::number(on, &text, values).await?.unsigned_abs())
    };
    Ok((count("(on_time IS NOT NULL OR overdue = 1)").await?, count("on_time = 1").await?))
}
