//! How far the visits of a task are: ids and numbers, nothing that says what was drawn.

use store::Migration;

pub const STEP: Migration = Migration { name: "planning_0003_progress", sql };

fn sql() -> String {
    "CREATE TABLE task_visit (
        visit {text} PRIMARY KEY,
        task {text} NOT NULL,
        region {text} NOT NULL,
        state {text} NOT NULL
    )
    --
    CREATE INDEX task_visit_by_task ON task_visit (task)
    --
    CREATE TABLE task_part (
        visit {text} NOT NULL,
        department {text} NOT NULL,
        task {text} NOT NULL,
        region {text} NOT NULL,
        formed BIGINT NOT NULL,
        findings BIGINT NOT NULL,
        disclosed BIGINT NOT NULL,
        PRIMARY KEY (visit, department)
    )
    --
    CREATE INDEX task_part_by_task ON task_part (task, disclosed)
    --
    CREATE TABLE task_finding (
        finding {text} PRIMARY KEY,
        task {text} NOT NULL,
        region {text} NOT NULL,
        closed BIGINT NOT NULL
    )
    --
    CREATE INDEX task_finding_by_task ON task_finding (task, closed)
    --
    "
    .to_owned()
}
