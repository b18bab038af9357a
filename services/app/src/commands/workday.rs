//! `suiji workday`: prints dates alone, for scripts.

use std::process::ExitCode;

use workdays::Calendar;

use super::say;
use crate::{cli::Workday, failure::Failure};

pub fn run(arguments: Workday) -> Result<ExitCode, Failure> {
    let calendar = Calendar::built_in();
    match arguments {
        Workday::Add { date, days } => println!("{}", calendar.add_working_days(date, days)?),
        Workday::List { year } => {
            let days = calendar.list(year).into_iter().filter(|day| day.working);
            let note = |provisional| if provisional { " provisional" } else { "" };
            let lines = days.map(|day| format!("{}{}\n", day.date, note(day.provisional)));
            say(&lines.collect::<String>())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
