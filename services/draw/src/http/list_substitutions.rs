use actix_web::{get, web::Path};
use contracts::api::draw::{SubstitutionCount, SubstitutionCounts};
use kernel::RegionCode;
use serde_json::Value;
use web::{Answer, Call, Problem, problem::from_store, shown};

use crate::store::substitution::{self, CountRow};

/// How often drawn inspectors were replaced, by draw, department and reason (art. 16): counts of ended visits, no names.
#[utoipa::path(
    tag = "draw",
    params(("region" = RegionCode, Path)),
    responses((status = 200, body = SubstitutionCounts))
)]
#[get("/api/draw/v1/substitutions/{region}")]
pub async fn list_substitutions(call: Call, path: Path<(RegionCode,)>) -> Answer {
    let rows = substitution::counts(call.context().database.read(), &path.0).await.map_err(from_store)?;
    let items = rows.iter().map(count).collect::<Result<_, _>>()?;
    shown(None, &SubstitutionCounts { items })
}

fn count(row: &CountRow) -> Result<SubstitutionCount, Problem> {
    let fault = |what: &str| Problem::fault(&format!("a substitution with a wrong {what}"));
    Ok(SubstitutionCount {
        draw: row.draw.parse().map_err(|_| fault("draw"))?,
        department: row.department.parse().map_err(|_| fault("department"))?,
        reason: serde_json::from_value(Value::from(row.reason.as_str())).map_err(|_| fault("reason"))?,
        count: row.number.unsigned_abs(),
    })
}
