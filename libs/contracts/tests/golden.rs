//! What has been published stays readable, and what is published changes only knowingly.
//!
//! `golden/<type>.json` is an event as a journal keeps it: it must be read by the type of today and be written back the
//! same, so that old journals replay. `golden/schemas/<type>.json` is what the type's readers were promised.
//!
//! A published type changes only by an added field with a default, or as a new `v2`. After such an addition
//! `SUIJI_GOLDEN_UPDATE=1 cargo test -p suiji-contracts --test golden` writes the files anew; any other change of a schema
//! it refuses too. A new type's event is written by hand, since nobody else knows what a real one looks like.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on should stop where it stands"
)]

use std::{fs, path::PathBuf};

use contracts::{
    Event, Fact,
    envelope::AnyEvent,
    events::{self, disclosure, draw, identity, inspection, oversight, planning, pool, referral},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

#[path = "golden/schema.rs"]
mod schema;

const UPDATE: &str = "SUIJI_GOLDEN_UPDATE";

/// Reads an event as one enum and writes it again.
type Again = fn(&Fact) -> Result<AnyEvent, String>;

const ENUMS: [Again; 19] = [
    again::<planning::RegistryEvent>,
    again::<planning::CatalogueEvent>,
    again::<planning::PlanEvent>,
    again::<planning::CityPlanEvent>,
    again::<planning::ProposalEvent>,
    again::<planning::TaskEvent>,
    again::<pool::LibraryEvent>,
    again::<pool::SnapshotEvent>,
    again::<pool::ReferenceEvent>,
    again::<draw::DrawEvent>,
    again::<inspection::VisitEvent>,
    again::<inspection::FindingEvent>,
    again::<referral::ReferralEvent>,
    again::<referral::RulesEvent>,
    again::<disclosure::DisclosureEvent>,
    again::<identity::AccountEvent>,
    again::<identity::GrantRequestEvent>,
    again::<identity::KeyEvent>,
    again::<oversight::OversightEvent>,
];

#[test]
fn every_golden_event_is_read_and_written_back_the_same() {
    let mut bad = Vec::new();
    for kind in kinds() {
        let Some(golden) = read(&kind) else {
            bad.push(format!("{kind} has no golden event: write golden/{kind}.json"));
            continue;
        };
        match written_back(&golden) {
            Ok(now) if now["type"] != kind.as_str() => {
                bad.push(format!("golden/{kind}.json is a {}", now["type"]))
            }
            Ok(now) if now == golden => {}
            Ok(now) if updating() => write(&kind, &now),
            Ok(now) => bad.push(format!("{kind} is written differently: {}\nSee {UPDATE}.", now["data"])),
            Err(why) => bad.push(format!("{kind} is not read any more: {why}")),
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn what_a_schema_does_not_require_may_be_absent() {
    let all = events::schemas().unwrap();
    let mut shortened = 0;
    for kind in kinds() {
        let golden = read(&kind).unwrap();
        let short = schema::only_required(&golden, &all[&kind], &all);
        shortened += usize::from(short != golden);
        written_back(&short)
            .unwrap_or_else(|why| panic!("{kind} without what its schema does not require: {why}"));
    }
    assert!(shortened > 10, "the golden events show what may be absent, and only {shortened} do");
}

#[test]
fn what_a_schema_requires_may_not_be_absent_and_nothing_else_is_required() {
    let all = events::schemas().unwrap();
    for kind in kinds() {
        let golden = read(&kind).unwrap();
        for field in schema::required(&all[&kind]["properties"]["data"], &all) {
            let mut without = golden.clone();
            assert!(without["data"].as_object_mut().unwrap().remove(&field).is_some(), "{kind}: {field}");
            assert!(
                written_back(&without).is_err(),
                "{kind} is read without {field}, which its schema requires"
            );
        }
    }
}

#[test]
fn no_schema_has_changed_unknowingly() {
    let (all, mut bad) = (events::schemas().unwrap(), Vec::new());
    for kind in kinds() {
        let (name, now) = (format!("schemas/{kind}"), schema::closed(&kind, &all));
        match read(&name) {
            Some(golden) if golden == now => {}
            Some(golden) => match schema::additive(&golden, &now, "") {
                Ok(()) if updating() => write(&name, &now),
                Ok(()) => bad.push(format!("{kind} has grown. If that is meant: {UPDATE}=1.")),
                Err(why) => {
                    bad.push(format!("{kind} has changed: {why}. Readers hold the old one: make a v2."))
                }
            },
            None if updating() => write(&name, &now),
            None => bad.push(format!("{kind} has no golden schema: {UPDATE}=1 writes it")),
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

fn kinds() -> Vec<String> {
    let all: Map<String, Value> = events::schemas().unwrap();
    let kinds: Vec<_> =
        all.into_iter().map(|(name, _)| name).filter(|name| name.starts_with("suiji.")).collect();
    assert!(kinds.len() > 70);
    kinds
}

/// As the type of today writes what it has read.
fn written_back(golden: &Value) -> Result<Value, String> {
    let mut fact: Fact = serde_json::from_value(golden.clone()).map_err(|e| e.to_string())?;
    let read: Vec<_> = ENUMS.iter().map(|again| again(&fact)).collect();
    let mut own =
        read.into_iter().filter(|read| !matches!(read, Err(why) if why.starts_with("unknown variant")));
    fact.event = own.next().ok_or("no enum knows it")??;
    Ok(serde_json::to_value(fact).unwrap())
}

fn again<E: Event + DeserializeOwned>(fact: &Fact) -> Result<AnyEvent, String> {
    let event: E = fact.event_as().map_err(|e| e.to_string())?;
    Ok(serde_json::from_value(serde_json::to_value(event).unwrap()).unwrap())
}

fn updating() -> bool {
    std::env::var_os(UPDATE).is_some()
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format!("{name}.json"))
}

fn read(name: &str) -> Option<Value> {
    let text = fs::read_to_string(path(name)).ok()?;
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("golden/{name}.json: {error}")))
}

fn write(name: &str, value: &Value) {
    fs::write(path(name), serde_json::to_string_pretty(value).unwrap() + "\n").unwrap();
}
