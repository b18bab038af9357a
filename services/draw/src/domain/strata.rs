//! Names of the strata in a draw. A receipt is published one day, and a stratum named by its risk class would tell the
//! class of every object in the pool; so each draw names its strata anew, and keeps to itself which is which.

use kernel::codes::RiskClass;
use sortition::encoding::h;

/// The names of one draw.
#[derive(Debug, Clone)]
pub struct Strata(Vec<u8>);

const CLASSES: [RiskClass; 5] = [RiskClass::A, RiskClass::B, RiskClass::C, RiskClass::D, RiskClass::Unrated];

impl Strata {
    /// From the draw's own salt, which stays sealed for good.
    pub fn of(salt: &[u8]) -> Self {
        Self(salt.to_vec())
    }

    pub fn label(&self, class: RiskClass) -> String {
        let hash = h("suiji/stratum", &[&self.0, format!("{class:?}").as_bytes()]).to_string();
        format!("层-{}", &hash[..8])
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
