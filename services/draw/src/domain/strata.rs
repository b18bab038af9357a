//! Names of the strata in a draw. A receipt is published one day, and a stratum named by its risk class would tell the
//! class of every object in the pool; so each draw names its strata anew, and keeps to itself which is which.

use kernel::codes::RiskClass;
use serde::{Deserialize, Serialize};
use sortition::{encoding::h, pool::PoolRow};

/// The names of one draw.
#[derive(Debug, Clone)]
pub struct Strata(Vec<u8>);

const CLASSES: [RiskClass; 5] = [RiskClass::A, RiskClass::B, RiskClass::C, RiskClass::D, RiskClass::Unrated];

/// How many objects of a class are in the pool, and how many of them were drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StratumCount {
    pub class: RiskClass,
    pub pool: u64,
    pub drawn: Option<u64>,
}

impl StratumCount {
    /// With the number drawn, where `classes` are those of the drawn objects as the list words them.
    pub fn drawn<'a>(self, classes: impl Iterator<Item = &'a str>) -> Self {
        let own = format!("{:?}", self.class);
        Self { drawn: Some(classes.filter(|class| *class == own).count() as u64), ..self }
    }
}

impl Strata {
    /// From the draw's own salt, which stays sealed for good.
    pub fn of(salt: &[u8]) -> Self {
        Self(salt.to_vec())
    }

    pub fn label(&self, class: RiskClass) -> String {
        let hash = h("suiji/stratum", &[&self.0, format!("{class:?}").as_bytes()]).to_string();
        format!("层-{}", &hash[..8])
    }

    /// The classes of a pool, the empty ones left out.
    pub fn counted(&self, pool: &[PoolRow]) -> Vec<StratumCount> {
        let count = |class: RiskClass| {
            let label = self.label(class);
            let pool = pool.iter().filter(|row| row.stratum == label).count() as u64;
            StratumCount { class, pool, drawn: None }
        };
        CLASSES.into_iter().map(count).filter(|count| count.pool > 0).collect()
    }

    /// A sentence for the draw's own departments, with the classes in place of the names.
    pub fn told(&self, text: &str) -> String {
        CLASSES
            .iter()
            .fold(text.to_owned(), |text, class| text.replace(&self.label(*class), &format!("{class:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_and_say_nothing_and_are_told_within() {
        let (one, other) = (Strata::of(&[1; 16]), Strata::of(&[2; 16]));
        let names: std::collections::BTreeSet<_> =
            CLASSES.iter().flat_map(|class| [one.label(*class), other.label(*class)]).collect();
        assert_eq!(names.len(), 10);
        assert_eq!(one.told(&format!("{} 不足", one.label(RiskClass::B))), "B 不足");
    }
}
