//! The tables that every service has.

use super::{Migration, append_only};

pub(super) const STEPS: &[Migration] = &[
    Migration { name: "base_0001_journal", sql: journal },
    Migration { name: "base_0002_courier", sql: courier },
    Migration { name: "base_0003_desk", sql: desk },
    Migration { name: "base_0004_beat", sql: beat },
    Migration { name: "base_0005_untold", sql: untold },
    Migration { name: "base_0006_sources", sql: sources },
];

/// The record: append-only, kept for good, the audit trail (art. 5).
fn journal() -> String {
    "{postgres}CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
    --
    CREATE TABLE journal (
        id {text} PRIMARY KEY,
        region {text} NOT NULL,
        aggregate {text} NOT NULL,
        version BIGINT NOT NULL,
        kind {text} NOT NULL,
        actor {text} NOT NULL,
        role {text} NOT NULL,
        department {text},
        origin TEXT,
        cause {text},
        recorded_us BIGINT NOT NULL,
        envelope TEXT NOT NULL
    )
    --
    CREATE UNIQUE INDEX journal_by_aggregate ON journal (aggregate, version)
    --
    CREATE INDEX journal_by_region ON journal (region, recorded_us)
    --
    CREATE INDEX journal_by_cause ON journal (cause)
    --
    "
    .to_owned()
        + &append_only("journal")
}

/// What goes out and what came in.
fn courier() -> String {
    "CREATE TABLE outbox (
        seq {serial},
        journal_id {text} NOT NULL,
        audience {text} NOT NULL,
        subject {text} NOT NULL
    )
    --
    CREATE TABLE published (
        position BIGINT PRIMARY KEY,
        journal_id {text} NOT NULL,
        audience {text} NOT NULL,
        subject {text} NOT NULL,
        stream {text} NOT NULL,
        sequence BIGINT NOT NULL,
        UNIQUE (journal_id, audience)
    )
    --
    CREATE TABLE inbox (
        event {text} PRIMARY KEY,
        region {text} NOT NULL,
        kind {text} NOT NULL,
        handled_us BIGINT NOT NULL
    )
    --
    CREATE INDEX inbox_by_region ON inbox (region, event)
    --
    CREATE TABLE dead_letter (
        event {text} PRIMARY KEY,
        region {text} NOT NULL,
        aggregate {text} NOT NULL,
        version BIGINT NOT NULL,
        kind {text} NOT NULL,
        reason TEXT NOT NULL,
        state {text} NOT NULL,
        body TEXT NOT NULL,
        recorded_us BIGINT NOT NULL
    )
    --
    CREATE INDEX dead_letter_by_aggregate ON dead_letter (aggregate, state)
    --
    CREATE TABLE parked (
        aggregate {text} PRIMARY KEY,
        event {text} NOT NULL
    )
    --
    "
    .to_owned()
}

/// What commands need at hand.
fn desk() -> String {
    "CREATE TABLE idempotency (
        account {text} NOT NULL,
        key {text} NOT NULL,
        request {text} NOT NULL,
        status INTEGER NOT NULL,
        etag {text},
        body TEXT NOT NULL,
        recorded_us BIGINT NOT NULL,
        PRIMARY KEY (account, key)
    )
    --
    CREATE TABLE reader (
        aggregate {text} NOT NULL,
        subject {text} NOT NULL,
        PRIMARY KEY (subject, aggregate)
    )
    --
    CREATE INDEX reader_by_aggregate ON reader (aggregate)
    --
    CREATE TABLE number (
        series {text} PRIMARY KEY,
        last BIGINT NOT NULL
    )
    --
    CREATE TABLE lease (
        name {text} PRIMARY KEY,
        holder {text} NOT NULL,
        until_us BIGINT NOT NULL
    )
    --
    CREATE TABLE artefact (
        digest {text} PRIMARY KEY,
        region {text} NOT NULL,
        media_type {text} NOT NULL,
        content {blob} NOT NULL,
        recorded_us BIGINT NOT NULL
    )
    --
    "
    .to_owned()
        + &append_only("artefact")
}

/// Leases by beats instead of a clock. `until_us` is written no more and goes with a later step.
fn beat() -> String {
    "ALTER TABLE lease ADD COLUMN beat BIGINT NOT NULL DEFAULT 0".to_owned()
}

/// What the journal's events do not tell of a state (`replay`): the beginning, whole, and sealed fields. Published nowhere.
fn untold() -> String {
    "CREATE TABLE untold (
        aggregate {text} NOT NULL,
        version BIGINT NOT NULL,
        kind {text} NOT NULL,
        fields TEXT NOT NULL,
        PRIMARY KEY (aggregate, version)
    )
    --
    CREATE INDEX untold_by_kind ON untold (kind, aggregate)
    --
    "
    .to_owned()
        + &append_only("untold")
}

/// Whose aggregate it is: two services may give theirs the same id. `parked` is written no more and goes with a later step;
/// what waited in it is parked anew at its next attempt.
fn sources() -> String {
    "ALTER TABLE dead_letter ADD COLUMN source {text} NOT NULL DEFAULT ''
    --
    {sqlite}UPDATE dead_letter SET source = substr(kind, 7, instr(substr(kind, 7), '.') - 1) WHERE kind LIKE 'suiji.%'
    --
    {postgres}UPDATE dead_letter SET source = split_part(kind, '.', 2) WHERE kind LIKE 'suiji.%'
    --
    CREATE TABLE waiting (
        source {text} NOT NULL,
        aggregate {text} NOT NULL,
        event {text} NOT NULL,
        PRIMARY KEY (source, aggregate)
    )
    --
    "
    .to_owned()
}
