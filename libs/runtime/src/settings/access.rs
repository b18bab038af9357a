//! Settings as a service needs them: templates filled, defaults resolved, secret files read.

use std::{
    fs,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use super::{CredentialUrl, Problem, Secret, Settings, SettingsError};

/// How one service reaches NATS.
#[derive(Debug, Clone, PartialEq)]
pub struct BusAccess {
    pub url: CredentialUrl,
    /// Name and password; `None` where the address or the credentials file says who it is.
    pub user: Option<(String, Secret)>,
    pub credentials_file: Option<PathBuf>,
    pub root_certificates: Option<PathBuf>,
}

impl Settings {
    /// The database of `service` for its daily work.
    pub fn database_url(&self, service: &str) -> CredentialUrl {
        self.fill_url(&self.database.url, service)
    }

    /// The database of `service` for migrations; `None` = [`database_url`](Self::database_url).
    pub fn admin_url(&self, service: &str) -> Option<CredentialUrl> {
        let url = &self.database.admin_url;
        (!url.is_empty()).then(|| self.fill_url(url, service))
    }

    /// How `service` reaches NATS.
    ///
    /// # Errors
    /// [`SettingsError::Unreadable`] where the password file cannot be read.
    pub fn bus_access(&self, service: &str) -> Result<BusAccess, SettingsError> {
        let bus = &self.bus;
        let set = |template: &str| (!template.is_empty()).then(|| self.fill(template, service));
        let password = match set(&bus.password_file) {
            Some(file) => read_secret(Path::new(&file))?,
            None => bus.password.clone(),
        };
        Ok(BusAccess {
            url: CredentialUrl::new(self.fill(bus.url.expose(), service)),
            user: set(&bus.user).map(|name| (name, password)),
            credentials_file: set(&bus.credentials_file).map(PathBuf::from),
            root_certificates: set(&bus.root_certificates).map(PathBuf::from),
        })
    }

    /// The base URL of `service` as its peers see it. Where none is set it is in this process, at the address `bound`.
    pub fn service_url(&self, service: &str, bound: SocketAddr) -> String {
        base_url(&self.services, service).unwrap_or_else(|| own_url(bound))
    }

    /// The base URL of `service` as clients see it.
    pub fn public_url(&self, service: &str, bound: SocketAddr) -> String {
        base_url(&self.public, service).unwrap_or_else(|| self.service_url(service, bound))
    }

    /// Where the key is that signs the receipts of draws.
    pub fn signing_key_file(&self) -> PathBuf {
        self.fill(&self.draw.signing_key_file, "draw").into()
    }

    /// Where the key is that signs the checkpoints of the public log.
    pub fn log_key_file(&self) -> PathBuf {
        self.fill(&self.draw.log_key_file, "draw").into()
    }

    /// Where the key is that seals the seeds of the token keys.
    pub fn token_key_file(&self) -> PathBuf {
        self.fill(&self.identity.token_key_file, "identity").into()
    }

    /// Replaces the path of the services' secret by the secret.
    pub(super) fn read_secret_files(&mut self) -> Result<(), SettingsError> {
        let identity = &mut self.identity;
        if identity.service_secret_file.is_empty() {
            return Ok(());
        }
        if !identity.service_secret.is_empty() {
            let both = "与 identity.service_secret 只能填一个";
            return Err(SettingsError::Invalid(vec![Problem::new("identity.service_secret_file", both)]));
        }
        identity.service_secret = read_secret(Path::new(&identity.service_secret_file))?;
        Ok(())
    }

    fn fill(&self, template: &str, service: &str) -> String {
        template.replace("{service}", service).replace("{data}", &self.data.dir.to_string_lossy())
    }

    /// A directory's name may hold what means something else in an address.
    fn fill_url(&self, template: &CredentialUrl, service: &str) -> CredentialUrl {
        let dir = self.data.dir.to_string_lossy().replace('%', "%25").replace('?', "%3F");
        CredentialUrl::new(template.expose().replace("{service}", service).replace("{data}", &dir))
    }
}

fn base_url(urls: &super::Services, service: &str) -> Option<String> {
    urls.iter().find(|(name, url)| *name == service && !url.is_empty()).map(|(_, url)| url.to_owned())
}

/// Who listens on every interface is reached on the local one.
fn own_url(bound: SocketAddr) -> String {
    let host = match bound.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".into(),
        IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".into(),
        IpAddr::V6(ip) => format!("[{ip}]"),
        IpAddr::V4(ip) => ip.to_string(),
    };
    format!("http://{host}:{}", bound.port())
}

/// Editors end a file with a newline; a secret does not.
fn read_secret(path: &Path) -> Result<Secret, SettingsError> {
    let text = fs::read_to_string(path)
        .map_err(|source| SettingsError::Unreadable { path: path.to_owned(), source })?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}
