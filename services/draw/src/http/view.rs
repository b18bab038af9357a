use ::store::Loaded;
use contracts::api::draw::{DrawView, PartyView};

use crate::domain::Draw;

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
    }
}
