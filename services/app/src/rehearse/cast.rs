//! Who plays in a rehearsal, and on what ground: what every step is given.

use std::sync::Arc;

use chrono::NaiveDate;
use kernel::{Entropy, Role};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    http::{Http, decode},
    people::{Part, People, Person},
    town::Town,
    wait::until,
};
use crate::failure::Failure;

/// One page of a list, as every list gives it.
#[derive(Debug, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    #[serde(default)]
    pub next: Option<String>,
}

pub struct Cast {
    pub http: Arc<Http>,
    pub people: People,
    pub town: Town,
    pub today: NaiveDate,
    pub rate: Rate,
    /// How many objects the library took in.
    pub objects: u64,
}

/// How many of the pool are drawn, as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    pub num: u32,
    pub den: u32,
}

impl std::str::FromStr for Rate {
    type Err = String;
    /// `5%`, `0.5%`: at most two decimals, above 0, at most 100%.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "应为百分比，例如 5% 或 0.5%".to_owned();
        let number = text.strip_suffix(['%', '％']).ok_or_else(wrong)?;
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        if part.len() > 2
            || whole.is_empty()
            || !(whole.to_owned() + part).bytes().all(|b| b.is_ascii_digit())
        {
            return Err(wrong());
        }
        let hundredths: u32 = format!("{whole}{part:0<2}").parse().map_err(|_| wrong())?;
        if hundredths == 0 || hundredths > 10_000 {
            return Err(wrong());
        }
        Ok(Self { num: hundredths, den: 10_000 })
    }
}

impl Cast {
    pub fn region(&self) -> &str {
        self.people.region.as_str()
    }

    /// The id of the department at this place of the town.
    pub fn department(&self, place: usize) -> String {
        self.town.departments.get(place).map(|d| d.id(self.region())).unwrap_or_default()
    }

    pub async fn city(&self, role: Role) -> Result<Person, Failure> {
        self.people.who(&Part::of_city(role)).await
    }

    pub async fn of(&self, role: Role, department: &str) -> Result<Person, Failure> {
        self.people.who(&Part::of(role, department)).await
    }

    /// Whole lists, page after page.
    pub async fn all<T: DeserializeOwned>(&self, person: &Person, path: &str) -> Result<Vec<T>, Failure> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let mark = if path.contains('?') { '&' } else { '?' };
            let page: Page<T> =
                self.http.read(&person.token, &format!("{path}{mark}limit=500{after}")).await?;
            all.extend(page.items);
            match page.next {
                Some(next) => after = format!("&after={next}"),
                None => return Ok(all),
            }
        }
    }

    /// A command that must be taken.
    pub async fn command(&self, person: &Person, path: &str, body: &Value) -> Result<Value, Failure> {
        self.http.command(person, path, body).await
    }

    /// A command that must be taken, as soon as what it waits for has come: refused with `not_yet`, it is sent again.
    pub async fn command_when(
        &self,
        person: &Person,
        path: &str,
        body: &Value,
        not_yet: &[&str],
    ) -> Result<Value, Failure> {
        until(path, async || {
            let sent = body.to_string().into_bytes();
            let reply = self.http.ask(person, path, "application/json", sent).await?;
            if not_yet.contains(&reply.code().as_str()) { Ok(None) } else { decode(path, &reply).map(Some) }
        })
        .await
    }

    /// Below `bound`, by the rehearsal's own seed.
    pub fn chance(&self, bound: u64) -> u64 {
        let mut bytes = [0; 8];
        self.http.chance().fill(&mut bytes);
        u64::from_le_bytes(bytes) % bound.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_percentage_of_at_most_two_decimals() {
        let rate = |num| Ok(Rate { num, den: 10_000 });
        assert_eq!(("5%".parse(), "0.5%".parse(), "12.25％".parse()), (rate(500), rate(50), rate(1225)));
        assert_eq!("100%".parse(), rate(10_000));
        for wrong in ["5", "0%", "101%", "-1%", "1.234%", "%", ".5%", "五%", "1.%%"] {
            assert!(wrong.parse::<Rate>().is_err(), "{wrong}");
        }
    }
}
