//! A load for measuring: results formed at a steady pace, each by the last signature of a department in a real visit, each
//! with one finding. Everything before that signature is done beforehand.
//!
//! Who measures is told by `departments.json` that all is ready, gives the word by a line on standard input, and finds in
//! `formed.json` afterwards when each result was formed by its journal row. What arrives where is for others to see.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::Duration,
};

use contracts::{
    api::inspection::VisitView,
    events::inspection::{FindingRaised, ResultFormed},
};
use futures_util::{StreamExt, TryStreamExt, stream};
use kernel::{MonotonicTimer, Timer, ids::VisitId};
use serde_json::{Value, json};

use super::{
    Setting,
    cast::Cast,
    collect::Collector,
    gather,
    people::Part,
    steps::{
        draw, libraries, set_up,
        task::{self, Kind},
        visit,
    },
};
use crate::failure::Failure;

/// Visits prepared at the same time.
const AT_ONCE: usize = 12;
/// Results of one visit: one of each participant.
const OF_A_VISIT: usize = 2;

#[derive(Debug)]
pub struct Load {
    pub setting: Setting,
    pub per_second: u32,
    pub seconds: u32,
    pub out: PathBuf,
}

/// The signature that forms a department's result.
#[derive(Debug, Clone)]
struct Signature {
    visit: VisitId,
    by: Part,
}

/// Prepares, waits for the word, forms the results, and writes down when each was formed.
pub async fn carry(load: Load) -> Result<(), Failure> {
    let cast = gather(&load.setting).await?;
    let mut collector = Collector::default();
    let results = load.per_second as usize * load.seconds as usize;
    let visits = drawn(&cast, &mut collector).await?;
    let wanted = results.div_ceil(OF_A_VISIT);
    if visits.len() < wanted {
        let why = format!("抽中 {} 户，形成 {results} 个结果需要 {wanted} 户", visits.len());
        return Err(Failure(why));
    }
    let mut signatures = prepare(&cast, &visits[..wanted]).await?;
    signatures.truncate(results);
    collector.settle(&cast).await?;
    tell_departments(&load, &cast)?;
    wait_for_the_word().await?;
    let took = form(&cast, &signatures, load.per_second).await?;
    println!("{results} 个结果在 {:.1} 秒内形成", took.as_secs_f64());
    collector.settle(&cast).await?;
    let formed = formed(&collector)?;
    write(&load.out.join("formed.json"), &json!({ "results": results, "formed": formed }))
}

/// From the region to the visits of one large draw.
async fn drawn(cast: &Cast, collector: &mut Collector) -> Result<Vec<VisitView>, Failure> {
    set_up::city(cast).await?;
    collector.settle(cast).await?;
    libraries::import(cast, "objects", &cast.town.objects).await?;
    libraries::import(cast, "inspectors", &cast.town.inspectors).await?;
    let (catalogue, _) = set_up::catalogue(cast).await?;
    collector.settle(cast).await?;
    let plan = task::plan(cast, Kind::Parties).await?;
    let task = task::release(cast, Kind::Parties, &plan, &catalogue).await?;
    let draw = draw::draw(cast, Kind::Parties, &task).await?;
    let number = draw.drawn.unwrap_or_default();
    println!("抽取 {number} 户");
    visit::assigned(cast, Kind::Parties, &task, number).await
}

/// The visits up to the signatures that form their results. The two results of a visit are half the load apart, so that
/// neither waits for the other.
async fn prepare(cast: &Cast, visits: &[VisitView]) -> Result<Vec<Signature>, Failure> {
    let mut ready: Vec<(usize, Vec<Signature>)> = stream::iter(visits.iter().enumerate())
        .map(|(place, visit)| async move { Ok::<_, Failure>((place, up_to_signing(cast, visit).await?)) })
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    ready.sort_by_key(|(place, _)| *place);
    println!("{} 户检查已准备，只待最后一人签字", ready.len());
    let half = ready.len() / 2;
    let order = (0..ready.len()).flat_map(|place| [(place, 0), ((place + half) % ready.len(), 1)]);
    Ok(order.filter_map(|(place, part)| ready[place].1.get(part).cloned()).collect())
}

