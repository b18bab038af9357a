//! The settings of a process, typed. `deploy/default.toml` is their documentation and their default: it is built in,
//! overridden by a file, then by `SUIJI__SECTION__KEY`, then by command line flags. What is not in it does not exist.
//!
//! Deliberately absent: a setting that changes what the law or the draw protocol says, and any service's own section
//! beyond the few that all deployments must decide.
//!
//! To add a setting: a field in `sections`, the same key with a comment in `deploy/default.toml`, a rule in `check`.

mod access;
mod check;
mod document;
mod error;
mod read;
mod secret;
mod sections;
#[cfg(test)]
mod tests;

use std::path::Path;

use kernel::RegionCode;
use serde::{Deserialize, Serialize};

pub use access::BusAccess;
pub use error::{Problem, SettingsError};
pub use secret::{CredentialUrl, Secret};
pub use sections::{
    Bus, BusKind, Data, Database, Draw, Identity, LogFormat, Public, Rehearsal, Retention, Server, Services,
    Site, Telemetry,
};

/// All settings. Debug, Serialize and `masked` never show a secret.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The region (区划) this system serves, part of every event's source and of every table.
    pub region: RegionCode,
    pub server: Server,
    pub database: Database,
    pub bus: Bus,
    pub data: Data,
    pub services: Services,
    pub public: Public,
    pub identity: Identity,
    pub draw: Draw,
    pub rehearsal: Rehearsal,
    pub site: Site,
    pub telemetry: Telemetry,
    pub retention: Retention,
}

impl Settings {
    /// Defaults, then `file`, then the environment, then `overrides` (the command line's flags and what the embedded
    /// mode generates), checked.
    ///
    /// # Errors
    /// A file that cannot be read or is not TOML, an unknown key, a value of the wrong type or against a rule.
    pub fn load(
        file: Option<&Path>,
        overrides: impl FnOnce(&mut Settings),
    ) -> Result<Settings, SettingsError> {
        let mut settings = read::layers(file, None)?;
        settings.read_secret_files()?;
        overrides(&mut settings);
        settings.check()?;
        Ok(settings)
    }

    /// The built-in defaults alone, without file and environment: where tests begin.
    ///
    /// # Errors
    /// None that a test of this crate would not have seen.
    pub fn built_in() -> Result<Settings, SettingsError> {
        read::layers(None, Some(read::Variables::new()))
    }

    /// Every rule that is broken, not only the first one.
    ///
    /// # Errors
    /// [`SettingsError::Invalid`] with one [`Problem`] for each.
    pub fn check(&self) -> Result<(), SettingsError> {
        SettingsError::unless_none(check::problems(self))
    }

    /// [`check`](Self::check) for a process that runs these services: several of them cannot share one database.
    ///
    /// # Errors
    /// [`SettingsError::Invalid`].
    pub fn check_targets(&self, services: &[&str]) -> Result<(), SettingsError> {
        self.check()?;
        SettingsError::unless_none(check::shared_database(self, services))
    }

    /// `default.toml` with the values in force and secrets as `***`: what `suiji config print` prints.
    pub fn masked(&self) -> String {
        document::with_values(self)
    }
}
