//! What calls for an alert and has none yet. Nothing of a visit that has not ended is here: an alert would tell of it.

use ::store::{Context, StoreError, sql};
use contracts::events::oversight::AlertKind;
use kernel::{DepartmentId, Moment, RegionCode};
use sea_orm::{FromQueryResult, Value};

use crate::domain::Alert;

/// One thing that the office must be told of.
#[derive(Debug, Clone)]
pub struct Wrong {
    pub kind: AlertKind,
    pub about: String,
    pub region: RegionCode,
    pub department: Option<DepartmentId>,
}

#[derive(FromQueryResult)]
struct Row {
    about: String,
    region: String,
    department: Option<String>,
}

/// At most 500 of a kind; the next turn finds the rest. `before` is since when a finding must have its referral.
pub async fn wrong(context: &Context, before: Moment) -> Result<Vec<Wrong>, StoreError> {
    let mut found = Vec::new();
    for (kind, text) in CONDITIONS {
        let text = format!(
            "SELECT c.about, c.region, c.department FROM ({text}) c WHERE NOT EXISTS
             (SELECT 1 FROM alert a WHERE a.state = ? AND a.parent = c.about) ORDER BY c.about LIMIT 500"
        );
        let mut values: Vec<Value> = Vec::new();
        if kind == AlertKind::FindingWithoutReferral {
            values.push(before.timestamp_micros().into());
        }
        values.push(Alert::word(kind).into());
        for row in sql::all::<Row, _>(context.database.read(), &text, values).await? {
            found.push(Wrong {
                kind,
                about: row.about,
                region: serde_json::from_value(row.region.into())?,
                department: row.department.and_then(|department| department.parse().ok()),
            });
        }
    }
    Ok(found)
}

const CONDITIONS: [(AlertKind, &str); 5] = [
    (
        AlertKind::FindingWithoutReferral,
        "SELECT f.id AS about, f.region, f.department FROM finding f JOIN unsealed u ON u.visit = f.visit AND u.region = f.region
         WHERE f.referral IS NULL AND f.raised_us <= ?",
    ),
    (
        AlertKind::ReferralOverdue,
        "SELECT DISTINCT t.thing AS about, t.region, f.department FROM tally t
         JOIN finding f ON f.referral = t.thing JOIN unsealed u ON u.visit = f.visit AND u.region = f.region
         WHERE t.what = 'referral_overdue'",
    ),
    (
        AlertKind::DisclosureOverdue,
        "SELECT d.id AS about, d.region, d.department FROM duty d WHERE d.overdue = 1",
    ),
    (
        AlertKind::EndPresumed,
        "SELECT u.visit AS about, u.region, NULL AS department FROM unsealed u WHERE u.presumed = 1",
    ),
    (
        AlertKind::DeadLetter,
        "SELECT l.event AS about, l.region, NULL AS department FROM dead_letter l
         WHERE l.state = 'failed' AND l.region <> ''",
    ),
];
