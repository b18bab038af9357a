//! Secrets of 32 bytes in files of the operator's, as hex. In production they come from a Secret that all replicas share; where
//! there is none yet one is made, which is how the embedded mode begins.

use std::{
    fs,
    io::{Error, ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use kernel::Entropy;

use crate::Service;

/// The secret in the file that a setting names.
///
/// # Errors
/// What the operator has to mend: no setting, no access, no 32 bytes in hex.
pub fn seed(service: &Service, setting: &str) -> Result<[u8; 32], Error> {
    let path = service.settings.get(setting).ok_or_else(|| Error::other(format!("{setting} is not set")))?;
    if !Path::new(path).exists() {
        make(Path::new(path), &hex::encode(Entropy::bytes32(&*service.entropy)))?;
    }
    let bytes = hex::decode(fs::read_to_string(path)?.trim()).unwrap_or_default();
    bytes.try_into().map_err(|_| Error::other(format!("{path} holds no secret of 32 bytes in hex")))
}

/// Of two that begin at once the first one's stays.
fn make(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    // Whole or not at all: nobody may read half of it.
    let whole = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&whole)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&whole, path);
    fs::remove_file(&whole)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("keys/a.key");
        make(&path, "first").unwrap();
        make(&path, "second").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing else is left");
    }
}
