use chrono::Datelike;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Call, Problem};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct YearQuery {
    /// The calendar year, Beijing time; the present one where absent.
    #[param(minimum = 2020, maximum = 2100)]
    year: Option<i32>,
}

impl YearQuery {
    /// The year asked for. The policy begins with 2020.
    pub fn year(&self, call: &Call) -> Result<i32, Problem> {
        match self.year {
            Some(year) if !(2020..=2100).contains(&year) => Err(Problem::field("year", "应为 2020 至 2100")),
            Some(year) => Ok(year),
            None => Ok(call.context().clock.today().year()),
        }
    }
}
