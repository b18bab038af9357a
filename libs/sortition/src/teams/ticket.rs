//! Tickets: keyed hashes whose order is the only chance in a draw of teams.

use sha2::{Digest, Sha256};

use crate::encoding::put_lp;

pub(super) type Ticket = [u8; 32];

/// `ticket(kind; p1, …) = SHA-256(K_teams ‖ LP(kind) ‖ LP(p1) ‖ …)`; smaller comes first.
pub(super) struct Tickets<'k> {
    k_teams: &'k [u8; 32],
}

impl<'k> Tickets<'k> {
    pub(super) fn new(k_teams: &'k [u8; 32]) -> Self {
        Self { k_teams }
    }

    /// The turn of a unit.
    pub(super) fn unit(&self, label: &str) -> Ticket {
        self.of("unit", &[label])
    }

    /// The preference of a unit for an inspector as a member.
    pub(super) fn member(&self, label: &str, inspector: &str) -> Ticket {
        self.of("member", &[label, inspector])
    }

    /// The preference of a unit for a member as its leader.
    pub(super) fn leader(&self, label: &str, inspector: &str) -> Ticket {
        self.of("leader", &[label, inspector])
    }

    fn of(&self, kind: &str, parts: &[&str]) -> Ticket {
        let mut bytes = self.k_teams.to_vec();
        put_lp(&mut bytes, kind.as_bytes());
        for part in parts {
            put_lp(&mut bytes, part.as_bytes());
        }
        Sha256::digest(&bytes).into()
    }
}
