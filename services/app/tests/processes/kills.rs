//! Killed: at each named point of each service, and anywhere; and cut off from NATS between publishing and the answer.
//! Every time the rehearsal must come to its end with every rule in force: nothing is lost, and nothing happens twice.

use std::{
    env,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use kernel::{Entropy, SeededEntropy};
use store::killpoint::POINTS;

use crate::{
    installation::{Installation, SERVICES},
    proxy::Proxy,
};

/// Which passage of the point is not survived: late enough that work is under way, early enough to be reached.
const PASSAGE: u64 = 4;

/// Kills anywhere: many, but on a slow machine not faster for ever than a process starts.
const KILLS: usize = 14;

/// Points that a service does not come to: identity hears nothing, so it has nothing to acknowledge; oversight publishes
/// only alerts, of which a good campaign has none.
fn comes_to(service: &str, point: &str) -> bool {
    !matches!((service, point), ("identity", "before-acknowledge") | ("oversight", "after-publish"))
}

async fn killed_at(point: &str, seed: u64) {
    let plan = |service: &str| comes_to(service, point).then(|| format!("{service}:{point}:{PASSAGE}"));
    let installation = Installation::start(plan).await;
    let (ended, said) = installation.rehearse(seed);
    assert!(ended.success(), "{point}: {said}");
    for service in SERVICES.into_iter().filter(|service| comes_to(service, point)) {
        let log = installation.log(service);
        let killed = format!("killed at {service}:{point}:{PASSAGE}");
        assert!(log.contains(&killed), "{service} never came to {point}");
        assert_eq!(installation.restarts(service), 1, "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_before_the_commit_costs_nothing() {
    killed_at(POINTS[0], 11).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_after_the_commit_costs_nothing() {
    killed_at(POINTS[1], 12).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_after_publishing_costs_nothing() {
    killed_at(POINTS[2], 13).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_before_the_acknowledgement_costs_nothing() {
    killed_at(POINTS[3], 14).await;
}

/// `SUIJI_KILL_SEED` tries other moments and services; a failure says which seed it was.
#[tokio::test(flavor = "multi_thread")]
async fn kills_anywhere_cost_nothing() {
    let seed = env::var("SUIJI_KILL_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    println!("SUIJI_KILL_SEED={seed}");
    let (chance, over) = (SeededEntropy::new(seed), AtomicBool::new(false));
    let installation = Installation::start(|_| None).await;
    let (ended, said) = thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..KILLS {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let bytes = chance.bytes32();
                thread::sleep(Duration::from_millis(300 + u64::from(bytes[0]) * 4));
                installation.kill(SERVICES[usize::from(bytes[1]) % SERVICES.len()]);
            }
        });
        let rehearsed = installation.rehearse(seed);
        over.store(true, Ordering::SeqCst);
        rehearsed
    });
    assert!(ended.success(), "SUIJI_KILL_SEED={seed}: {said}");
    let restarts: usize = SERVICES.iter().map(|service| installation.restarts(service)).sum();
    assert!(restarts >= 5, "only {restarts} kills fell into the rehearsal");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_cut_between_publishing_and_its_answer_costs_nothing() {
    let mut proxy = None;
    let installation = Installation::start_behind(
        |nats| {
            let opened = Proxy::start(nats);
            let port = opened.port;
            proxy = Some(opened);
            port
        },
        |_| None,
    )
    .await;
    let (ended, said) = installation.rehearse(15);
    assert!(ended.success(), "{said}");
    let cuts = proxy.unwrap().cuts();
    assert!(cuts >= 5, "only {cuts} connections were cut after a publish");
}
