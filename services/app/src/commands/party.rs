//! `suiji party`: a draw party's share, made on its own computer; the same file as its page in the console offers.

use std::{fs::OpenOptions, io::Write, path::Path, process::ExitCode};

use kernel::{Entropy, OsEntropy};
use serde_json::json;
use sortition::{commit::party_commit, encoding::Hash};

use super::say;
use crate::{cli::Party, failure::Failure};

pub fn run(arguments: &Party) -> Result<ExitCode, Failure> {
    let Party::Promise { draw, open, party, out } = arguments;
    let share = OsEntropy::new()?.bytes32();
    let kept = json!({
        "draw": draw.to_string(),
        "open": open.to_string(),
        "party": party,
        "share": Hash::from(share).to_string(),
    });
    keep(out, &kept.to_string()).map_err(|error| Failure::at(out, &error))?;
    let promise = party_commit(open, party, &share);
    say(&format!("承诺值  {promise}\n随机数已存入 {}，公开前请妥善保管，不要交给任何人。\n", out.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Never over a file that is there: it may be the only copy of an earlier share. Nobody else on the computer reads it.
fn keep(out: &Path, text: &str) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(out)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_is_kept_is_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("share.json");
        keep(&out, "one").unwrap();
        assert!(keep(&out, "two").is_err());
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "one");
    }
}
