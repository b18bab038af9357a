//! Drawing: the share set closes, the seed follows, objects and teams are drawn, the result is sealed and logged, all in
//! one transaction. A replica that dies on the way leaves nothing behind, and the next one comes to the same result.

use std::collections::BTreeSet;

use ::store::{StoreError, Who, Work, artefact, list};
use contracts::events::draw::{DrawEvent, ListDrawn};
use futures_util::future::BoxFuture;
use runtime::JobError;
use sortition::{
    encoding::Hash,
    receipt::{self, LogProofs, SealedParts, WholeParts},
    sealed::{ResultEntry, Rows},
    seed::{self, Stage as SeedStage},
    selection::{Selection, Selector},
    shares::ShareSet,
    verify,
};
use web::Service;

use crate::{
    compose,
    domain::{Draw, StratumCount},
    keys::{self, fault},
    log::Log,
    sealed_state::{self, SealedState},
    skips::Filled,
    store::{draw as drawn, ledger, receipt as receipts},
};

pub fn run(service: &Service) -> BoxFuture<'_, Result<u64, JobError>> {
    Box::pin(async move {
        let mut moved = 0;
        for id in list::waiting::<Draw>(service, &["committed"], 20).await? {
            if list::find::<Draw>(service, &id).await?.state.is_ready() {
                moved += step(service, &id).await?;
            }
        }
        Ok(moved)
    })
}

async fn step(service: &Service, id: &str) -> Result<u64, JobError> {
    let region = list::find::<Draw>(service, id).await?.state.task.region;
    let mut work = Work::begin(service, Who::system(&region), None).await?;
    let Some(mut draw) = work.find::<Draw>(id).await? else { return Ok(0) };
    if !draw.state.is_ready() {
        return Ok(0);
    }
    let (events, strata) = draw_now(service, &work, &draw.state).await?;
    draw.state.strata = strata;
    work.apply(&mut draw, &events).await?;
    work.commit().await?;
    Ok(1)
}

async fn draw_now(
    service: &Service,
    work: &Work,
    draw: &Draw,
) -> Result<(Vec<DrawEvent>, Vec<StratumCount>), StoreError> {
    let id = draw.draw.to_string();
    let sealed = SealedState::load(work, draw).await?;
    let (plan, commit) = (&sealed.plan, sealed_state::commit(work, &id).await?);
    let shares = ShareSet::close(&commit, &sealed_state::revealed(work, draw).await?).map_err(fault)?;
    shares.admit(&plan.entropy).map_err(fault)?;
    let seed = seed::seed(&commit.commit, b"", &shares, &sealed.op_share);
    let filled = Filled::since_freeze(work, draw, plan, &sealed.frozen.ledger).await?;
    let selection = select(&sealed, &seed, &filled.objects())?;
    let team_plan = plan.teams.as_ref().ok_or_else(|| fault("the plan draws no teams"))?;
    let teams = verify::assign_teams(
        plan,
        team_plan,
        &sealed.frozen.roster,
        &sealed.frozen.recusals,
        &selection.drawn,
        &seed,
    )
    .map_err(fault)?;
    let (object_rows, team_rows) = (Rows::objects(&selection.drawn), Rows::teams(&teams));
    let result = ResultEntry::new(plan, &commit, shares.reveal_root(), &seed, &object_rows, &team_rows);
    let reveal = shares.entry(&commit).map_err(fault)?;
    let (proofs, place) = log_result(service, work, draw, &reveal, &result).await?;
    let parts = WholeParts {
        plan,
        pool_csv: sortition::pool::to_csv(&sealed.frozen.pool),
        roster: &sealed.frozen.roster,
        recusals: &sealed.frozen.recusals,
        ledger: &sealed.frozen.ledger,
        commit: &commit,
        shares: &shares,
        op_share: &sealed.op_share,
        selection: &selection,
        skips: filled.evidence(service, work, draw, &selection.skipped).await?,
        teams: &team_rows,
        proofs,
    };
    keep_receipts(service, work, &id, parts, &result).await?;
    drawn::note_drawn(work, draw, place).await?;
    let objects = compose::drawn_list(draw, &sealed.snapshot, &selection);
    for (place, drawn) in (0..).zip(&objects.objects) {
        let object = drawn.object.object.as_str();
        ledger::reserve(work, &draw.task.region, (&id, place), object, draw.years()).await?;
    }
    let members = compose::team_list(draw, &sealed.snapshot, &teams, &sealed.alias);
    let keep =
        async |content: Vec<u8>| artefact::keep(work, &draw.task.region, "application/json", content).await;
    let list = |count: usize, root: String, digest: String| ListDrawn {
        draw: draw.draw,
        task: draw.task.task,
        seq: draw.seq.unwrap_or(0),
        count: count as u64,
        root,
        digest,
    };
    let objects_digest = keep(serde_json::to_vec(&objects)?).await?;
    let teams_digest = keep(serde_json::to_vec(&members)?).await?;
    let classes = || objects.objects.iter().map(|drawn| drawn.stratum.as_str());
    let strata = draw.strata.iter().cloned().map(|count| count.drawn(classes())).collect();
    let events = vec![
        DrawEvent::Revealed { draw: draw.draw, reveal_root: shares.reveal_root().to_string() },
        DrawEvent::ObjectsDrawn(list(objects.objects.len(), result.result_root.to_string(), objects_digest)),
        DrawEvent::TeamsDrawn(list(members.members.len(), result.team_root.to_string(), teams_digest)),
    ];
    Ok((events, strata))
}

