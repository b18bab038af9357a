//! How much a draw is worth (保证等级): computed by whoever verifies, never read from a receipt.

use crate::plan::EntropyPlan;

/// From strongest to weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Assurance {
    /// Beacon with parties, commit cosigned by an outside witness before the round: nobody could steer it.
    BeaconPartiesWitness = 1,
    /// Parties, or a beacon without a witness: all who took part would have had to collude.
    PartiesOrBeacon = 2,
    /// A lottery issue typed in by two people.
    Lottery = 3,
    /// The operator's share alone: the operator could choose it.
    Operator = 4,
}

impl Assurance {
    pub fn level(self) -> u8 {
        self as u8
    }
}

/// `witnessed` is when an outside witness first cosigned a checkpoint that holds the commit (seconds since 1970).
pub fn assurance(entropy: &EntropyPlan, witnessed: Option<u64>) -> Assurance {
    match entropy {
        EntropyPlan::Beacon { scheduled, parties, .. }
            if !parties.is_empty() && witnessed.is_some_and(|at| at < *scheduled) =>
        {
            Assurance::BeaconPartiesWitness
        }
        EntropyPlan::Beacon { .. } | EntropyPlan::Parties { .. } => Assurance::PartiesOrBeacon,
        EntropyPlan::Lottery { .. } => Assurance::Lottery,
        EntropyPlan::Operator {} => Assurance::Operator,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_witness_counts_only_before_the_round() {
        let beacon = |parties: &[&str]| EntropyPlan::Beacon {
            scheduled: 100,
            reveal_by: 50,
            parties: parties.iter().map(|p| (*p).to_owned()).collect(),
        };
        assert_eq!(assurance(&beacon(&["a"]), Some(99)).level(), 1);
        assert_eq!(assurance(&beacon(&["a"]), Some(100)).level(), 2);
        assert_eq!(assurance(&beacon(&[]), Some(99)).level(), 2);
        assert_eq!(assurance(&EntropyPlan::Operator {}, Some(1)).level(), 4);
    }
}
