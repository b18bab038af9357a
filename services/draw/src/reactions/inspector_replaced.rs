//! The public ledger of substitutions (art. 16): how often a department replaced a drawn inspector, and why. It names
//! nobody, and says nothing of a visit before that has ended.

use ::store::{Unable, Work};
use contracts::events::inspection::{VisitEnded, VisitEvent};

use crate::store::substitution;

pub async fn react(work: &mut Work, event: VisitEvent) -> Result<(), Unable> {
    let VisitEvent::InspectorReplaced { visit, draw, department, drawn, reason, .. } = event else {
        return Ok(());
    };
    Ok(substitution::keep(work, visit, drawn, draw, &department, reason).await?)
}

pub async fn visit_ended(work: &mut Work, ended: &VisitEnded) -> Result<(), Unable> {
    Ok(substitution::publish(work, ended.visit).await?)
}