fn select(sealed: &SealedState, seed: &Hash, filled: &BTreeSet<String>) -> Result<Selection, StoreError> {
    let key = seed::stage_key(seed, SeedStage::Objects);
    // As many in reserve as could have to be passed over.
    let mut selector = Selector::new(key, &sealed.freeze.quotas, filled.len() as u64);
    for row in &sealed.frozen.pool {
        selector.offer(row).map_err(fault)?;
    }
    selector.finish().settle(filled).map_err(fault)
}

/// Both editions: the sealed one for the public until the opening, the whole one for auditors, and then for all.
async fn keep_receipts(
    service: &Service,
    work: &Work,
    id: &str,
    parts: WholeParts<'_>,
    result: &ResultEntry,
) -> Result<(), StoreError> {
    let key = keys::receipts(service)?;
    let sealed = SealedParts {
        commit: parts.commit,
        shares: parts.shares,
        result,
        rehearsal: parts.plan.is_rehearsal(),
        proofs: parts.proofs.clone(),
    };
    // A draw that is open at once has no sealed edition.
    if result.open_by.is_some() {
        let bundle = receipt::build_sealed(sealed).map_err(fault)?;
        receipts::keep_sealed(work, id, &receipt::sign(bundle, &key).map_err(fault)?).await?;
    }
    let bundle = receipt::build(parts).map_err(fault)?;
    receipts::keep(work, id, &receipt::sign(bundle, &key).map_err(fault)?).await
}

/// Logs reveal and result, and proves all four entries under one checkpoint.
async fn log_result(
    service: &Service,
    work: &Work,
    draw: &Draw,
    reveal: &[u8],
    result: &ResultEntry,
) -> Result<(LogProofs, u64), StoreError> {
    let (id, region) = (draw.draw.to_string(), &draw.task.region);
    let mut log = Log::open(work.tx(), region, &keys::origin(service, region)).await?;
    let reveal = log.append(work, reveal).await?;
    let result = log.append(work, &result.to_json().map_err(fault)?).await?;
    log.save(work).await?;
    let (open, commit) = (
        sealed_state::place(work, &id, "log/open").await?,
        sealed_state::place(work, &id, "log/commit").await?,
    );
    let signer = keys::log(service, region)?;
    let checkpoint = log.checkpoint(&signer)?;
    let proofs = LogProofs {
        log_key: signer.key().to_string(),
        open: log.proof(work, open, &checkpoint).await?,
        commit: log.proof(work, commit, &checkpoint).await?,
        reveal: log.proof(work, reveal, &checkpoint).await?,
        result: log.proof(work, result, &checkpoint).await?,
    };
    Ok((proofs, result))
}
