//! A rehearsal (演练): one whole campaign on real files, each step through the public HTTP API by the role that the policy
//! names, in a region of its own that no statistic knows; then everything that must hold of it.
//!
//! `steps` carries the campaign, `collect` reads what the services wrote down, `record` is what was seen, `rules` judge it,
//! `report` shows it. Nothing here knows how the system runs: an embedded one and one of many processes look the same.

mod cast;
mod collect;
mod http;
mod load;
mod people;
mod record;
mod report;
mod rules;
mod steps;
mod tell;
mod town;
mod wait;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use contracts::api::{draw::DrawView, pool::InspectorView};
use kernel::{Clock, Role, SeededEntropy, SystemClock};
use store::DatabaseSettings;

pub use cast::Rate;
pub use load::{Load, carry};
pub use record::Record;
pub use report::{show, write};
pub use rules::judge;

use self::{
    cast::Cast,
    collect::Collector,
    http::Http,
    people::People,
    record::{Attempt, Drawn, Rejected, Seal},
    steps::{
        disclosure, draw as drawing, follow_up, libraries, seal, set_up,
        task::{self, Kind},
        unchangeable, visit,
    },
    tell::Teller,
    town::Town,
};
use crate::failure::Failure;

/// What is rehearsed, and where.
#[derive(Debug)]
pub struct Setting {
    pub url: String,
    pub token: String,
    pub objects: PathBuf,
    pub inspectors: Option<PathBuf>,
    pub rate: Rate,
    pub seed: u64,
    /// Log and draw's database of a system that was started for the rehearsal.
    pub own: Option<Own>,
}

#[derive(Debug)]
pub struct Own {
    pub log: PathBuf,
    pub draw: DatabaseSettings,
}

/// One rehearsal under way.
struct Rehearsal {
    cast: Cast,
    collector: Collector,
    teller: Teller,
    own: Option<Own>,
    rejected: Vec<Rejected>,
    drawn: Vec<Drawn>,
    attempts: Vec<Attempt>,
    seal: Seal,
    findings: usize,
}

/// The town of the files, in a region opened for it.
async fn gather(setting: &Setting) -> Result<Cast, Failure> {
    let today = SystemClock.today();
    let town = Town::read(&setting.objects, setting.inspectors.as_deref(), today)?;
    let http = Arc::new(Http::discover(&setting.url, SeededEntropy::new(setting.seed)).await?);
    let people = People::open(http.clone(), &setting.token).await?;
    println!("演练区域 {}，随机种子 {}，{}", people.region, setting.seed, setting.url);
    Ok(Cast { http, people, town, today, rate: setting.rate })
}

/// Holds the campaign and returns what was seen of it.
pub async fn hold(setting: Setting) -> Result<Record, Failure> {
    let cast = gather(&setting).await?;
    let mut rehearsal = Rehearsal {
        cast,
        collector: Collector::default(),
        teller: Teller::default(),
        own: setting.own,
        rejected: Vec::new(),
        drawn: Vec::new(),
        attempts: Vec::new(),
        seal: Seal::default(),
        findings: 0,
    };
    rehearsal.set_up().await?;
    let catalogue = rehearsal.catalogue().await?;
    rehearsal.campaign(Kind::Parties, &catalogue).await?;
    rehearsal.campaign(Kind::Operator, &catalogue).await?;
    rehearsal.follow_up().await?;
    rehearsal.disclose().await?;
    rehearsal.record(setting.seed).await
}

impl Rehearsal {
    async fn set_up(&mut self) -> Result<(), Failure> {
        let accounts = set_up::city(&self.cast).await?;
        let departments = self.cast.town.departments.len();
        self.teller.done("部门与账号", format!("{departments} 个部门，{accounts} 个账号"));
        // Departments must be known to the libraries before a file can name them.
        self.collector.settle(&self.cast).await?;
        for (library, name) in [("objects", "检查对象名录库"), ("inspectors", "执法检查人员名录库")]
        {
            let file =
                if library == "objects" { &self.cast.town.objects } else { &self.cast.town.inspectors };
            let imported = libraries::import(&self.cast, library, file).await?;
            let report = &imported.report;
            let result =
                format!("新增 {}，更新 {}，拒绝 {} 行", report.added, report.changed, report.rejected_rows);
            self.teller.done(name, result);
            self.reject(name, &imported);
        }
        Ok(())
    }

