//! What a scheme's form begins with: what the planned line says, and what the department chose the last time.

use chrono::{Datelike, Days, NaiveDate};
use contracts::{
    api::planning::{CatalogueView, PlanView, TaskView},
    events::planning::{EntropySource, NoticePolicy, PlanLine, Quota, Scheme, TeamUnit},
};
use web::Page as ListPage;

use crate::{
    desk::Desk,
    fields::{Fields, query},
    trouble::Trouble,
    views::planning::words::{CLASSES, percent},
};

/// Fields by name, as a form would send them.
#[derive(Default)]
struct Filled(Vec<(String, String)>);

impl Filled {
    fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    fn fields(&self) -> Fields {
        let pairs: Vec<_> = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Fields::read(query(&pairs).as_bytes())
    }
}

pub async fn of_line(
    desk: &Desk,
    plan: &PlanView,
    at: usize,
    catalogue: &CatalogueView,
) -> Result<Fields, Trouble> {
    let line = plan.lines.get(at).ok_or_else(Trouble::not_found)?;
    let mut filled = Filled::default();
    filled.put("plan", plan.plan.to_string());
    filled.put("line", at.to_string());
    filled.put("title", &*line.title);
    let (from, until) = window(plan.year, line, desk.today());
    filled.put("from", from.to_string());
    filled.put("until", until.to_string());
    for department in std::iter::once(&plan.department).chain(&line.participants) {
        filled.put("departments", department.to_string());
        filled.put(format!("inspectors-{department}"), "2");
    }
    for item in catalogue.items.iter().filter(|item| line.items.contains(&item.item)) {
        filled.put(format!("items-{}", item.department), item.item.to_string());
    }
    let share = line.share.trim_end_matches(['%', '％']).trim().to_owned();
    for (_, code, _) in CLASSES {
        filled.put(format!("rate-{code}"), &*share);
    }
    filled.put("quota", "rates");
    filled.put("notice", "given");
    filled.put("unit", "object");
    filled.put("source", "parties");
    filled.put("parties", parties(desk).await?);
    Ok(filled.fields())
}

/// The window of the planned months that is still ahead: it begins tomorrow at the soonest.
fn window(year: i32, line: &PlanLine, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let (first, last) = line.months;
    let begin = NaiveDate::from_ymd_opt(year, first, 1).unwrap_or(today);
    let after = match last {
        12.. => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        month => NaiveDate::from_ymd_opt(year, month + 1, 1),
    };
    let end = after.and_then(|day| day.pred_opt()).unwrap_or(today);
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let soonest = if today.year() == year { begin.max(tomorrow) } else { begin };
    (soonest.min(end.max(today)), end)
}

/// The parties of the department's last scheme: they seldom change.
async fn parties(desk: &Desk) -> Result<String, Trouble> {
    let path = query(&[("department", desk.department()), ("sort", "-id"), ("limit", "1")]);
    let last: ListPage<TaskView> = desk.get("planning", &format!("/v1/tasks?{path}")).await?;
    let source = last.items.into_iter().next().map(|task| task.content.scheme.entropy);
    match source {
        Some(EntropySource::Parties { parties }) => Ok(parties.join(" ")),
        _ => Ok(String::new()),
    }
}

/// The form of a scheme as it stands.
pub fn of_scheme(scheme: &Scheme) -> Fields {
    let mut filled = Filled::default();
    filled.put("title", &*scheme.title);
    filled.put("from", scheme.from.to_string());
    filled.put("until", scheme.until.to_string());
    for one in &scheme.participants {
        let department = &one.department;
        filled.put("departments", department.to_string());
        filled.put(format!("inspectors-{department}"), one.inspectors.to_string());
        filled.put(format!("basis-{department}"), one.single_basis.clone().unwrap_or_default());
        one.items.iter().for_each(|item| filled.put(format!("items-{department}"), item.to_string()));
    }
    let kinds = scheme.criteria.kinds.iter().filter_map(|kind| serde_json::to_value(kind).ok());
    kinds.for_each(|kind| filled.put("kinds", kind.as_str().unwrap_or_default()));
    filled.put("places", scheme.criteria.places.join(" "));
    filled.put("trades", scheme.criteria.trades.join(" "));
    match &scheme.quota {
        Quota::Total { total } => {
            filled.put("quota", "total");
            filled.put("total", total.to_string());
        }
        Quota::Rates { rates } => {
            filled.put("quota", "rates");
            for (class, code, _) in CLASSES {
                let Some(rate) = rates.get(&class) else { continue };
                filled.put(format!("rate-{code}"), percent(rate));
                filled.put(format!("floor-{code}"), rate.floor.to_string());
                filled.put(
                    format!("ceiling-{code}"),
                    rate.ceiling.map(|most| most.to_string()).unwrap_or_default(),
                );
            }
        }
    }
    match &scheme.notice {
        NoticePolicy::Given => filled.put("notice", "given"),
        NoticePolicy::Withheld { reason } => {
            filled.put("notice", "withheld");
            filled.put("withheld", &**reason);
        }
    }
    match scheme.team_unit {
        TeamUnit::Object => filled.put("unit", "object"),
        TeamUnit::Bundle { size } => {
            filled.put("unit", "bundle");
            filled.put("size", size.to_string());
        }
    }
    match &scheme.entropy {
        EntropySource::Parties { parties } => {
            filled.put("source", "parties");
            filled.put("parties", parties.join(" "));
        }
        EntropySource::Operator => filled.put("source", "operator"),
    }
    filled.put("methods", scheme.methods.join("\n"));
    filled.put("open", scheme.open_reason.clone().unwrap_or_default());
    filled.put("emergency", scheme.emergency.clone().unwrap_or_default());
    filled.fields()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_lies_in_the_planned_months_and_ahead() {
        let line = PlanLine {
            title: "x".to_owned(),
            participants: vec![],
            items: vec![],
            months: (3, 6),
            share: "5%".to_owned(),
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(window(2026, &line, day("2026-01-05")), (day("2026-03-01"), day("2026-06-30")));
        assert_eq!(window(2026, &line, day("2026-04-05")), (day("2026-04-06"), day("2026-06-30")));
        assert_eq!(window(2026, &line, day("2026-11-05")).1, day("2026-06-30"));
    }
}
