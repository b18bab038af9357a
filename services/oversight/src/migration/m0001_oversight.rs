use store::{Migration, schema::aggregate_table};

pub const STEP: Migration = Migration { name: "oversight_0001_oversight", sql };

fn sql() -> String {
    aggregate_table("alert") + ONCE + WHO + TRAIL + FIGURES
}

/// Of two processes that raise the same alert at once, one does.
const ONCE: &str = "CREATE UNIQUE INDEX alert_once ON alert (state, parent)
    --
    ";

const WHO: &str = "CREATE TABLE department (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        name TEXT NOT NULL,
        duty {text} NOT NULL
    )
    --
    CREATE TABLE task (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        title TEXT NOT NULL,
        initiating {text} NOT NULL,
        released_on {text}
    )
    --
    CREATE TABLE taking_part (
        task {text} NOT NULL,
        department {text} NOT NULL,
        region {text} NOT NULL,
        PRIMARY KEY (task, department)
    )
    --
    ";

const TRAIL: &str = "CREATE TABLE line (
        event {text} PRIMARY KEY,
        region {text} NOT NULL,
        service {text} NOT NULL,
        kind {text} NOT NULL,
        aggregate {text} NOT NULL,
        version BIGINT NOT NULL,
        occurred_us BIGINT NOT NULL,
        role {text} NOT NULL,
        department {text},
        sentence TEXT NOT NULL
    )
    --
    CREATE INDEX line_by_aggregate ON line (aggregate)
    --
    CREATE TABLE link (
        aggregate {text} PRIMARY KEY,
        region {text} NOT NULL,
        task {text},
        visit {text}
    )
    --
    CREATE INDEX link_by_task ON link (task)
    --
    CREATE INDEX link_by_visit ON link (visit)
    --
    CREATE TABLE unsealed (
        visit {text} NOT NULL,
        region {text} NOT NULL,
        presumed BIGINT NOT NULL,
        PRIMARY KEY (visit, region)
    )
    --
    ";

const FIGURES: &str = "CREATE TABLE tally (
        what {text} NOT NULL,
        thing {text} NOT NULL,
        department {text} NOT NULL,
        region {text} NOT NULL,
        day {text} NOT NULL,
        number BIGINT NOT NULL,
        PRIMARY KEY (what, thing, department)
    )
    --
    CREATE INDEX tally_by_day ON tally (region, day)
    --
    CREATE TABLE duty (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        department {text},
        task {text},
        ended_on {text},
        due_on {text},
        on_time BIGINT,
        overdue BIGINT NOT NULL DEFAULT 0
    )
    --
    CREATE INDEX duty_by_end ON duty (region, ended_on)
    --
    CREATE TABLE finding (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        department {text},
        visit {text},
        raised_us BIGINT,
        referral {text},
        concluded BIGINT NOT NULL DEFAULT 0
    )
    --
    CREATE INDEX finding_by_region ON finding (region, department)
    --
    CREATE INDEX finding_by_referral ON finding (referral)
    --
    ";
