use ::store::Loaded;
use chrono::DateTime;
use contracts::api::draw::{DrawView, PartyView, VoidView};

use crate::domain::{Draw, Stage};

/// Stages and digests; never an object.
pub fn view(loaded: &Loaded<Draw>) -> DrawView {
    let draw = &loaded.state;
    let party = |party: &String| PartyView {
        party: party.clone(),
        committed: draw.promises.contains_key(party),
        revealed: draw.revealed.contains(party),
    };
    DrawView {
        draw: draw.draw,
        task: draw.task.task,
        version: loaded.version,
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
