//! The two libraries (两库, art. 11): the files as they are, imported by the initiating department's clerk.

use contracts::api::pool::{ImportReport, RejectedRow, RejectedRows};
use kernel::Role;

use crate::{failure::Failure, rehearse::cast::Cast};

/// What became of a file.
#[derive(Debug)]
pub struct Imported {
    pub report: ImportReport,
    /// Every refused row, with its line and the reason.
    pub rejected: Vec<RejectedRow>,
}

pub async fn import(cast: &Cast, library: &str, file: &[u8]) -> Result<Imported, Failure> {
    let clerk = cast.of(Role::Clerk, &cast.department(0)).await?;
    let path = format!("/api/pool/v1/imports/{library}");
    // What the file is, its content says; the type given here does not count.
    let media_type = "application/octet-stream";
    let report: ImportReport = cast.http.carry(&clerk, &path, media_type, file.to_vec()).await?;
    let (mut rejected, mut after) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/pool/v1/imports/{}/rows?limit=500{after}", report.import);
        let page: RejectedRows = cast.http.read(&clerk.token, &path).await?;
        rejected.extend(page.items);
        match page.next {
            Some(next) => after = format!("&after={next}"),
            None => return Ok(Imported { report, rejected }),
        }
    }
}
