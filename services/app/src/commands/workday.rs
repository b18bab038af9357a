//! `suiji workday`: prints dates alone, for scripts.

use std::process::ExitCode;

use workdays::Calendar;

use crate::{cli::Workday, failure::Failure};

pub fn run(arguments: Workday) -> Result<ExitCode, Failure> {
    let calendar = Calendar::built_in();
    match arguments {
        Workday::Add { date, days } => println!("{}", calendar.add_working_days(date, days)?),
        Workday::List { year } => {
            for day in calendar.list(year) {
                if day.working {
                    println!("{}{}", day.date, if day.provisional { " provisional" } else { "" });
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
