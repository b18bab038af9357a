//! The results as the service has them, with the address of each, in one JSON object.

use contracts::api::disclosure::PublicResult;
use serde::Serialize;
use serde_json::Value;
use web::Problem;

use super::walk::Walk;
use crate::trouble::Trouble;

#[derive(Serialize)]
struct Record<'a> {
    record: String,
    department_name: String,
    #[serde(flatten)]
    result: &'a PublicResult,
}

pub fn head(walk: &Walk) -> String {
    let text = |text: &str| Value::from(text).to_string();
    let (code, name) = (text(walk.place.code()), text(&walk.place.region.name));
    format!("{{\"region\":{code},\"region_name\":{name},\"year\":{},\"results\":[", walk.year)
}

pub fn page(walk: &Walk, results: &[PublicResult]) -> Result<String, Trouble> {
    let mut text = String::new();
    for (at, result) in results.iter().enumerate() {
        if walk.before + at > 0 {
            text.push_str(",\n");
        }
        let record = Record {
            record: format!("/portal/results/{}", result.duty),
            department_name: walk.place.department(&result.department),
            result,
        };
        text += &serde_json::to_string(&record).map_err(|error| Problem::fault(&error.to_string()))?;
    }
    Ok(text)
}

pub fn foot(walk: &Walk) -> String {
    format!("],\"total\":{}}}\n", walk.before)
}
