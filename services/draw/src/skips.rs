//! Caps that other draws have filled between a draw's freeze and its drawing: such an object is passed over, the next key
//! enters, and the receipt shows which draws it was, by their leaves.

use std::collections::{BTreeMap, BTreeSet};

use ::store::{StoreError, Work};
use sortition::{
    ledger::{JOINT, LedgerRow},
    plan::Plan,
    receipt::{self, Receipt, Skip},
    sealed::{Kind, Rows},
    selection::Skipped,
};
use web::Service;

use crate::{
    domain::Draw,
    keys::{self, fault},
    log::Log,
    sealed_state,
    store::{
        ledger::{self, Filling},
        receipt as receipts, sealed,
    },
};

/// Objects whose joint cap is full by now, each with the draws that have reserved it since the freeze.
#[derive(Debug)]
pub struct Filled(BTreeMap<String, Vec<Filling>>);

impl Filled {
    pub async fn since_freeze(
        work: &Work,
        draw: &Draw,
        plan: &Plan,
        frozen: &[LedgerRow],
    ) -> Result<Self, StoreError> {
        let place = sealed_state::place(work, &draw.draw.to_string(), "log/freeze").await?;
        let mut filled: BTreeMap<String, Vec<Filling>> = BTreeMap::new();
        for filling in ledger::reserved_since(work, &draw.task.region, draw.years(), place).await? {
            filled.entry(filling.object.clone()).or_default().push(filling);
        }
        filled.retain(|object, fillings| {
            let known = frozen.iter().filter(|row| row.object == *object && row.authority == JOINT);
            let fullest = known.map(|row| u64::from(row.counted) + u64::from(row.reserved)).max();
            fullest.unwrap_or(0) + fillings.len() as u64 >= u64::from(plan.caps.joint)
        });
        Ok(Self(filled))
    }

    pub fn objects(&self) -> BTreeSet<String> {
        self.0.keys().cloned().collect()
    }

    /// The evidence for what was passed over. The receipt shows leaves of other draws, so it opens after them.
    pub async fn evidence(
        &self,
        service: &Service,
        work: &Work,
        draw: &Draw,
        skipped: &[Skipped],
    ) -> Result<Vec<Skip>, StoreError> {
        let region = &draw.task.region;
        let log = Log::open(work.tx(), region, &keys::origin(service, region)).await?;
        let checkpoint = log.checkpoint(&keys::log(service, region)?)?;
        let (mut skips, mut shown) = (Vec::new(), BTreeSet::new());
        for skipped in skipped {
            let mut filled_by = Vec::new();
            for filling in self.0.get(&skipped.id).into_iter().flatten() {
                let proof = log.proof(work, filling.result_place.unsigned_abs(), &checkpoint).await?;
                filled_by.push(opened(work, filling, proof).await?);
                shown.insert(filling.draw.clone());
            }
            skips.push(Skip { skipped: skipped.clone(), filled_by });
        }
        sealed::put(work, &draw.draw.to_string(), "shown.json", serde_json::to_vec(&shown)?).await?;
        Ok(skips)
    }
}

/// The object's leaf in the list of the draw that reserved it.
async fn opened(work: &Work, filling: &Filling, proof: String) -> Result<receipt::Filling, StoreError> {
    let part =
        async |name: &str| receipts::file(work.tx(), &filling.draw, name).await?.ok_or(StoreError::NotFound);
    let signed: Receipt = serde_json::from_slice(&part(receipt::RECEIPT).await?)?;
    let seed = signed.seed.ok_or_else(|| fault("the whole receipt has no seed"))?;
    let rows = Rows::from_csv(Kind::Objects, &part(receipt::RESULT).await?).map_err(fault)?;
    let index = rows.rows.iter().position(|row| row[2] == filling.object);
    let opening = index.and_then(|index| rows.open(&seed, index));
    let opening = opening.ok_or_else(|| fault("what is reserved was not drawn"))?;
    Ok(receipt::Filling { result: serde_json::from_slice(&part(receipt::SEALED).await?)?, opening, proof })
}
