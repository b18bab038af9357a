//! What coverage counts: a row for each thing done, for each department where one did it. A thing is counted once,
//! however often its event comes, and only when the visit that it belongs to has ended.

use ::store::{StoreError, Work, sql};
use chrono::NaiveDate;
use contracts::api::oversight::Figures;
use kernel::{DepartmentId, RegionCode};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub enum What {
    TaskReleased,
    DrawDrawn,
    ObjectsDrawn,
    VisitEnded,
    ResultFormed,
    DisclosedOnTime,
    DisclosedLate,
    ReferralIssued,
    ReferralDelivered,
    ReferralConcluded,
    ReferralOverdue,
}

const ALL: [What; 11] = [
    What::TaskReleased,
    What::DrawDrawn,
    What::ObjectsDrawn,
    What::VisitEnded,
    What::ResultFormed,
    What::DisclosedOnTime,
    What::DisclosedLate,
    What::ReferralIssued,
    What::ReferralDelivered,
    What::ReferralConcluded,
    What::ReferralOverdue,
];

impl What {
    fn word(self) -> &'static str {
        match self {
            What::TaskReleased => "task_released",
            What::DrawDrawn => "draw_drawn",
            What::ObjectsDrawn => "objects_drawn",
            What::VisitEnded => "visit_ended",
            What::ResultFormed => "result_formed",
            What::DisclosedOnTime => "disclosed_on_time",
            What::DisclosedLate => "disclosed_late",
            What::ReferralIssued => "referral_issued",
            What::ReferralDelivered => "referral_delivered",
            What::ReferralConcluded => "referral_concluded",
            What::ReferralOverdue => "referral_overdue",
        }
    }

    fn field(self, figures: &mut Figures) -> &mut u64 {
        match self {
            What::TaskReleased => &mut figures.tasks_released,
            What::DrawDrawn => &mut figures.draws_drawn,
            What::ObjectsDrawn => &mut figures.objects_drawn,
            What::VisitEnded => &mut figures.visits_ended,
            What::ResultFormed => &mut figures.results_formed,
            What::DisclosedOnTime => &mut figures.disclosed_on_time,
            What::DisclosedLate => &mut figures.disclosed_late,
            What::ReferralIssued => &mut figures.referrals_issued,
            What::ReferralDelivered => &mut figures.referrals_delivered,
            What::ReferralConcluded => &mut figures.referrals_concluded,
            What::ReferralOverdue => &mut figures.referrals_overdue,
        }
    }
}

/// One thing done. Without a department it counts for the departments of its task, or for the one that found.
#[derive(Debug, Clone)]
pub struct Done<'a> {
    pub what: What,
    /// The aggregate's id, by which it has its link.
    pub thing: &'a str,
    pub department: Option<&'a DepartmentId>,
    pub day: NaiveDate,
    pub number: u64,
}

pub async fn keep(work: &Work, region: &RegionCode, done: Done<'_>) -> Result<(), StoreError> {
    let text = "INSERT INTO tally (what, thing, department, region, day, number) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (what, thing, department) DO NOTHING";
    let values = vec![
        done.what.word().into(),
        done.thing.into(),
        done.department.map_or("", DepartmentId::as_str).into(),
        region.as_str().into(),
        done.day.to_string().into(),
        done.number.cast_signed().into(),
    ];
    sql::execute(work.tx(), text, values).await?;
    Ok(())
}

/// A void draw's figures count no more.
pub async fn forget(work: &Work, region: &RegionCode, thing: &str) -> Result<(), StoreError> {
    let text = "DELETE FROM tally WHERE thing = ? AND region = ?";
    sql::execute(work.tx(), text, vec![thing.into(), region.as_str().into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    what: String,
    department: Option<String>,
    number: i64,
}

const COUNTED: &str = "FROM tally t JOIN link k ON k.aggregate = t.thing
     LEFT JOIN finding f ON t.department = '' AND f.referral = t.thing
     LEFT JOIN taking_part p ON t.department = '' AND p.task = k.task
     WHERE t.region = ? AND t.day BETWEEN ? AND ?
     AND (k.visit IS NULL OR k.visit IN (SELECT u.visit FROM unsealed u WHERE u.region = t.region))";

/// The figures of a year in all: what two departments did together counts once. A result is one department's, though two
/// have the same visit.
pub async fn in_all<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    year: i32,
) -> Result<Figures, StoreError> {
    let text = format!(
        "SELECT what, NULL AS department, CAST(SUM(number) AS BIGINT) AS number FROM
         (SELECT DISTINCT t.what, t.thing, t.number,
          CASE WHEN t.what = 'result_formed' THEN t.department ELSE '' END AS part {COUNTED}) counted
         GROUP BY what"
    );
    let rows = sql::all::<Row, _>(on, &text, period(region, year)).await?;
    let mut figures = Figures::default();
    rows.iter().for_each(|row| add(&mut figures, row));
    Ok(figures)
}

/// The figures of a year, by department.
pub async fn by_department<C: ConnectionTrait>(
    on: &C,
    region: &RegionCode,
    year: i32,
) -> Result<std::collections::BTreeMap<String, Figures>, StoreError> {
    let text = format!(
        "SELECT what, department, CAST(SUM(number) AS BIGINT) AS number FROM
         (SELECT DISTINCT t.what, t.thing, t.number,
          COALESCE(NULLIF(t.department, ''), f.department, p.department) AS department {COUNTED}) counted
         GROUP BY what, department"
    );
    let mut departments = std::collections::BTreeMap::<String, Figures>::new();
    for row in sql::all::<Row, _>(on, &text, period(region, year)).await? {
        if let Some(department) = &row.department {
            add(departments.entry(department.clone()).or_default(), &row);
        }
    }
    Ok(departments)
}

fn add(figures: &mut Figures, row: &Row) {
    if let Some(what) = ALL.into_iter().find(|what| what.word() == row.what) {
        *what.field(figures) += row.number.unsigned_abs();
    }
}

fn period(region: &RegionCode, year: i32) -> Vec<Value> {
    vec![region.as_str().into(), format!("{year:04}-01-01").into(), format!("{year:04}-12-31").into()]
}