/// Everybody checks in, each department records its items, and all but one of each department sign.
async fn up_to_signing(cast: &Cast, visit: &VisitView) -> Result<Vec<Signature>, Failure> {
    let path = |verb: &str| format!("/api/inspection/v1/visits/{}/{verb}", visit.visit);
    let team = visit::team_of(cast, visit).await?;
    for (_, person) in &team {
        cast.command(person, &path("start"), &json!({})).await?;
    }
    let mut signatures = Vec::new();
    for part in &visit.parts {
        let mut own = team.iter().filter(|(member, _)| member.department == part.department);
        let Some((last, person)) = own.next() else {
            return Err(Failure(format!("检查 {} 没有 {} 的人员", visit.visit, part.department)));
        };
        for (place, item) in part.items.iter().enumerate() {
            let body = visit::result(place == 0, &[]);
            cast.command(person, &path(&format!("items/{}/result", item.item)), &body).await?;
        }
        for (_, person) in own {
            cast.command(person, &path("signature"), &json!({})).await?;
        }
        signatures.push(Signature { visit: visit.visit, by: visit::part(last) });
    }
    Ok(signatures)
}

/// One signature after the other at its own time, whether or not those before it are answered.
async fn form(cast: &Cast, signatures: &[Signature], per_second: u32) -> Result<Duration, Failure> {
    let timer = MonotonicTimer::start();
    let gap = Duration::from_secs(1) / per_second;
    let sign = async |place: u32, signature: &Signature| {
        tokio::time::sleep((gap * place).saturating_sub(timer.elapsed())).await;
        let person = cast.people.who(&signature.by).await?;
        let path = format!("/api/inspection/v1/visits/{}/signature", signature.visit);
        cast.command(&person, &path, &json!({})).await
    };
    let mut under_way = stream::iter((0..).zip(signatures))
        .map(|(place, signature)| sign(place, signature))
        .buffer_unordered(signatures.len().max(1));
    while under_way.try_next().await?.is_some() {}
    Ok(timer.elapsed())
}

fn tell_departments(load: &Load, cast: &Cast) -> Result<(), Failure> {
    let departments: Vec<_> = (0..cast.town.departments.len()).map(|place| cast.department(place)).collect();
    write(&load.out.join("departments.json"), &json!({ "departments": departments }))
}

async fn wait_for_the_word() -> Result<(), Failure> {
    let read = tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new()));
    match read.await.map_err(|e| Failure(e.to_string()))?? {
        0 => Err(Failure("标准输入已关闭，测量未开始".to_owned())),
        _ => Ok(()),
    }
}

/// By finding: when the result that raised it was recorded as formed.
fn formed(collector: &Collector) -> Result<BTreeMap<String, Value>, Failure> {
    let journal = collector.journals.get("inspection").map(Vec::as_slice).unwrap_or_default();
    let mut results = BTreeMap::new();
    let mut findings = BTreeMap::new();
    for entry in journal {
        match entry.event.kind() {
            "suiji.inspection.result-formed.v1" => {
                let result: ResultFormed = entry.event.data()?;
                results.insert((result.visit, result.department), entry.event.recordedtime);
            }
            "suiji.inspection.finding-raised.v1" => {
                let raised: FindingRaised = entry.event.data()?;
                findings.insert(raised.finding, (raised.visit, raised.found_by));
            }
            _ => {}
        }
    }
    let at = |result| results.get(result).map(|at| json!(at.timestamp_micros()));
    let times = findings.iter().filter_map(|(finding, result)| Some((finding.to_string(), at(result)?)));
    Ok(times.collect())
}

/// Whole or not at all: whoever waits for the file reads it as soon as it is there.
fn write(path: &Path, value: &Value) -> Result<(), Failure> {
    let half = path.with_extension("part");
    std::fs::write(&half, value.to_string())?;
    Ok(std::fs::rename(half, path)?)
}
