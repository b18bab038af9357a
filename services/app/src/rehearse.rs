//! A rehearsal (演练): one whole campaign on real files, each step through the public HTTP API by the role that the policy
//! names, in a region of its own that no statistic knows; then everything that must hold of it.
//!
//! `steps` carries the campaign, `collect` reads what the services wrote down, `record` is what was seen, `rules` judge it,
//! `report` shows it. Nothing here knows how the system runs: an embedded one and one of many processes look the same.

mod campaign;
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
    path::{Path, PathBuf},
    sync::Arc,
};

use kernel::{Clock, SeededEntropy, SystemClock};
use store::DatabaseSettings;

pub use cast::Rate;
pub use load::{Load, carry};
pub use record::Record;
pub use report::{prepare, show, write};
pub use rules::judge;

use self::{campaign::Rehearsal, cast::Cast, http::Http, people::People, town::Town};
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

/// The town of the files, in a region opened for it.
async fn gather(setting: &Setting) -> Result<Cast, Failure> {
    let today = SystemClock.today();
    let town = Town::read(&setting.objects, setting.inspectors.as_deref(), today)?;
    let http = Arc::new(Http::discover(&setting.url, SeededEntropy::new(setting.seed)).await?);
    let people = People::open(http.clone(), &setting.token).await?;
    println!("演练区域 {}，随机种子 {}，{}", people.region, setting.seed, setting.url);
    Ok(Cast { http, people, town, today, rate: setting.rate, objects: 0 })
}

/// Holds the campaign and returns what was seen of it.
pub async fn hold(setting: Setting) -> Result<Record, Failure> {
    let cast = gather(&setting).await?;
    Rehearsal::new(cast, setting.own).hold(setting.seed).await
}

/// A rehearsal that was written down.
pub fn read(file: &Path) -> Result<Record, Failure> {
    let text = std::fs::read(file).map_err(|e| Failure::at(file, &e))?;
    let wrong = |e: serde_json::Error| {
        Failure(format!(
            "{} 不是演练记录：第 {} 行第 {} 列起无法读取。",
            file.display(),
            e.line(),
            e.column()
        ))
    };
    serde_json::from_slice(&text).map_err(wrong)
}
