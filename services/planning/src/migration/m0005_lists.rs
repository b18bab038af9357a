//! Tasks by what is due first; and what rehearsals had published is for those of the rehearsal alone.

use store::{Migration, schema::due_index};

pub const STEP: Migration = Migration { name: "planning_0005_lists", sql };

fn sql() -> String {
    due_index("task") + &["catalogue", "plan", "city_plan"].map(narrow).concat()
}

fn narrow(table: &str) -> String {
    format!(
        "INSERT INTO reader (aggregate, subject) SELECT id, 'within:' || region FROM {table}
            WHERE region LIKE 'r%' AND id IN (SELECT aggregate FROM reader WHERE subject = 'public')
        --
        DELETE FROM reader WHERE subject = 'public' AND aggregate IN (SELECT id FROM {table} WHERE region LIKE 'r%')
        --
        "
    )
}