    /// Each refused row is told, the first ones here and all of them in the report.
    fn reject(&mut self, library: &str, imported: &libraries::Imported) {
        const SHOWN: usize = 10;
        for row in imported.rejected.iter().take(SHOWN) {
            self.teller.note(&format!("第 {} 行 {}：{}", row.line, row.column, row.reason));
        }
        if imported.rejected.len() > SHOWN {
            self.teller.note(&format!("另有 {} 行，见报告", imported.rejected.len() - SHOWN));
        }
        self.rejected.extend(imported.rejected.iter().map(|row| Rejected {
            library: library.to_owned(),
            line: row.line,
            column: row.column.clone(),
            reason: row.reason.clone(),
        }));
    }

    async fn catalogue(&mut self) -> Result<String, Failure> {
        let (catalogue, items) = set_up::catalogue(&self.cast).await?;
        self.teller.done("抽查事项清单", format!("{items} 个事项，已公布"));
        self.collector.settle(&self.cast).await?;
        Ok(catalogue)
    }

    /// From the plan to the last visit of one task.
    async fn campaign(&mut self, kind: Kind, catalogue: &str) -> Result<(), Failure> {
        let plan = task::plan(&self.cast, kind).await?;
        let task = task::release(&self.cast, kind, &plan, catalogue).await?;
        self.teller.done("计划、方案、审批、下达", "参与部门均已确认，主要负责人均已批准".to_owned());
        let library = seal::library(&self.cast).await?;
        let draw = drawing::draw(&self.cast, kind, &task).await?;
        let (seq, pool, number) = counts(&draw);
        self.teller.done("随机抽取", format!("第 {seq} 号：从 {pool} 户中抽取 {number} 户"));
        let visits = visit::assigned(&self.cast, kind, &task, number).await?;
        if kind == Kind::Parties {
            let sealed = seal::Sealed {
                visits: &visits,
                task: &task,
                draw: &draw.draw.to_string(),
                library: &library,
                log: self.own.as_ref().map(|own| own.log.as_path()),
            };
            self.seal = seal::look(&self.cast, kind, &sealed).await?;
            self.teller.done(
                "名单保密检查",
                format!("查看 {} 个答复，{} 行日志", self.seal.answers, self.seal.log_lines),
            );
        }
        self.keep(kind, draw).await?;
        let all = visits.len();
        let tell = |done| self.teller.progress("现场检查", done, all);
        let findings = visit::make_all(&self.cast, &visits, tell).await?;
        self.findings += findings;
        self.teller.done("现场检查", format!("{all} 户检查完毕，发现 {findings} 个问题线索"));
        Ok(())
    }

    /// Reads the receipt, then tries to change what was drawn.
    async fn keep(&mut self, kind: Kind, draw: DrawView) -> Result<(), Failure> {
        let receipt = text(drawing::receipt(&self.cast, &draw).await?);
        self.attempts.extend(unchangeable::through_the_api(&self.cast, kind, &draw).await?);
        if let Some(own) = &self.own {
            self.attempts.extend(unchangeable::in_the_database(&own.draw).await?);
        }
        let needs = kind.departments().map(|place| {
            let item = self.cast.town.departments.get(place).map(|department| department.code(0));
            (self.cast.department(place), (2, self.item_name(place).or(item).unwrap_or_default()))
        });
        self.drawn.push(Drawn {
            view: draw,
            leads: self.cast.department(kind.departments()[0]),
            needs: needs.into(),
            window_ends: task::last_day(self.cast.today),
            receipt,
            receipt_at_end: BTreeMap::new(),
        });
        Ok(())
    }

