use ::store::{Loaded, journal::Entry};
use chrono::DateTime;
use contracts::{
    api::draw::{AssuranceView, DrawView, PartyView, StageTimes, StratumView, VoidView},
    events::planning::EntropySource,
};
use kernel::{Actor, Moment, Role};
use sortition::assurance::{Assurance, assurance};

use crate::domain::{Draw, Stage, entropy};

/// Stages and digests; never an object.
pub fn view(loaded: &Loaded<Draw>, actor: &Actor) -> DrawView {
    let (draw, scheme) = (&loaded.state, &loaded.state.task.scheme);
    let party = |party: &String| PartyView {
        party: party.clone(),
        committed: draw.promises.contains_key(party),
        revealed: draw.revealed.contains(party),
    };
    DrawView {
        draw: draw.draw,
        task: draw.task.task,
        version: loaded.version,
        title: scheme.title.clone(),
        initiating: scheme.initiating.clone(),
        participants: scheme.participants.iter().map(|taking_part| taking_part.department.clone()).collect(),
        from: scheme.from,
        until: scheme.until,
        source: match scheme.entropy {
            EntropySource::Parties { .. } => "parties",
            EntropySource::Operator => "operator",
        }
        .to_owned(),
        assurance: assured(&scheme.entropy),
        times: None,
        strata: strata(draw, actor),
        state: draw.stage.word().to_owned(),
        seq: draw.seq,
        open: draw.open.clone(),
        commit: draw.commit.clone(),
        pool_root: draw.pool_root.clone(),
        objects_in_pool: draw.objects_in_pool,
        parties: draw.parties().iter().map(party).collect(),
        drawn: draw.drawn,
        result_root: draw.result_root.clone(),
        team_root: draw.team_root.clone(),
        rehearsal: draw.task.rehearsal,
        obstacle: draw.obstacle.clone(),
        reveal_by: draw.reveal_by.and_then(|last| DateTime::from_timestamp(last.cast_signed(), 0)),
        open_by: draw.open_by,
        published: draw.published.clone(),
        void: draw.void.map(|request| VoidView {
            reason: request.reason,
            sentence: request.reason.sentence().to_owned(),
            approved: draw.stage == Stage::Void,
        }),
        repeats: draw.repeats,
    }
}

/// What the source alone gives: witnesses are for the verifier to look at.
fn assured(source: &EntropySource) -> AssuranceView {
    let assurance = assurance(&entropy(source, 0), None);
    let name = match assurance {
        Assurance::BeaconPartiesWitness => "一级 信标＋多方",
        Assurance::PartiesOrBeacon => "二级 多方",
        Assurance::Lottery => "三级 彩票",
        Assurance::Operator => "四级 运行方",
    };
    AssuranceView { level: assurance.level(), name: name.to_owned() }
}

/// Not for the parties: a receipt names its strata by themselves, and beside these counts it would tell outsiders the class
/// of every object in the pool.
fn strata(draw: &Draw, actor: &Actor) -> Vec<StratumView> {
    let seen = draw.strata.iter().filter(|_| actor.role != Role::DrawParty);
    seen.map(|count| StratumView { class: count.class, pool: count.pool, drawn: count.drawn }).collect()
}

/// The moments of a trail; of a repeated act, such as an answer to a second request, the last.
pub fn times(trail: &[Entry]) -> StageTimes {
    let at = |kinds: &[&str]| -> Option<Moment> {
        let named = |entry: &&Entry| {
            let word = entry.event.kind().trim_start_matches("suiji.draw.").trim_end_matches(".v1");
            kinds.contains(&word)
        };
        trail.iter().rev().find(named).map(|entry| entry.event.recordedtime)
    };
    StageTimes {
        requested: at(&["requested"]),
        opened: at(&["opened"]),
        frozen: at(&["frozen"]),
        committed: at(&["committed"]),
        drawn: at(&["objects-drawn"]),
        stopped: at(&["impossible", "voided", "expired"]),
        published: at(&["opened-to-the-public"]),
    }
}