    /// The first item of a department, as its inspectors' rows name it.
    fn item_name(&self, place: usize) -> Option<String> {
        self.cast.town.departments.get(place)?.items.first().cloned()
    }

    async fn follow_up(&mut self) -> Result<(), Failure> {
        let done = follow_up::answer_all(&self.cast, self.findings).await?;
        let result = format!(
            "{} 件办结，改送 {} 次，指定管辖 {} 件，处理结果均已返回",
            done.concluded, done.rerouted, done.designated
        );
        self.teller.done("问题线索移送", result);
        Ok(())
    }

    async fn disclose(&mut self) -> Result<(), Failure> {
        let visits: u64 = self.drawn.iter().map(|draw| draw.view.drawn.unwrap_or_default()).sum();
        let expected = usize::try_from(visits).unwrap_or_default() * 2;
        let duties = disclosure::duties(&self.cast, expected).await?;
        let tell = |done| self.teller.progress("结果公示", done, expected);
        let on_time = disclosure::disclose_all(&self.cast, &duties, tell).await?;
        if let [first, second, ..] = duties.as_slice() {
            self.attempts.push(disclosure::disclose_again(&self.cast, first).await?);
            disclosure::correct(&self.cast, second).await?;
        }
        self.teller.done("结果公示", format!("{} 项公示，{on_time} 项按期，更正 1 项", duties.len()));
        Ok(())
    }

    /// Reads everything once nothing moves any more.
    async fn record(mut self, seed: u64) -> Result<Record, Failure> {
        self.collector.settle(&self.cast).await?;
        let cast = &self.cast;
        let office = cast.city(Role::Office).await?;
        let mut feeds = BTreeMap::new();
        for place in 0..cast.town.departments.len() {
            let department = cast.department(place);
            feeds.insert(department.clone(), collect::feed(cast, &department).await?);
        }
        for draw in &mut self.drawn {
            draw.receipt_at_end = text(drawing::receipt(cast, &draw.view).await?);
        }
        let inspectors: Vec<InspectorView> = cast.all(&office, "/api/pool/v1/inspectors").await?;
        let visits = cast.all(&office, "/api/inspection/v1/visits").await?;
        let findings = cast.all(&office, "/api/inspection/v1/findings").await?;
        let referrals = cast.all(&office, "/api/referral/v1/referrals").await?;
        let duties = cast.all(&office, "/api/disclosure/v1/duties").await?;
        // The reading of the receipts left rows of its own.
        self.collector.settle(cast).await?;
        let rows: usize = self.collector.journals.values().map(Vec::len).sum();
        self.teller.done("读取留痕", format!("{rows} 条操作留痕"));
        Ok(Record {
            region: cast.people.region.clone(),
            seed,
            held_on: cast.today,
            embedded: self.own.is_some(),
            stages: self.teller.stages(),
            rejected: self.rejected,
            commands: cast.http.taken(),
            journals: self.collector.journals,
            inboxes: self.collector.inboxes,
            subscriptions: collect::subscriptions(),
            draws: self.drawn,
            visits,
            inspectors,
            findings,
            referrals,
            duties,
            feeds,
            seal: self.seal,
            attempts: self.attempts,
        })
    }
}

fn counts(draw: &DrawView) -> (u64, u64, u64) {
    let or_none = Option::unwrap_or_default;
    (or_none(draw.seq), or_none(draw.objects_in_pool), or_none(draw.drawn))
}

fn text(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files.into_iter().map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// A rehearsal that was written down.
pub fn read(file: &Path) -> Result<Record, Failure> {
    let text = std::fs::read(file).map_err(|e| Failure(format!("无法读取 {}：{e}", file.display())))?;
    serde_json::from_slice(&text).map_err(|e| Failure(format!("{} 不是演练记录：{e}", file.display())))
}
